"""Which pages a person sees, in order: one topic each, after what they answered so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cairn.catalogue.asking.answers import Value
from cairn.catalogue.asking.kinds import Instrument, Level, Option, Question, Section

Answers = Mapping[str, Value]


@dataclass(frozen=True)
class Asked:
    """A question as it is put once: for one level where it repeats, for one row of a matrix."""

    question: Question
    level: Level | None = None
    row: Option | None = None

    @cached_property
    def key(self) -> str:
        """The name its answer is stored and sent under: codes joined by dots.

        >>> from cairn.catalogue.kinds import Text
        >>> people = Level("people", Text("People"), Text("Staff and volunteers"))
        >>> Asked(Question("hard", Text("What was hard?"), "open"), people).key
        'hard.people'
        """
        parts = (self.question, self.level, self.row)
        return ".".join(part.code for part in parts if part is not None)

    def wording(self, language: str) -> str:
        """Return what an answer carries along: the level and the row before the question's words."""
        names = [part.name for part in (self.level, self.row) if part is not None]
        words = self.question.carries or self.question.text
        return ": ".join(text.in_language(language) for text in (*names, words))


@dataclass(frozen=True)
class Page:
    """One topic: a question, a question at each of its levels, or up to five closed ones.

    `number` counts all pages an instrument could show, from 1. It stays the same however a person
    branches and tells a passer-by nothing, so it can stand in an address.
    """

    number: int
    section: Section
    asked: tuple[Asked, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.asked)

    def with_only(self, asked: tuple[Asked, ...]) -> Page:
        """The page with these of its questions: itself, as mostly, where that is all of them."""
        return self if len(asked) == len(self.asked) else replace(self, asked=asked)


def all_pages(instrument: Instrument, *, one_each: bool = False) -> tuple[Page, ...]:
    """Return every page the instrument could show, in order, before any branching.

    `one_each` puts every question on a page of its own, as the easy-read form does; the pages have
    other numbers then.
    """
    known: tuple[Page, ...] | None = instrument.worked_out.get(one_each)
    if known is None:
        known = instrument.worked_out[one_each] = _number_pages(instrument, one_each)
    return known


def _number_pages(instrument: Instrument, one_each: bool) -> tuple[Page, ...]:
    topics = (topic for section in instrument.sections for topic in _topics(section, instrument))
    if one_each:
        topics = ((section, (each,)) for section, asked in topics for each in asked)
    return tuple(
        Page(number, section, asked) for number, (section, asked) in enumerate(topics, start=1)
    )


def pages(instrument: Instrument, answers: Answers, *, one_each: bool = False) -> tuple[Page, ...]:
    """Return the pages a person with these answers (key to checked value) sees, in order.

    A question whose condition is not met, or hangs on one that is itself not asked, is left out; so
    is a level the person did not choose, where they chose any. `one_each` as for `all_pages`.
    """
    shown: list[Page] = []
    live: dict[str, Value] = {}
    for page in all_pages(instrument, one_each=one_each):
        asked = tuple(each for each in page.asked if _is_asked(each, instrument, live))
        live.update({each.key: answers[each.key] for each in asked if each.key in answers})
        if asked:
            shown.append(page.with_only(asked))
    return tuple(shown)


def next_page(instrument: Instrument, answers: Answers, number: int = 0) -> Page | None:
    """Return the page after the one of this number, the first for 0, None after the last."""
    return next((page for page in pages(instrument, answers) if page.number > number), None)


def kept_answers(instrument: Instrument, answers: Answers) -> dict[str, Value]:
    """Return the answers to questions that are asked, in page order; others do not count."""
    keys = [key for page in pages(instrument, answers) for key in page.keys]
    return {key: answers[key] for key in keys if answers.get(key) is not None}


def find_missing(instrument: Instrument, answers: Answers) -> tuple[Asked, ...]:
    """Return what has to be answered and is not, in page order."""
    return tuple(
        each
        for page in pages(instrument, answers)
        for each in page.asked
        if each.question.required and answers.get(each.key) is None
    )


def condition_of(asked: Asked, instrument: Instrument) -> tuple[str, tuple[str, ...]] | None:
    """Return the key it follows, and the codes of which one has to be chosen there; None if none.

    In a part that repeats it follows the answer at its own level.
    """
    condition = asked.question.ask_if
    if condition is None:
        return None
    repeated = asked.level is not None and instrument.section_of(condition.question).repeat
    key = f"{condition.question}.{asked.level.code}" if repeated and asked.level else None
    return key or condition.question, tuple(condition.options)


def _topics(
    section: Section, instrument: Instrument
) -> Iterator[tuple[Section, tuple[Asked, ...]]]:
    if section.repeat == "by_question":
        for question in section.questions:
            yield section, tuple(Asked(question, level) for level in instrument.level_items)
        return
    for level in instrument.level_items if section.repeat else (None,):
        asked = [each for question in section.questions for each in _rows(question, level)]
        if section.together:
            yield section, tuple(asked)
        else:
            yield from ((section, (each,)) for each in asked)


def _rows(question: Question, level: Level | None) -> Iterator[Asked]:
    for row in question.rows or (None,):
        yield Asked(question, level, row)


def _is_asked(asked: Asked, instrument: Instrument, live: Answers) -> bool:
    if asked.level is not None and not _is_chosen(asked.level, instrument, live):
        return False
    condition = condition_of(asked, instrument)
    return condition is None or bool(_chosen(live.get(condition[0])) & set(condition[1]))


def _is_chosen(level: Level, instrument: Instrument, live: Answers) -> bool:
    choosers = [question.code for question in instrument.questions if question.chooses_levels]
    chosen = set().union(*(_chosen(live.get(code)) for code in choosers))
    return not chosen or level.code in chosen


def _chosen(value: Value) -> set[str]:
    if value is None:
        return set()
    return {value} if isinstance(value, str) else set(value)
