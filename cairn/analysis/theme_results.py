"""What finding themes gives back, and what a person may hold it to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cairn.analysis.clusters import ProposedCount
from cairn.analysis.made_by import MadeBy
from cairn.analysis.theme_quotes import Quote


@dataclass(frozen=True)
class Pinned:
    """A theme a person signed off: its title stays, and these texts (row numbers) stay in it."""

    title: str
    texts: tuple[int, ...]


@dataclass(frozen=True)
class Steering:
    """What a person decided, which the themes then truly keep; texts are row numbers from 0."""

    must_link: tuple[tuple[int, int], ...] = ()
    cannot_link: tuple[tuple[int, int], ...] = ()
    pinned: tuple[Pinned, ...] = ()


@dataclass(frozen=True)
class Certainty:
    """How sure the engine is of a theme: all from 0 to 1, and `words` for a reader."""

    value: float
    cohesion: float
    stability: float
    words: str


@dataclass(frozen=True)
class CounterExample:
    """A text that belongs only just (`edge`) or takes the other side (`opposite`), verbatim."""

    quote: Quote
    why: str


@dataclass(frozen=True)
class Theme:
    """One theme: `size` counts texts and `people` persons whose nearest theme this is.

    `parent` is the id of its group, None where themes are too few to group. `stances` counts its
    texts by position where positions were given.
    """

    id: int
    title: str
    keywords: tuple[str, ...]
    size: int
    people: int
    quotes: tuple[Quote, ...]
    certainty: Certainty
    parent: int | None = None
    counter_examples: tuple[CounterExample, ...] = ()
    stances: Mapping[str, int] = field(default_factory=dict)
    pinned: bool = False


@dataclass(frozen=True)
class Group:
    """Themes that stand near one another, under a working title of their own."""

    id: int
    title: str
    themes: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A text's place in a theme; rank 1 is the nearest theme and exists for every text."""

    text_index: int
    id: str
    theme: int
    score: float
    rank: int


@dataclass(frozen=True)
class Themes:
    """Themes by size, every text's places, and what made them.

    `nowhere` lists the texts whose best score is under `nowhere_below`; `positions` has a point
    for each text in a plane where texts alike stand near, each coordinate from -1 to 1.
    """

    made_by: MadeBy
    proposed: ProposedCount
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]
    assignments: tuple[Assignment, ...]
    nowhere: tuple[int, ...]
    nowhere_below: float
    positions: tuple[tuple[float, float], ...]

    @property
    def engine(self) -> str:
        """The method, with the model's tier."""
        return self.made_by.method

    @property
    def version(self) -> str:
        """The method's version."""
        return self.made_by.version

    @property
    def seed(self) -> int:
        """The seed asked for."""
        return self.made_by.seed
