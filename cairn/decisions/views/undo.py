"""Undo of the last thing somebody did in this room, offered on the next pages they see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cairn.decisions.actions.changes import link_similar, place_in_quadrant, unlink_similar
from cairn.decisions.actions.editing import Refused
from cairn.decisions.actions.evidence import add_evidence, remove_evidence
from cairn.decisions.actions.findings import link_theme, move_finding, unlink_theme
from cairn.decisions.actions.recommendations import move_recommendation, move_to_heading
from cairn.decisions.actions.states import mark_draft, mark_ready
from cairn.decisions.choices import DecisionState, Kind
from cairn.decisions.queries.items import heading_for, item_for, removed_item_for
from cairn.decisions.queries.picking import excerpt_for, theme_to_link
from cairn.decisions.views.kinds import SPECS, to_item
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page

KEY = "decisions_undo"


def offer_undo(request: HttpRequest, what: str, kind: str, item_id: int, **rest: Any) -> None:
    """Remember how to undo what was just done: ids and codes only, no words."""
    request.session[KEY] = {"what": what, "kind": str(kind), "item": item_id, **rest}


@member_page(can_decide, methods=("POST",))
def undo(request: HttpRequest, programme: Programme) -> HttpResponse:
    step = request.session.pop(KEY, None)
    if step is None:
        messages.info(request, _("There is nothing to undo."))
        return redirect("decisions:index", programme.slug)
    find = removed_item_for if step["what"] == "restore" else item_for
    found = find(request.user, programme, step["kind"], step["item"])
    if found is None:
        raise Http404
    try:
        UNDO[step["what"]](request, programme, found, step)
    except Refused:
        messages.error(request, _("That cannot be undone any more: the words are gone."))
    else:
        messages.success(request, _("Undone."))
    return to_item(programme, found)


def _restore(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    SPECS[found.kind].restore(**{found.kind: found, "by": request.user})


def _move(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    action = move_finding if found.kind == Kind.FINDING else move_recommendation
    action(**{found.kind: found, "step": step["step"], "by": request.user})


def _heading(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    heading = heading_for(request.user, programme, step["heading"])
    if heading is None:
        raise Refused("gone")
    move_to_heading(recommendation=found, heading=heading, by=request.user)


def _unlink(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    remove_evidence(item=found, excerpt=_excerpt(request, programme, step), by=request.user)


def _link(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    excerpt = _excerpt(request, programme, step)
    add_evidence(item=found, excerpt=excerpt, stance=step["stance"], by=request.user)


def _excerpt(request: HttpRequest, programme: Programme, step: dict[str, Any]) -> Any:
    excerpt = excerpt_for(request.user, programme, step["excerpt"])
    if excerpt is None:
        raise Refused("gone")
    return excerpt


def _quadrant(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    place_in_quadrant(change=found, quadrant=step["quadrant"], by=request.user)


def _theme(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    theme = theme_to_link(request.user, programme, step["theme"])
    if theme is None:
        raise Refused("gone")
    link_theme(finding=found, theme=theme, by=request.user)


def _unlink_theme(
    request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]
) -> None:
    theme = theme_to_link(request.user, programme, step["theme"])
    if theme is None:
        raise Refused("gone")
    unlink_theme(finding=found, theme=theme, by=request.user)


def _state(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    action = mark_ready if step["state"] == DecisionState.READY else mark_draft
    action(item=found, by=request.user)


def _similar(request: HttpRequest, programme: Programme, found: Any, step: dict[str, Any]) -> None:
    other: Any = item_for(request.user, programme, Kind.CHANGE, step["other"])
    if other is None:
        raise Refused("gone")
    action = link_similar if step["link"] else unlink_similar
    action(change=found, other=other, by=request.user)


UNDO: dict[str, Callable[..., None]] = {
    "restore": _restore,
    "move": _move,
    "heading": _heading,
    "unlink": _unlink,
    "link": _link,
    "quadrant": _quadrant,
    "theme": _theme,
    "unlink_theme": _unlink_theme,
    "state": _state,
    "similar": _similar,
}
