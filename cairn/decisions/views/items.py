"""The page of one item, and what can be done with it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.decisions.actions.editing import Refused
from cairn.decisions.actions.findings import move_finding
from cairn.decisions.actions.recommendations import move_recommendation, move_to_heading
from cairn.decisions.actions.states import mark_draft, mark_ready
from cairn.decisions.choices import Kind
from cairn.decisions.queries.details import details_for
from cairn.decisions.queries.items import heading_for
from cairn.decisions.views.kinds import SPECS, get_item, to_item
from cairn.decisions.views.undo import offer_undo
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page

STEPS = {"up": -1, "down": 1}
MOVES: dict[str, Callable[..., bool]] = {
    Kind.FINDING: move_finding,
    Kind.RECOMMENDATION: move_recommendation,
}


@member_page()
def item(request: HttpRequest, programme: Programme, kind: str, item_id: int) -> HttpResponse:
    found = get_item(request, programme, kind, item_id)
    words = {
        "programme": programme,
        "stone": "decide",
        "spec": SPECS[kind],
        "item": found,
        "details": details_for(request.user, found),
        "may_decide": can_decide(request.user, programme),
    }
    return render(request, f"decisions/{kind}.jinja", words)


@member_page(can_decide, methods=("POST",))
def do(request: HttpRequest, programme: Programme, kind: str, item_id: int) -> HttpResponse:
    """One button of an item's page: ready, draft, up, down, heading, remove."""
    found = get_item(request, programme, kind, item_id)
    asked = request.POST.get("do", "")
    if asked == "remove":
        return _remove(request, programme, kind, found)
    if kind != Kind.CHANGE and asked in {"ready", "draft"}:
        _set_state(request, found, asked)
    elif kind in MOVES and asked in STEPS:
        _move(request, kind, found, STEPS[asked])
    elif kind == Kind.RECOMMENDATION and asked == "heading":
        _to_heading(request, programme, found)
    else:
        raise Http404
    return to_item(programme, found)


def _set_state(request: HttpRequest, found: Any, asked: str) -> None:
    if asked == "draft":
        mark_draft(item=found, by=request.user)
        offer_undo(request, "state", found.kind, found.pk, state="ready")
        messages.success(request, _("It is a draft again."))
        return
    try:
        mark_ready(item=found, by=request.user)
    except Refused:
        messages.error(
            request,
            _("It stays a draft: it shows no path to anybody's words. Link evidence to it first."),
        )
    else:
        offer_undo(request, "state", found.kind, found.pk, state="draft")
        messages.success(request, _("It is ready to publish."))


def _move(request: HttpRequest, kind: str, found: Any, step: int) -> None:
    if MOVES[kind](**{kind: found, "step": step, "by": request.user}):
        offer_undo(request, "move", kind, found.pk, step=-step)
        messages.success(request, _("Moved."))
    else:
        messages.info(request, _("It is at the end already."))


def _to_heading(request: HttpRequest, programme: Programme, found: Any) -> None:
    asked = request.POST.get("heading", "")
    heading = heading_for(request.user, programme, int(asked)) if asked.isdecimal() else None
    if heading is None:
        raise Http404
    before = found.heading_id
    move_to_heading(recommendation=found, heading=heading, by=request.user)
    offer_undo(request, "heading", found.kind, found.pk, heading=before)
    messages.success(request, _("Moved. The numbers follow the new order."))


def _remove(request: HttpRequest, programme: Programme, kind: str, found: Any) -> HttpResponse:
    SPECS[kind].remove(**{kind: found, "by": request.user})
    offer_undo(request, "restore", kind, found.pk)
    messages.success(request, _("Removed."))
    return redirect(f"decisions:{SPECS[kind].many}", programme.slug)
