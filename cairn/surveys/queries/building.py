"""The programme's own questionnaires, and how their versions compare."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from cairn.catalogue.asking import (
    Comparison,
    Instrument,
    Page,
    Question,
    Section,
    compare_versions,
    untranslated,
)
from cairn.catalogue.asking.checks import Problem, find_problems, place_codes
from cairn.catalogue.asking.drafting import read_draft
from cairn.catalogue.asking.kinds import BRANCHING
from cairn.programmes.models import Programme
from cairn.surveys.choices import PROBLEMS, QuestionKind
from cairn.surveys.models import Questionnaire

# Documents of versions that can change no more, by the row's id: an answer page builds none twice.
_FROZEN: dict[UUID, Instrument] = {}
MOST_KEPT = 200


def instrument_in(questionnaire: Questionnaire) -> Instrument:
    """What the version asks. A draft may be half done; nothing here checks it."""
    if not questionnaire.is_frozen:
        return read_draft(questionnaire.document)
    if questionnaire.pk not in _FROZEN:
        if len(_FROZEN) >= MOST_KEPT:
            _FROZEN.clear()
        _FROZEN[questionnaire.pk] = read_draft(questionnaire.document)
    return _FROZEN[questionnaire.pk]


def frozen_instrument(pk: UUID) -> Instrument | None:
    """What a version that people answer asks, if it was read before: that takes no query."""
    return _FROZEN.get(pk)


def questionnaires_for(viewer: Any, programme: Programme) -> QuerySet[Questionnaire]:
    rows: QuerySet[Questionnaire] = Questionnaire.objects.visible_to(viewer, programme)
    return rows


def questionnaire_for(viewer: Any, programme: Programme, pk: Any) -> Questionnaire | None:
    return questionnaires_for(viewer, programme).filter(pk=pk).first()


def versions_of(viewer: Any, questionnaire: Questionnaire) -> QuerySet[Questionnaire]:
    """All versions of the same questions, the newest first."""
    return questionnaires_for(viewer, questionnaire.programme).filter(code=questionnaire.code)


@dataclass(frozen=True)
class Line:
    """A question in the outline: what is wrong, how many words lack Welsh, and when it is asked."""

    question: Question
    kind: str
    untranslated: int
    problems: tuple[str, ...]
    follows: str


@dataclass(frozen=True)
class Part:
    """A section in the outline. `problems` and `untranslated` are of its own words."""

    section: Section
    lines: tuple[Line, ...]
    untranslated: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """A questionnaire at a glance; `problems` and `untranslated` are of the words around it."""

    instrument: Instrument
    parts: tuple[Part, ...]
    problems: tuple[str, ...]
    untranslated: int
    wrong: int
    missing: int


def outline_of(questionnaire: Questionnaire) -> Outline:
    found = instrument_in(questionnaire)
    problems = find_problems(found)
    missing = Counter(place_codes(place) for place in untranslated(found, "cy"))

    def wrong(section: str, at: str) -> tuple[str, ...]:
        mine = (each for each in problems if each.at == at and (at or each.section == section))
        return tuple(dict.fromkeys(say_problem(each, found) for each in mine))

    def line(section: Section, question: Question) -> Line:
        count = missing[section.code, question.code]
        said = branch_words(question, found)
        kind = str(QuestionKind(question.kind).label)
        return Line(question, kind, count, wrong("", question.code), said)

    parts = tuple(
        Part(
            each, tuple(line(each, question) for question in each.questions),
            missing[each.code, ""], wrong(each.code, ""),
        )
        for each in found.sections
    )  # fmt: skip
    return Outline(
        found, parts, wrong("", ""), missing["", ""], len(problems), sum(missing.values())
    )


def say_problem(problem: Problem, instrument: Instrument) -> str:
    """What is wrong, with the words of the question it names instead of its code."""
    questions = {each.code: each for each in instrument.questions}
    other = questions.get(problem.other)
    named = other.text.in_language(get_language() or "en") if other else problem.other
    return str(PROBLEMS[problem.code]) % {"other": named, "option": problem.option}


def branch_words(question: Question, instrument: Instrument) -> str:
    """After which answers to which question this one is asked; nothing where everybody is asked."""
    if question.ask_if is None:
        return ""
    language = get_language() or "en"
    asked = next((e for e in instrument.questions if e.code == question.ask_if.question), None)
    if asked is None:
        return question.ask_if.question
    names = {each.code: each.name.in_language(language) for each in asked.options}
    chosen = ", ".join(names.get(code, code) for code in question.ask_if.options)
    return f"{asked.text.in_language(language)} {chosen}"


def earlier_questions(instrument: Instrument, code: str) -> list[Question]:
    """The questions on a page before this one that it may follow: those answered by choosing."""
    found: list[Question] = []
    for section in instrument.sections:
        for question in section.questions:
            if question.code == code:
                own = section.questions if section.together else ()
                return [each for each in found if each not in own]
            if question.kind in BRANCHING:
                found.append(question)
    return found


def page_branches(page: Page, instrument: Instrument) -> list[str]:
    """After which answers the questions of a page are asked, each said once."""
    said = (branch_words(each.question, instrument) for each in page.asked)
    return list(dict.fromkeys(words for words in said if words))


def missing_welsh(page: Page | None, instrument: Instrument) -> int:
    """How many texts that a page shows lack their Welsh; None stands for the page before the first."""
    shown = {("", "")}
    if page:
        shown = {(page.section.code, each.question.code) for each in page.asked}
        shown.add((page.section.code, ""))
    return sum(place_codes(place) in shown for place in untranslated(instrument, "cy"))


def compare_with(old: Questionnaire, new: Questionnaire) -> list[tuple[str, Comparison]]:
    """Each question of either version in words, and whether its answers count together."""
    before, after = instrument_in(old), instrument_in(new)
    language = get_language() or "en"
    texts = {each.code: each.text for each in (*before.questions, *after.questions)}
    return [(texts[e.code].in_language(language), e) for e in compare_versions(before, after)]
