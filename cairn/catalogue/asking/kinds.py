"""An instrument and its parts, as frozen dataclasses. Codes are stored; words are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cairn.catalogue.kinds import Entry, Text

KINDS = (
    "open",
    "one_of",
    "several_of",
    "scale",
    "comparative",
    "rank",
    "matrix",
    "month",
    "organisation",
    "place",
    "photo",
    "voice",
    "file",
)
CHOSEN = frozenset({"one_of", "several_of", "scale", "comparative", "rank", "matrix"})
CLOSED = CHOSEN | {"month", "organisation", "place"}
MEDIA = frozenset({"photo", "voice", "file"})
BRANCHING = frozenset({"one_of", "several_of", "scale", "comparative"})


@dataclass(frozen=True)
class Easy:
    """The easy-read form of some words: a short sentence and the name of the picture beside it."""

    text: Text
    picture: str = ""


@dataclass(frozen=True)
class Option:
    """One answer to choose, or one row of a matrix.

    `value` is its place on a scale, None off it. `apart` means it goes with no other: "can't say",
    "none of these".
    """

    code: str
    name: Text
    value: int | None = None
    apart: bool = False
    easy: Easy | None = None

    def words(self, easy_read: bool = False) -> Text:
        """Return the short sentence for the easy-read form where there is one, else the name."""
        return self.easy.text if easy_read and self.easy else self.name


@dataclass(frozen=True)
class Ends:
    """What the lowest and the highest point of a scale mean."""

    low: Text
    high: Text


@dataclass(frozen=True)
class AskIf:
    """Ask only where the earlier question was answered with one of these option codes."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`kind` is one of `KINDS`. `hint` helps, `why` says why we ask.

    `word_aim` is how many words are enough, never a limit. `most` is how many files may be sent.
    `attribute` names what the answer says about the person (role_band, sector, organisation, place).
    `carries` is the wording an answer takes along when it becomes a contribution; None if it does not.
    `chooses_levels` marks the question whose answer says which levels the repeated ones are asked for.
    """

    code: str
    text: Text
    kind: str
    hint: Text | None = None
    why: Text | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    ends: Ends | None = None
    required: bool = False
    word_aim: int | None = None
    most: int = 1
    private: bool = False
    ask_if: AskIf | None = None
    attribute: str | None = None
    carries: Text | None = None
    chooses_levels: bool = False
    easy: Easy | None = None

    @property
    def is_closed(self) -> bool:
        """Whether an answer is chosen, not written or sent."""
        return self.kind in CLOSED

    @property
    def is_file(self) -> bool:
        """Whether a file answers it: a photo, a recording or any other."""
        return self.kind in MEDIA

    @property
    def option_codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)

    def option(self, code: str) -> Option:
        """Return the option with this code; `KeyError` if there is none."""
        return _find(self.options, code)

    def words(self, easy_read: bool = False) -> Text:
        """Return the short sentence for the easy-read form where there is one, else the text."""
        return self.easy.text if easy_read and self.easy else self.text


@dataclass(frozen=True)
class Section:
    """Questions under one title.

    `together` puts them (at most five, all closed) on one page; else each has its own. `repeat` is
    empty, by_level (all questions for one level, then the next) or by_question (one page a question,
    with a box for each level).
    """

    code: str
    questions: tuple[Question, ...]
    title: Text | None = None
    introduction: Text | None = None
    together: bool = False
    repeat: str = ""


@dataclass(frozen=True)
class Level:
    """One level or domain that questions are repeated over."""

    code: str
    name: Text
    definition: Text


@dataclass(frozen=True)
class Session:
    """Limits of a meeting: people, facilitators and minutes. None means no limit is set."""

    participants_max: int | None
    facilitators_max: int | None
    minutes_min: int
    minutes_max: int


@dataclass(frozen=True)
class EasyRead:
    """What the easy-read form says before its first question."""

    introduction: Text
    readers: Text
    harm: Text | None = None
    picture: str = ""


@dataclass(frozen=True)
class Instrument(Entry):
    """Questions asked together. `name` is the title and `description` is for whoever picks it.

    `readers` says who will read the answers, `afterwards` what happens then, `notice` what to mind
    while writing, `harm` whom to turn to now. A `sensitive` one shows `neutral_title` wherever a
    passer-by could read it: page title, address, subject line. `minutes` is how long it takes.
    `answered_by` lists person, team or organisation. `private` answers stay with their writer until
    shared one by one. `requires` is an instrument to be answered first. `levels` is the framework
    that questions are repeated over, `level_items` its items.
    """

    method: str
    sections: tuple[Section, ...]
    introduction: Text | None = None
    readers: Text | None = None
    afterwards: Text | None = None
    notice: Text | None = None
    harm: Text | None = None
    neutral_title: Text | None = None
    sensitive: bool = False
    private: bool = False
    minutes: int | None = None
    answered_by: tuple[str, ...] = ("person",)
    easy_read: EasyRead | None = None
    session: Session | None = None
    requires: str | None = None
    levels: str | None = None
    levels_version: int = 1
    level_items: tuple[Level, ...] = ()

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """What follows from it alone, kept by whoever works it out; no part of what it is."""
        return {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in printed order, each once however often it is repeated."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def page_title(self) -> Text:
        """What the title of a page, an address or a subject line may say."""
        return self.neutral_title if self.sensitive and self.neutral_title else self.name

    def question(self, code: str) -> Question:
        """Return the question with this code; `KeyError` if there is none."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)

    def section_of(self, code: str) -> Section:
        """Return the section that holds the question with this code; `KeyError` if there is none."""
        for section in self.sections:
            if any(question.code == code for question in section.questions):
                return section
        raise KeyError(code)


def _find(options: tuple[Option, ...], code: str) -> Option:
    for option in options:
        if option.code == code:
            return option
    raise KeyError(code)
