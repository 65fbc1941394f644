"""The evidence picker: search what there is, link it for or against, take it away again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.analysis.text import split_units
from cairn.decisions.actions.editing import Refused
from cairn.decisions.actions.evidence import add_evidence, remove_evidence
from cairn.decisions.actions.findings import link_theme, unlink_theme
from cairn.decisions.choices import Kind
from cairn.decisions.queries.items import evidence_of, evidence_rich
from cairn.decisions.queries.picking import (
    contributions_to_pick,
    excerpt_for,
    excerpts_to_pick,
    theme_to_link,
    themes_to_pick,
    version_for,
)
from cairn.decisions.views.kinds import SPECS, get_item, to_item
from cairn.decisions.views.undo import offer_undo
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page
from cairn.sensemaking.actions import Refused as NotUsable
from cairn.sensemaking.actions import make_excerpt
from cairn.sensemaking.choices import Stance

PER_PAGE = 20


@member_page(can_decide, methods=READ_AND_WRITE)
def evidence(request: HttpRequest, programme: Programme, kind: str, item_id: int) -> HttpResponse:
    item = get_item(request, programme, kind, item_id)
    if request.method == "POST":
        return _change(request, programme, item)
    places = PLACES if kind == Kind.FINDING else PLACES - {"themes"}
    asked = request.GET.get("in", "")
    place = asked if asked in places else "excerpts"
    words = request.GET.get("words", "")[:200]
    rows = _rows(request, programme, item, place, words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", 1))
    shown = {
        "programme": programme, "stone": "decide", "spec": SPECS[kind], "item": item,
        "place": place, "places": [each for each in TABS if each in places], "words": words,
        "page": page, "chosen": {"in": place, "words": words}, "passages": _passages(place, page),
        "linked": evidence_of(request.user, item), "rich": _rich(place, page),
    }  # fmt: skip
    return render(request, "decisions/evidence.jinja", shown)


TABS = ("excerpts", "themes", "contributions")
PLACES = frozenset(TABS)


def _rows(
    request: HttpRequest, programme: Programme, item: Any, place: str, words: str
) -> QuerySet[Any]:
    if place == "themes":
        return themes_to_pick(request.user, programme, item, words=words)
    if place == "contributions":
        return contributions_to_pick(request.user, programme, words=words)
    return excerpts_to_pick(request.user, programme, item, words=words)


def _passages(place: str, page: Any) -> dict[int, list[Any]]:
    """For each contribution on the page: its sentences, to choose one of them."""
    if place != "contributions":
        return {}
    return {version.pk: list(split_units(version.text)) for version in page.object_list}


def _rich(place: str, page: Any) -> frozenset[int]:
    """The rows of the page whose words are evidence-rich."""
    if place == "themes":
        return frozenset()
    name = "text" if place == "contributions" else "quote"
    return evidence_rich({row.pk: getattr(row, name) for row in page.object_list})


def _change(request: HttpRequest, programme: Programme, item: Any) -> HttpResponse:
    action = DO.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    try:
        action(request, programme, item)
    except (Refused, NotUsable):
        messages.error(
            request, _("Those words cannot be used: they are gone or nobody may use them.")
        )
    if request.POST.get("do", "").startswith("remove"):
        return to_item(programme, item)
    return redirect(request.get_full_path())


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)


def _stance(request: HttpRequest) -> str:
    return Stance.AGAINST if request.POST.get("stance") == Stance.AGAINST else Stance.FOR


def _add(request: HttpRequest, programme: Programme, item: Any) -> None:
    excerpt = excerpt_for(request.user, programme, _number(request, "excerpt"))
    if excerpt is None:
        raise Http404
    _link(request, item, excerpt)


def _link(request: HttpRequest, item: Any, excerpt: Any) -> None:
    add_evidence(item=item, excerpt=excerpt, stance=_stance(request), by=request.user)
    offer_undo(request, "unlink", item.kind, item.pk, excerpt=excerpt.pk)
    messages.success(request, _("Linked."))


def _remove(request: HttpRequest, programme: Programme, item: Any) -> None:
    linked = {link.excerpt_id: link.excerpt for link in evidence_of(request.user, item)}
    excerpt = linked.get(_number(request, "excerpt"))
    if excerpt is None:
        raise Http404
    stance = remove_evidence(item=item, excerpt=excerpt, by=request.user)
    offer_undo(request, "link", item.kind, item.pk, excerpt=excerpt.pk, stance=stance)
    messages.success(request, _("Taken away."))


def _add_words(request: HttpRequest, programme: Programme, item: Any) -> None:
    """Choose a sentence or the whole of a contribution: that makes the excerpt and links it."""
    version = version_for(request.user, programme, _number(request, "version"))
    span = request.POST.get("span", "").split("-")
    if version is None or len(span) != 2 or not all(part.isdecimal() for part in span):
        raise Http404
    start, end = (int(part) for part in span)
    excerpt = make_excerpt(version=version, start=start, end=end, by=request.user)
    _link(request, item, excerpt)


def _theme(request: HttpRequest, programme: Programme, item: Any) -> Any:
    theme = theme_to_link(request.user, programme, _number(request, "theme"))
    if theme is None or item.kind != Kind.FINDING:
        raise Http404
    return theme


def _add_theme(request: HttpRequest, programme: Programme, item: Any) -> None:
    theme = _theme(request, programme, item)
    link_theme(finding=item, theme=theme, by=request.user)
    offer_undo(request, "unlink_theme", item.kind, item.pk, theme=theme.pk)
    messages.success(request, _("Linked."))


def _remove_theme(request: HttpRequest, programme: Programme, item: Any) -> None:
    theme = _theme(request, programme, item)
    unlink_theme(finding=item, theme=theme, by=request.user)
    offer_undo(request, "theme", item.kind, item.pk, theme=theme.pk)
    messages.success(request, _("Taken away."))


DO: dict[str, Callable[[HttpRequest, Programme, Any], None]] = {
    "add": _add,
    "remove": _remove,
    "add_words": _add_words,
    "add_theme": _add_theme,
    "remove_theme": _remove_theme,
}
