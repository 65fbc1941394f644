from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code, can_sign_off
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries
from cairn.sensemaking.choices import ThemeKind
from cairn.sensemaking.forms import MemoForm, MergeForm, NewThemeForm, ThemeForm
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, show

PAGE = 50


@member_page()
def theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    members = queries.theme_members(request.user, row)
    others = [each for each in _others(request, programme) if each.pk != row.pk]
    return show(
        request, programme, "theme",
        theme=row,
        number=queries.theme_numbers(request.user, programme).get(row.pk),
        quotes=list(members.filter(quote_order__isnull=False)),
        against=list(members.filter(stance="against")),
        page=Paginator(members, PAGE).get_page(request.GET.get("page")),
        said=_said(request, row),
        proposed=_proposed(request, programme, row),
        others=others,
        merge_form=MergeForm(rows=[(str(each.pk), each.title) for each in others]),
        memos=queries.memos_of(request.user, programme, theme=row),
        may_change=can_code(request.user, programme)
        and (not row.signed_off_at or can_sign_off(request.user, programme)),
    )  # fmt: skip


@member_page(can_code, methods=READ_AND_WRITE)
def add_theme(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = NewThemeForm(request.POST or None, initial={"kind": request.GET.get("kind", "theme")})
    if request.method == "POST" and form.is_valid():
        new = attempt(request, actions.make_theme, programme=programme, **form.cleaned_data)
        return go("theme", programme, new.pk)
    return show(request, programme, "theme_add", form=form)


@member_page(can_code, methods=["POST"])
def add_from_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = found_or_404(queries.code_for(request.user, programme, code))
    done = _("Theme made from the code. Sign it off when it says what people said.")
    new = attempt(request, actions.make_theme_from, done, code=row)
    return go("theme", programme, new.pk)


@member_page(can_code, methods=READ_AND_WRITE)
def edit_theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    form = ThemeForm(request.POST or None, initial=_start(row))
    if request.method == "POST" and form.is_valid():
        return _save(request, programme, row, form)
    return show(request, programme, "theme_edit", theme=row, form=form)


@member_page(can_sign_off, methods=["POST"])
def sign_off(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    if request.POST.get("back"):
        done = _("Sign-off taken back. The theme is not counted any more.")
        attempt(request, actions.take_back_sign_off, done, theme=row)
    else:
        done = _("Signed off. From now on the theme is counted and may be reported.")
        attempt(request, actions.sign_off, done, theme=row)
    return go("theme", programme, theme)


@member_page(can_code, methods=["POST"])
def merge_theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    rows = [(str(each.pk), each.title) for each in _others(request, programme)]
    form = MergeForm(request.POST, rows=rows)
    if not form.is_valid():
        messages.error(request, _("Choose the theme to merge into."))
        return go("theme", programme, theme)
    into = get_theme(request, programme, form.cleaned_data["into"])
    attempt(request, actions.merge_themes, _("Themes merged."), theme=row, into=into)
    return go("theme", programme, into.pk)


@member_page(can_code, methods=["POST"])
def discard_theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    attempt(request, actions.discard_theme, _("Theme discarded."), theme=row)
    return go("themes", programme)


@member_page(can_code, methods=["POST"])
def add_theme_memo(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    form = MemoForm(request.POST)
    if form.is_valid():
        attempt(
            request, actions.add_memo, _("Memo kept."), theme=row, text=form.cleaned_data["text"]
        )
    return go("theme", programme, theme)


@member_page()
def must_not_return(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What people never want to see again, each with its quotes."""
    kind = ThemeKind.MUST_NOT_RETURN
    themes = queries.themes_for(request.user, programme, signed_off=False, kind=kind)
    quotes = queries.quotes_of(request.user, programme, list(themes))
    return show(request, programme, "must_not_return", themes=themes, quotes=quotes)


def get_theme(request: HttpRequest, programme: Programme, pk: int) -> Any:
    return found_or_404(queries.theme_for(request.user, programme, pk))


def _others(request: HttpRequest, programme: Programme) -> list[Any]:
    kinds = (ThemeKind.THEME, ThemeKind.MUST_NOT_RETURN)
    return [
        row
        for kind in kinds
        for row in queries.themes_for(request.user, programme, signed_off=False, kind=kind)
    ]


def _said(request: HttpRequest, row: Any) -> list[Any]:
    said = [queries.said_by(request.user, row, name) for name in ("role_band", "sector")]
    return [*said, queries.positions_behind(request.user, row)]


def _proposed(request: HttpRequest, programme: Programme, row: Any) -> dict[str, Any] | None:
    """What a machine weighed when it proposed the theme; None where no machine did."""
    seen = (request.user, programme)
    found = queries.suggestion_for(*seen, row.suggested_by_id) if row.suggested_by_id else None
    if found is None:
        return None
    counters = queries.counter_examples(*seen, suggested=found.pk)
    return {"suggestion": found, "counters": counters.get(found.pk, [])}


def _start(row: Any) -> dict[str, Any]:
    names = ("title", "definition", "kind", "meaning", "counter_note", "revision")
    return {name: getattr(row, name) for name in names} | {"points": "\n".join(row.points)}


def _save(request: HttpRequest, programme: Programme, row: Any, form: Any) -> HttpResponse:
    try:
        actions.edit_theme(theme=row, by=request.user, **form.cleaned_data)
    except actions.Conflict:
        return show(
            request, programme, "theme_conflict", 409, theme=row, mine=form.cleaned_data, form=form
        )
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Theme changed."))
    return go("theme", programme, row.pk)
