"""What the shape alone cannot tell: an instrument that contradicts itself is refused with a plain error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from cairn.catalogue.asking.kinds import BRANCHING, CHOSEN, Instrument, Question, Section
from cairn.catalogue.reading import ShelfError

MOST_TOGETHER = 5
LEAST_OPTIONS = 2


def check_instrument(instrument: Instrument, where: str) -> None:
    """Raise `ShelfError` naming the file and the first thing in it to change."""
    for rule in RULES:
        for problem in rule(instrument):
            raise ShelfError(f"{where}: {problem}")


def _repeated_codes(found: Instrument) -> Iterator[str]:
    lists = {
        "sections": [section.code for section in found.sections],
        "questions": [question.code for question in found.questions],
        "attributes": [q.attribute for q in found.questions if q.attribute],
    }
    for question in found.questions:
        lists[f"the options of '{question.code}'"] = list(question.option_codes)
        lists[f"the rows of '{question.code}'"] = [row.code for row in question.rows]
    for name, codes in lists.items():
        for code, times in Counter(codes).items():
            if times > 1:
                yield f"{name}: the code '{code}' is used twice. Give each its own."


def _too_few_options(found: Instrument) -> Iterator[str]:
    for question in found.questions:
        if question.kind in CHOSEN and len(question.options) < LEAST_OPTIONS:
            yield f"'{question.code}' has nothing to choose from. Give it at least two options."


def _crowded_pages(found: Instrument) -> Iterator[str]:
    for section in (each for each in found.sections if each.together):
        if len(section.questions) > MOST_TOGETHER:
            yield f"section '{section.code}' puts more than five questions on a page. Split it."
        for question in section.questions:
            if not question.is_closed or question.rows:
                yield (
                    f"section '{section.code}': '{question.code}' needs a page of its own. "
                    "Only questions with a short, chosen answer stand together."
                )


def _wrong_levels(found: Instrument) -> Iterator[str]:
    repeats = any(section.repeat for section in found.sections)
    choosers = [question for question in found.questions if question.chooses_levels]
    if repeats and not found.levels:
        yield "a section repeats, but no levels are named. Add 'levels' or take 'repeat' out."
    if found.levels and not repeats:
        yield "levels are named, but no section repeats. Add 'repeat' to one or take 'levels' out."
    if choosers and not found.levels:
        yield f"'{choosers[0].code}' chooses levels, but none are named. Add 'levels'."
    if len(choosers) > 1:
        yield f"'{choosers[1].code}' chooses levels a second time. Leave it to one question."
    started = False
    for section in found.sections:
        late = [q.code for q in section.questions if q.chooses_levels and started]
        if late:
            yield f"'{late[0]}' chooses levels after they are asked. Move it before them."
        if section.repeat:
            started = True
            yield from _wrong_in_repeat(section)


def _wrong_in_repeat(section: Section) -> Iterator[str]:
    for question in section.questions:
        if question.attribute or question.chooses_levels:
            yield f"'{question.code}' is asked once only. Move it out of section '{section.code}'."
        if section.repeat == "by_question" and (section.together or question.rows):
            yield (
                f"section '{section.code}' repeats question by question, which leaves no room for "
                "'together' or a matrix. Use by_level."
            )


def _wrong_branches(found: Instrument) -> Iterator[str]:
    earlier: dict[str, tuple[Question, Section]] = {}
    for section in found.sections:
        before = dict(earlier)
        for question in section.questions:
            known = before if section.together else earlier
            yield from _wrong_branch(question, section, known)
            earlier[question.code] = (question, section)


def _wrong_branch(
    question: Question, section: Section, known: dict[str, tuple[Question, Section]]
) -> Iterator[str]:
    if question.ask_if is None:
        return
    name = f"'{question.code}' asks if '{question.ask_if.question}'"
    if question.ask_if.question not in known:
        yield f"{name}, which does not stand on a page before it. Move it or change ask_if."
        return
    asked, home = known[question.ask_if.question]
    if asked.kind not in BRANCHING:
        yield f"{name}, which is not a question to branch on. Choose one with options."
    if home.repeat and not section.repeat:
        yield f"{name}, which is asked once for each level. Put both in sections that repeat."
    for code in question.ask_if.options:
        if asked.kind in BRANCHING and code not in asked.option_codes:
            yield f"{name} is '{code}', which is not one of its options."


def _half_easy_read(found: Instrument) -> Iterator[str]:
    for question in found.questions:
        if found.easy_read and not question.easy:
            yield f"'{question.code}' has no easy-read words. Add 'easy' or take 'easy_read' out."
        if question.easy and not found.easy_read:
            yield f"'{question.code}' has easy-read words, but the instrument has no 'easy_read'."


RULES: tuple[Callable[[Instrument], Iterator[str]], ...] = (
    _repeated_codes,
    _too_few_options,
    _crowded_pages,
    _wrong_levels,
    _wrong_branches,
    _half_easy_read,
)
