"""Writing what a questionnaire says: its texts, its parts, its questions, and when each is asked."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.catalogue.asking import Question, drafting
from cairn.catalogue.reading import Plain
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.choices import QuestionKind
from cairn.surveys.forms.building import (
    WRITTEN_OPTIONS,
    BranchForm,
    KindForm,
    OptionFormSet,
    PartForm,
    QuestionForm,
    TextsForm,
    option_values,
)
from cairn.surveys.models import Questionnaire
from cairn.surveys.queries.building import earlier_questions, instrument_in
from cairn.surveys.rules import can_ask
from cairn.surveys.views.desk import Desk, need_draft, seen


@member_page(can_ask, methods=READ_AND_WRITE)
def texts(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    row = need_draft(request, programme, pk)
    start = TextsForm.values(row.document) | seen(drafting.texts_of(row.document))
    form = TextsForm(request.POST or None, initial=start)
    desk = Desk(request, row, form, _("Texts around the questions"), drafting.texts_of)
    desk.values = TextsForm.values
    return desk.answer(form.change)


@member_page(can_ask, methods=READ_AND_WRITE)
def part(request: HttpRequest, programme: Programme, pk: uuid.UUID, code: str = "") -> HttpResponse:
    """A part's heading and sentence; without a code, a new part."""
    row = need_draft(request, programme, pk)
    before = _own_words(row.document, code)
    if code and before is None:
        raise Http404
    start = (PartForm.values(before) if before else {}) | seen(before)
    form = PartForm(request.POST or None, initial=start)
    title = _("Part") if before else _("New part")
    desk = Desk(request, row, form, title, partial(_own_words, code=code), at=code)
    desk.values = PartForm.values
    return desk.answer(lambda data: _put_part(data, form, code))


@member_page(can_ask, methods=READ_AND_WRITE)
def add(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """First how people answer, then the question itself."""
    row = need_draft(request, programme, pk)
    if not row.document["sections"]:
        return redirect("surveys:add_part", programme.slug, row.pk)
    form = KindForm(request.GET if "kind" in request.GET else None)
    if form.is_valid():
        return _write_question(request, row, form.cleaned_data["kind"], None)
    context = {"programme": programme, "questionnaire": row, "form": form}
    context["part"] = request.GET.get("part", "")
    return render(request, "surveys/kinds.jinja", context, status=422 if form.errors else 200)


@member_page(can_ask, methods=READ_AND_WRITE)
def question(request: HttpRequest, programme: Programme, pk: uuid.UUID, code: str) -> HttpResponse:
    row = need_draft(request, programme, pk)
    before = _need_question(row, code)
    return _write_question(request, row, before["kind"], before)


@member_page(can_ask, methods=READ_AND_WRITE)
def branch(request: HttpRequest, programme: Programme, pk: uuid.UUID, code: str) -> HttpResponse:
    """After which answers to an earlier question this one is asked: the question, then the answers."""
    row = need_draft(request, programme, pk)
    before = _need_question(row, code)
    asked = before.get("ask_if", {})
    earlier = {each.code: each for each in earlier_questions(instrument_in(row), code)}
    chosen = earlier.get(request.GET.get("after") or asked.get("question", ""))
    start = {"options": asked.get("options", [])} | seen(before)
    form = BranchForm(request.POST or None, answers=_answers(chosen), initial=start)
    desk = Desk(request, row, form, _("When it is asked"), partial(drafting.find_question, code=code),
                at=code, template="surveys/branch.jinja")  # fmt: skip
    desk.more = {"question": before, "earlier": list(earlier.values()), "chosen": chosen}
    if request.POST.get("do") == "everybody":
        return desk.keep(lambda data: drafting.put_branch(data, code, "", ()))
    after = chosen.code if chosen else ""
    return desk.answer(
        lambda data: drafting.put_branch(data, code, after, form.cleaned_data["options"])
    )


def _write_question(
    request: HttpRequest, row: Questionnaire, kind: str, before: Plain | None
) -> HttpResponse:
    document, code = row.document, before["code"] if before else ""
    form = _question_form(request, row, kind, before)
    sets = _option_sets(request, kind, before)
    title = _("Question") if before else _("New question")
    desk = Desk(request, row, form, title, partial(drafting.find_question, code=code), at=code)
    desk.values = lambda part: QuestionForm.values(part, document)
    desk.sets = sets
    desk.more = {"kind": QuestionKind(kind), "question": before}

    def change(data: Plain) -> Plain:
        told = {name: sets[name].options((before or {}).get(name, []), name) for name in sets}
        made = form.question(before, told.get("options", []), told.get("rows", []))
        return drafting.put_question(data, form.cleaned_data["section"], made)

    return desk.answer(change)


def _question_form(
    request: HttpRequest, row: Questionnaire, kind: str, before: Plain | None
) -> QuestionForm:
    document = row.document
    home = drafting.section_with(document, before["code"]) if before else None
    start: dict[str, Any] = QuestionForm.values(before, document) if before else {}
    start["section"] = home["code"] if home else request.GET.get("part", "")
    start.setdefault("private", bool(document.get("private")))
    return QuestionForm(
        request.POST or None, kind=kind, parts=_parts(row), document=document,
        initial=start | seen(before),
    )  # fmt: skip


def _option_sets(request: HttpRequest, kind: str, before: Plain | None) -> dict[str, Any]:
    """Rows for the answers to choose from, and for what a matrix asks them about."""
    wanted = {"options": kind in WRITTEN_OPTIONS, "rows": kind == "matrix"}
    return {
        name: OptionFormSet(
            request.POST or None, prefix=name,
            initial=option_values((before or {}).get(name, [])),
        )
        for name, needed in wanted.items()
        if needed and not (before or {}).get("chooses_levels")
    }  # fmt: skip


def _parts(row: Questionnaire) -> list[tuple[str, str]]:
    """The parts by code, with a heading or a number."""
    language = get_language() or "en"
    found = []
    for number, section in enumerate(instrument_in(row).sections, start=1):
        title = section.title.in_language(language) if section.title else ""
        found.append((section.code, title or _("Part %(n)d") % {"n": number}))
    return found


def _answers(asked: Question | None) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(each.code, each.name.in_language(language)) for each in asked.options] if asked else []


def _need_question(row: Questionnaire, code: str) -> Plain:
    found = drafting.find_question(row.document, code)
    if found is None:
        raise Http404
    return found


def _own_words(data: Plain, code: str) -> Plain | None:
    """A part without its questions: what its page edits."""
    found = drafting.find_section(data, code)
    return {name: each for name, each in found.items() if name != "questions"} if found else None


def _put_part(data: Plain, form: PartForm, code: str) -> Plain:
    return drafting.put_section(data, form.part(drafting.find_section(data, code)))
