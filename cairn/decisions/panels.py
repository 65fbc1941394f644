"""What this room shows on the pages of other rooms."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.models import Finding, Recommendation
from cairn.decisions.queries.overview import counts_of, steps_for
from cairn.decisions.queries.thread import thread_of
from cairn.design.panels import panel
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide


@panel("stone", order=3)
def decide_stone(request: Any, programme: Programme) -> str:
    """How many recommendations are ready, and the next thing to do."""
    counts = counts_of(Recommendation, request.user, programme)
    findings = counts_of(Finding, request.user, programme)
    next_text, name = _next(findings.all, counts.all, counts.ready)
    words = {
        "key": "decide",
        "title": _("Decide"),
        "address": reverse("decisions:index", args=[programme.slug]),
        "number": counts.ready,
        "unit": ngettext("recommendation ready", "recommendations ready", counts.ready),
        "next_text": next_text,
        "next_url": reverse(f"decisions:{name}", args=[programme.slug]),
    }
    return render_to_string("design/stone.jinja", words, request)


def _next(findings: int, recommendations: int, ready: int) -> tuple[str, str]:
    if not findings:
        return _("Write down a finding"), "findings"
    if not recommendations:
        return _("Write a recommendation"), "recommendations"
    if ready < recommendations:
        return _("Link drafts to words"), "ladder"
    return _("See where each comes from"), "recommendations"


@panel("stone", order=5)
def improve_stone(request: Any, programme: Programme) -> str:
    """How many ready recommendations are late."""
    steps = steps_for(request.user, programme)
    words = {
        "key": "improve",
        "title": _("Improve"),
        "address": reverse("decisions:follow_up", args=[programme.slug]),
        "number": steps.overdue,
        "unit": ngettext("recommendation overdue", "recommendations overdue", steps.overdue),
        "next_text": _("Follow up") if steps.ready else _("Nothing to follow up yet"),
        "next_url": reverse("decisions:follow_up", args=[programme.slug]) if steps.ready else "",
    }
    return render_to_string("design/stone.jinja", words, request)


@panel("next", order=3)
def next_steps(request: Any, programme: Programme) -> str:
    """What waits in this room for somebody who may decide."""
    if not can_decide(request.user, programme):
        return ""
    words = {"programme": programme, "steps": steps_for(request.user, programme)}
    return render_to_string("decisions/next.jinja", words, request)


@panel("contribution", order=30)
def what_came_of_it(request: Any, contribution: Any) -> str:
    """The thread forwards from what somebody said."""
    return _thread_panel(request, contribution.programme, "contribution", contribution.pk)


@panel("theme", order=30)
def what_stands_on_it(request: Any, theme: Any) -> str:
    return _thread_panel(request, theme.programme, "theme", theme.pk)


def _thread_panel(request: Any, programme: Programme, kind: str, node_id: Any) -> str:
    thread = thread_of(request.user, programme, kind, node_id)
    if thread is None:
        return ""
    ahead = ("finding", "recommendation", "change")
    nodes = [node for level in thread.levels if level.kind in ahead for node in level.nodes]
    words = {"programme": programme, "kind": kind, "id": node_id, "nodes": nodes}
    return render_to_string("decisions/thread_panel.jinja", words, request)
