from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries, tasks
from cairn.sensemaking.choices import RunState, SuggestionState
from cairn.sensemaking.forms import AskForm, KeepForm, PlaceForm
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, problems_of, show
from cairn.sensemaking.views.themes import get_theme

PAGE = 50


@member_page()
def suggestions(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _list(request, programme, _ask_form(request, programme))


@member_page(can_code, methods=["POST"])
def ask(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = _ask_form(request, programme)
    if not form.is_valid():
        return _list(request, programme, form, 422)
    data = form.cleaned_data
    run = attempt(
        request, tasks.start_reading, programme=programme, scope=form.scope(), k=data["k"],
        seed=data["seed"] or 0,
    )  # fmt: skip
    return go("run", programme, run.pk) if run else go("suggestions", programme)


@member_page()
def run(request: HttpRequest, programme: Programme, run: int) -> HttpResponse:
    row = found_or_404(queries.run_for(request.user, programme, run))
    part = (request.htmx and "progress") or "run"  # type: ignore[attr-defined]  # set by middleware
    if row.suggester == queries.CODES and row.state == RunState.DONE and part == "run":
        return go("code_next", programme)
    context = {"run": row, "reading": row.state in (RunState.QUEUED, RunState.RUNNING)}
    if part == "progress" and not context["reading"]:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    if part == "run":
        context |= _proposed(request, programme, row)
    return show(request, programme, part, **context)


@member_page(can_code, methods=["POST"])
def keep(request: HttpRequest, programme: Programme, run: int) -> HttpResponse:
    """Keep one suggestion, or the ticked ones together, as a theme of one's own."""
    row = found_or_404(queries.run_for(request.user, programme, run))
    rows = queries.suggestions_of(request.user, programme, row)
    form = KeepForm(request.POST, keys=[each.pk for each in rows if not each.held_id])
    if not form.is_valid():
        messages.error(request, problems_of(form))
        return go("run", programme, run)
    chosen = [each for each in rows if each.pk in form.cleaned_data["rows"]]
    done = _("Kept as a theme. Read it, then have it signed off.")
    title = form.cleaned_data["title"]
    theme = attempt(request, actions.keep_suggestions, done, suggestions=chosen, title=title)
    return go("theme", programme, theme.pk) if theme else go("run", programme, run)


@member_page(can_code, methods=["POST"])
def keep_group(request: HttpRequest, programme: Programme, group: int) -> HttpResponse:
    """Keep every open suggestion of a group, each as a theme, in a group of one's own."""
    row = found_or_404(queries.suggested_group_for(request.user, programme, group))
    done = _("Kept as a group of themes. Read them, then have them signed off.")
    title = request.POST.get("title", "").strip()
    kept = attempt(request, actions.keep_group, done, group=row, title=title)
    return go("themes", programme) if kept else go("run", programme, row.run_id)


@member_page(can_code, methods=["POST"])
def discard(request: HttpRequest, programme: Programme, suggestion: int) -> HttpResponse:
    row = found_or_404(queries.suggestion_for(request.user, programme, suggestion))
    attempt(request, actions.discard_suggestion, _("Suggestion discarded."), suggestion=row)
    return go("run", programme, row.run_id)


@member_page()
def suggestion(request: HttpRequest, programme: Programme, suggestion: int) -> HttpResponse:
    row = found_or_404(queries.suggestion_for(request.user, programme, suggestion))
    return _passages(request, programme, row.run, row)


@member_page()
def nowhere(request: HttpRequest, programme: Programme, run: int) -> HttpResponse:
    row = found_or_404(queries.run_for(request.user, programme, run))
    return _passages(request, programme, row, None)


@member_page(can_code, methods=["POST"])
def place(request: HttpRequest, programme: Programme, run: int) -> HttpResponse:
    """Put the ticked passages of a reading in a theme."""
    row = found_or_404(queries.run_for(request.user, programme, run))
    placements = queries.placements_of(request.user, programme, row)
    form = PlaceForm(request.POST, keys=list(placements.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(request, problems_of(form))
        return go("run", programme, run)
    data = form.cleaned_data
    into = get_theme(request, programme, data["into"]) if data["into"] else None
    done, chosen = _("Passages put in the theme."), placements.filter(pk__in=data["rows"])
    kept = attempt(
        request, actions.keep_placements, done, placements=chosen, theme=into, title=data["title"]
    )
    return go("theme", programme, kept.pk) if kept else go("run", programme, run)


def _ask_form(request: HttpRequest, programme: Programme) -> AskForm:
    values = {
        name: queries.values_of(request.user, programme, name) for name in ("role_band", "sector")
    }
    questions = queries.questions_for(request.user, programme)
    data = request.POST if request.method == "POST" else None
    return AskForm(data, questions=questions, values=values)


def _list(
    request: HttpRequest, programme: Programme, form: AskForm, status: int = 200
) -> HttpResponse:
    runs = queries.runs_for(request.user, programme)
    page = Paginator(runs, PAGE).get_page(request.GET.get("page"))
    progress = queries.coding_progress(request.user, programme)
    return show(request, programme, "suggestions", status, form=form, page=page, progress=progress)


def _proposed(request: HttpRequest, programme: Programme, row: Any) -> dict[str, Any]:
    rows = list(queries.suggestions_of(request.user, programme, row))
    seen = (request.user, programme)
    waiting = [each for each in rows if each.state == SuggestionState.OPEN]
    still_open = {"run": row, "suggested__state": SuggestionState.OPEN}
    return {
        "all": len(rows),
        "board": _in_groups([each for each in waiting if not each.held]),
        "held": [each for each in waiting if each.held],
        "done": [each for each in rows if each.state != SuggestionState.OPEN],
        "quotes": queries.closest_quotes(*seen, row),
        "counters": queries.counter_examples(*seen, **still_open),
        "positions": queries.positions_read(*seen, row),
        "nowhere": queries.placements_in(*seen, row, None).count(),
    }


def _in_groups(rows: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Suggestions by their group, in the order of groups; what stands in none comes last."""
    groups = sorted({row.group for row in rows if row.group}, key=lambda group: group.order)
    board = [(group, [row for row in rows if row.group == group]) for group in [*groups, None]]
    return [(group, held) for group, held in board if held]


def _passages(request: HttpRequest, programme: Programme, row: Any, suggested: Any) -> HttpResponse:
    placements = queries.placements_in(request.user, programme, row, suggested)
    page = Paginator(placements, PAGE).get_page(request.GET.get("page"))
    return show(
        request, programme, "suggestion",
        run=row,
        suggestion=suggested,
        page=page,
        passages=[queries.passage(each) for each in page],
        themes=list(queries.themes_for(request.user, programme, signed_off=False)),
    )  # fmt: skip
