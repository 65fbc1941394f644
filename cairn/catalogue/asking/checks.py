"""What the shape alone cannot tell: where an instrument contradicts itself, in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cairn.catalogue.asking.codes import RESERVED
from cairn.catalogue.asking.kinds import BRANCHING, CHOSEN, Instrument, Question, Section
from cairn.catalogue.asking.translating import Place, untranslated
from cairn.catalogue.reading import ShelfError

MOST_TOGETHER = 5
LEAST_OPTIONS = 2
MESSAGES = {
    "code_twice": "{place}: the code '{code}' is used twice. Give each its own.",
    "code_reserved": "a question has the code '{at}', which the pages for answering use themselves. "
    "Give it another.",
    "few_options": "'{at}' has nothing to choose from. Give it at least two options.",
    "crowded": "section '{section}' puts more than five questions on a page. Split it.",
    "needs_own_page": "section '{section}': '{at}' needs a page of its own. "
    "Only questions with a short, chosen answer stand together.",
    "levels_missing": "a section repeats, but no levels are named. Add 'levels' or take 'repeat' out.",
    "levels_unused": "levels are named, but no section repeats. Add 'repeat' to one or take 'levels' out.",
    "chooses_nothing": "'{at}' chooses levels, but none are named. Add 'levels'.",
    "chooses_twice": "'{at}' chooses levels a second time. Leave it to one question.",
    "chooses_late": "'{at}' chooses levels after they are asked. Move it before them.",
    "asked_once": "'{at}' is asked once only. Move it out of section '{section}'.",
    "repeat_too_small": "section '{section}' repeats question by question, which leaves no room for "
    "'together' or a matrix. Use by_level.",
    "branch_not_before": "'{at}' asks if '{other}', which does not stand on a page before it. "
    "Move it or change ask_if.",
    "branch_not_chosen": "'{at}' asks if '{other}', which is not a question to branch on. "
    "Choose one with options.",
    "branch_repeated": "'{at}' asks if '{other}', which is asked once for each level. "
    "Put both in sections that repeat.",
    "branch_no_option": "'{at}' asks if '{other}' is '{option}', which is not one of its options.",
    "easy_missing": "'{at}' has no easy-read words. Add 'easy' or take 'easy_read' out.",
    "easy_alone": "'{at}' has easy-read words, but the instrument has no 'easy_read'.",
    "no_questions": "there are no questions. Add one.",
    "empty_section": "section '{section}' has no questions. Add one or take the section out.",
    "no_introduction": "there are no first words. Add 'introduction'.",
    "no_readers": "nothing says who will read the answers. Add 'readers'.",
    "no_neutral_title": "it is sensitive, but there is no neutral title. Add 'neutral_title'.",
    "no_english": "{place} has no English. Add it.",
}


@dataclass(frozen=True)
class Problem:
    """Something to change. `code` is a key of `MESSAGES`; `at` and `section` are codes or empty.

    `other` and `option` are the codes a condition names, `place` the names on the way to some words.
    """

    code: str
    at: str = ""
    section: str = ""
    other: str = ""
    option: str = ""
    place: str = ""

    @property
    def message(self) -> str:
        names = ("at", "section", "other", "option", "place")
        said = {name: getattr(self, name) for name in names}
        return MESSAGES[self.code].format(code=self.option, **said)


def check_instrument(instrument: Instrument, where: str) -> None:
    """Raise `ShelfError` naming the file and the first thing in it to change."""
    for rule in RULES:
        for problem in rule(instrument):
            raise ShelfError(f"{where}: {problem.message}")


def find_problems(instrument: Instrument) -> tuple[Problem, ...]:
    """Return everything to change before people can answer it, in the order of the rules.

    The instrument may be half done, as `drafting.read_draft` gives it: without questions, without
    words in English.
    """
    return tuple(problem for rule in (*DRAFT_RULES, *RULES) for problem in rule(instrument))


def _unfinished(found: Instrument) -> Iterator[Problem]:
    if not found.introduction:
        yield Problem("no_introduction")
    if not found.readers:
        yield Problem("no_readers")
    if found.sensitive and not found.neutral_title:
        yield Problem("no_neutral_title")
    if not found.questions:
        yield Problem("no_questions")
    for section in found.sections:
        if found.questions and not section.questions:
            yield Problem("empty_section", section=section.code)


def _no_english(found: Instrument) -> Iterator[Problem]:
    for place in untranslated(found, "en"):
        section, question = place_codes(place)
        yield Problem("no_english", at=question, section=section, place=" > ".join(place.path))


def place_codes(place: Place) -> tuple[str, str]:
    """Return the codes of the section and of the question that some words stand in, or empty ones.

    >>> from cairn.catalogue.kinds import Text
    >>> place_codes(Place(("sections", "now", "questions", "feel", "text"), Text("How?")))
    ('now', 'feel')
    """
    path = place.path
    section = path[1] if path[0] == "sections" else ""
    return section, path[3] if section and path[2] == "questions" else ""


def _repeated_codes(found: Instrument) -> Iterator[Problem]:
    lists = [
        ("", "sections", [section.code for section in found.sections]),
        ("", "questions", [question.code for question in found.questions]),
        ("", "attributes", [q.attribute for q in found.questions if q.attribute]),
    ]
    for question in found.questions:
        code = question.code
        lists.append((code, f"the options of '{code}'", list(question.option_codes)))
        lists.append((code, f"the rows of '{code}'", [row.code for row in question.rows]))
    for at, place, codes in lists:
        for code, times in Counter(codes).items():
            if times > 1:
                yield Problem("code_twice", at=at, place=place, option=code)


def _reserved_codes(found: Instrument) -> Iterator[Problem]:
    for question in found.questions:
        if question.code in RESERVED:
            yield Problem("code_reserved", at=question.code)


def _too_few_options(found: Instrument) -> Iterator[Problem]:
    for question in found.questions:
        if question.kind in CHOSEN and len(question.options) < LEAST_OPTIONS:
            yield Problem("few_options", at=question.code)


def _crowded_pages(found: Instrument) -> Iterator[Problem]:
    for section in (each for each in found.sections if each.together):
        if len(section.questions) > MOST_TOGETHER:
            yield Problem("crowded", section=section.code)
        for question in section.questions:
            if not question.is_closed or question.rows:
                yield Problem("needs_own_page", at=question.code, section=section.code)


def _wrong_levels(found: Instrument) -> Iterator[Problem]:
    repeats = any(section.repeat for section in found.sections)
    choosers = [question.code for question in found.questions if question.chooses_levels]
    if repeats and not found.levels:
        yield Problem("levels_missing")
    if found.levels and not repeats:
        yield Problem("levels_unused")
    if choosers and not found.levels:
        yield Problem("chooses_nothing", at=choosers[0])
    if len(choosers) > 1:
        yield Problem("chooses_twice", at=choosers[1])
    started = False
    for section in found.sections:
        late = [q.code for q in section.questions if q.chooses_levels and started]
        if late:
            yield Problem("chooses_late", at=late[0])
        if section.repeat:
            started = True
            yield from _wrong_in_repeat(section)


def _wrong_in_repeat(section: Section) -> Iterator[Problem]:
    for question in section.questions:
        if question.attribute or question.chooses_levels:
            yield Problem("asked_once", at=question.code, section=section.code)
        if section.repeat == "by_question" and (section.together or question.rows):
            yield Problem("repeat_too_small", section=section.code)


def _wrong_branches(found: Instrument) -> Iterator[Problem]:
    earlier: dict[str, tuple[Question, Section]] = {}
    for section in found.sections:
        before = dict(earlier)
        for question in section.questions:
            known = before if section.together else earlier
            yield from _wrong_branch(question, section, known)
            earlier[question.code] = (question, section)


def _wrong_branch(
    question: Question, section: Section, known: dict[str, tuple[Question, Section]]
) -> Iterator[Problem]:
    if question.ask_if is None:
        return
    at, other = question.code, question.ask_if.question
    if other not in known:
        yield Problem("branch_not_before", at=at, other=other)
        return
    asked, home = known[other]
    if asked.kind not in BRANCHING:
        yield Problem("branch_not_chosen", at=at, other=other)
    if home.repeat and not section.repeat:
        yield Problem("branch_repeated", at=at, other=other)
    for code in question.ask_if.options:
        if asked.kind in BRANCHING and code not in asked.option_codes:
            yield Problem("branch_no_option", at=at, other=other, option=code)


def _half_easy_read(found: Instrument) -> Iterator[Problem]:
    for question in found.questions:
        if found.easy_read and not question.easy:
            yield Problem("easy_missing", at=question.code)
        if question.easy and not found.easy_read:
            yield Problem("easy_alone", at=question.code)


RULES: tuple[Callable[[Instrument], Iterator[Problem]], ...] = (
    _repeated_codes,
    _reserved_codes,
    _too_few_options,
    _crowded_pages,
    _wrong_levels,
    _wrong_branches,
    _half_easy_read,
)
DRAFT_RULES: tuple[Callable[[Instrument], Iterator[Problem]], ...] = (_unfinished, _no_english)
