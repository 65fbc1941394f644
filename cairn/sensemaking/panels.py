"""What this room shows on the pages of other rooms."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.design.panels import panel
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code, can_sign_off
from cairn.sensemaking import queries


@panel("stone", order=2)
def sense_stone(request: Any, programme: Programme) -> str:
    """How many themes a person has signed off, and the next thing to do."""
    themes = queries.theme_counts(request.user, programme)
    progress = queries.coding_progress(request.user, programme)
    next_text, name = _next(progress, themes)
    words = {
        "key": "sense",
        "title": _("Make sense"),
        "address": reverse("sensemaking:index", args=[programme.slug]),
        "number": themes["signed_off"],
        "unit": ngettext("theme signed off", "themes signed off", themes["signed_off"]),
        "next_text": next_text,
        "next_url": reverse(f"sensemaking:{name}", args=[programme.slug]) if name else "",
    }
    return render_to_string("design/stone.jinja", words, request)


def _next(progress: dict[str, int], themes: dict[str, int]) -> tuple[str, str]:
    if not progress["all"]:
        return _("Nothing to read yet"), ""
    if not themes["all"]:
        return _("Read, or ask for suggestions"), "suggestions"
    if themes["signed_off"] < themes["all"]:
        return _("Sign off themes"), "themes"
    return _("Look at the pictures"), "pictures"


@panel("next", order=2)
def sense_next(request: Any, programme: Programme) -> str:
    """What waits in this room for somebody who codes."""
    if not can_code(request.user, programme):
        return ""
    progress = queries.coding_progress(request.user, programme)
    themes = queries.theme_counts(request.user, programme)
    words = {
        "programme": programme,
        "unread": progress["all"] - progress["coded"],
        "drafts": themes["all"] - themes["signed_off"],
        "may_sign_off": can_sign_off(request.user, programme),
    }
    return render_to_string("sensemaking/next.jinja", words, request)


@panel("contribution", order=20)
def coded_passages(request: Any, contribution: Any) -> str:
    """The passages marked in what somebody said, with their codes and themes."""
    programme = contribution.programme
    words = {
        "programme": programme,
        "contribution": contribution,
        "excerpts": queries.coded_excerpts(request.user, programme, contribution.pk),
        "may_code": can_code(request.user, programme) and not contribution.is_withdrawn,
    }
    return render_to_string("sensemaking/contribution_panel.jinja", words, request)
