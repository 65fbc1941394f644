"""What this room shows on the pages of other rooms."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.design.panels import panel
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_write_report
from cairn.reports.queries.reports import (
    public_versions_with,
    published_count,
    reports_for,
    waiting_for,
)
from cairn.reports.rules import can_approve, needs_reason


@panel("stone", order=4)
def share_stone(request: Any, programme: Programme) -> str:
    """How many versions are published, and the next thing to do."""
    published = published_count(request.user, programme)
    newest = reports_for(request.user, programme).first()
    next_text, next_url = _next(request.user, programme, newest)
    words = {
        "key": "share",
        "title": _("Share"),
        "address": reverse("reports:index", args=[programme.slug]),
        "number": published,
        "unit": ngettext("version published", "versions published", published),
        "next_text": next_text,
        "next_url": next_url,
    }
    return render_to_string("design/stone.jinja", words, request)


def _next(viewer: Any, programme: Programme, newest: Any) -> tuple[str, str]:
    if newest is None and can_write_report(viewer, programme):
        return _("Make a report"), reverse("reports:new", args=[programme.slug])
    if newest is None:
        return _("Nothing to read yet"), ""
    return _("See what the report lacks"), reverse(
        "reports:report", args=[programme.slug, newest.pk]
    )


@panel("next", order=4)
def next_steps(request: Any, programme: Programme) -> str:
    """The proposals that wait for this member to approve them."""
    waiting = [
        version
        for version in waiting_for(request.user, programme)
        if can_approve(request.user, version) and not needs_reason(request.user, version)
    ]
    words = {"programme": programme, "waiting": waiting}
    return render_to_string("reports/next.jinja", words, request) if waiting else ""


@panel("answer", order=10)
def what_was_published(request: Any, contribution: Any) -> str:
    """For the person who said it: reports published for everybody that rest on these words."""
    versions = public_versions_with(contribution)
    words = {"versions": versions}
    return render_to_string("reports/rests_on.jinja", words, request) if versions else ""
