from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.analysis.evidence_rich import weigh_evidence
from cairn.analysis.text import split_units
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries
from cairn.sensemaking.forms import CodingForm, MemoForm, PutInThemeForm, ReadingFilter
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, go_back, problems_of, show


@member_page()
def read(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The first contribution of what is asked for, or a page that says there is none."""
    chosen = _filter(request, programme)
    first = queries.to_read(request.user, programme, **chosen.wanted()).first()
    if first:
        return go("read_one", programme, first.pk, query=request.GET.urlencode())
    progress = queries.coding_progress(request.user, programme)
    return show(request, programme, "read_nothing", filter=chosen, progress=progress)


@member_page()
def read_one(request: HttpRequest, programme: Programme, contribution: UUID) -> HttpResponse:
    version = found_or_404(queries.words_for(request.user, programme, contribution))
    page = "reading" if request.htmx else "read"  # type: ignore[attr-defined]  # set by middleware
    return show(request, programme, page, **_reading(request, programme, version))


@member_page(can_code, methods=["POST"])
def code_one(request: HttpRequest, programme: Programme, contribution: UUID) -> HttpResponse:
    version = found_or_404(queries.words_for(request.user, programme, contribution))
    form = CodingForm(request.POST)
    if form.is_valid():
        _code(request, programme, version, form.cleaned_data)
    else:
        messages.error(request, problems_of(form))
    if request.htmx:  # type: ignore[attr-defined]  # set by middleware
        return show(request, programme, "reading", **_reading(request, programme, version))
    return go("read_one", programme, contribution, query=request.GET.urlencode())


@member_page(can_code, methods=["POST"])
def uncode(request: HttpRequest, programme: Programme, coding: int) -> HttpResponse:
    row = found_or_404(queries.coding_for(request.user, programme, coding))
    attempt(request, actions.uncode_excerpt, _("The code was taken off."), coding=row)
    return go_back(request, programme)


@member_page(can_code, methods=["POST"])
def add_memo(request: HttpRequest, programme: Programme, excerpt: int) -> HttpResponse:
    row = found_or_404(queries.excerpt_for(request.user, programme, excerpt))
    form = MemoForm(request.POST)
    if form.is_valid():
        attempt(
            request, actions.add_memo, _("Memo kept."), text=form.cleaned_data["text"], excerpt=row
        )
    return go_back(request, programme)


@member_page(can_code, methods=["POST"])
def put_in_theme(request: HttpRequest, programme: Programme, excerpt: int) -> HttpResponse:
    row = found_or_404(queries.excerpt_for(request.user, programme, excerpt))
    form = PutInThemeForm(request.POST)
    if not form.is_valid():
        messages.error(request, problems_of(form))
        return go_back(request, programme)
    theme = found_or_404(queries.theme_for(request.user, programme, form.cleaned_data["theme"]))
    stance = form.cleaned_data["stance"]
    done = _("The passage is in the theme now.")
    attempt(request, actions.place_excerpt, done, theme=theme, excerpt=row, stance=stance)
    return go_back(request, programme)


@member_page(can_code, methods=["POST"])
def undo(request: HttpRequest, programme: Programme) -> HttpResponse:
    step = queries.last_step(request.user, programme)
    if step:
        attempt(request, actions.undo_step, _("Undone."), step=step)
    return go_back(request, programme)


def _filter(request: HttpRequest, programme: Programme) -> ReadingFilter:
    values = {
        name: queries.values_of(request.user, programme, name) for name in ("role_band", "sector")
    }
    questions = queries.questions_for(request.user, programme)
    return ReadingFilter(request.GET, questions=questions, values=values)


def _reading(request: HttpRequest, programme: Programme, version: Any) -> dict[str, Any]:
    chosen = _filter(request, programme)
    excerpts = queries.coded_excerpts(request.user, programme, version.contribution_id)
    rows = queries.to_read(request.user, programme, **chosen.wanted())
    before, after = queries.neighbours(rows, version.contribution.number)
    return {
        "version": version,
        "contribution": version.contribution,
        "segments": queries.mark_passages(version.text, excerpts),
        "excerpts": excerpts,
        "offered": queries.codes_offered(request.user, programme, version),
        "rich": weigh_evidence(version.text).rich,
        "units": split_units(version.text),
        "codebooks": queries.codebooks_for(request.user, programme),
        "themes": list(queries.standing_themes(request.user, programme)),
        "filter": chosen,
        "before": before,
        "after": after,
        "progress": queries.coding_progress(request.user, programme),
        "query": request.GET.urlencode(),
    }


def _code(request: HttpRequest, programme: Programme, version: Any, data: dict[str, Any]) -> None:
    start, end = data["passage"]
    if data["quote"]:
        start, end = queries.span_in_text(version.text, start, end)
    if data["quote"] and not queries.same_words(data["quote"], version.text[start:end]):
        messages.error(request, _("The words have moved since you chose them. Choose them again."))
        return
    attempt(
        request, actions.code_words, version=version, start=start, end=end,
        code=queries.code_for(request.user, programme, data["code"]) if data["code"] else None,
        new_code=data["new_code"],
    )  # fmt: skip
