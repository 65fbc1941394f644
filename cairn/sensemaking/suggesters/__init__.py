"""Suggesters: plug-ins that read units of text and propose themes, for a person to judge.

A suggester is a module of this folder, or one offered under the entry point group
`cairn.sensemaking.suggesters`. It holds `NAME`, `TITLE` (a sentence on how it works) and
`suggest(units, *, k, seed, progress=None, executor=None, decisions=None) -> Suggestions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Protocol, cast

from cairn.analysis.vectors import find_vectors
from cairn.plugins import find_plugins

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Unit:
    """A piece of text to be placed; `person` is whoever said it, as a key that names nobody.

    `position` is positive, negative, mixed or unclear where a machine has read it, else empty.
    """

    id: str
    text: str
    person: str
    position: str = ""


@dataclass(frozen=True)
class Held:
    """A theme that people signed off: its title and its units stay as they are."""

    title: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Decisions:
    """What people decided before, by units: kept together, kept apart, and themes to be held."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Words:
    """A verbatim quote: code points `start` to `end` of a unit's text."""

    unit: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Place:
    """How well a unit fits a suggestion (0 to 1); rank 1 says it fits no other better."""

    unit: str
    score: float
    rank: int


@dataclass(frozen=True)
class CounterExample:
    """A unit that belongs only just (`edge`) or takes the other side (`opposite`)."""

    unit: str
    why: str


@dataclass(frozen=True)
class Suggestion:
    """A theme proposed by a machine; `size` and `people` count the places of rank 1.

    `stability` (0 to 1) is how much of it is found again when units are left out, None where that
    was not tried. `group` is a place in `Suggestions.groups`, None where it stands alone; `held` is
    a place in `Decisions.held`, None for a theme that nobody had made.
    """

    title: str
    keywords: tuple[str, ...]
    size: int
    people: int
    quotes: tuple[Words, ...]
    places: tuple[Place, ...]
    certainty: float
    certainty_words: str
    stability: float | None = None
    counter_examples: tuple[CounterExample, ...] = ()
    group: int | None = None
    held: int | None = None


@dataclass(frozen=True)
class Suggestions:
    """All that one reading proposes, largest first, and what made it.

    Every unit has one place of rank 1 if anything is suggested at all; `nowhere` names those that
    fit badly even there. `points` holds a point from -1 to 1 each way for every unit, in order.
    `groups` are the titles of groups of suggestions, `reason` says why so many (nothing where that
    number was asked for).
    """

    engine: str
    version: str
    seed: int
    reason: str
    low: int
    high: int
    suggestions: tuple[Suggestion, ...]
    nowhere: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    groups: tuple[str, ...] = ()


class Suggester(Protocol):
    """What a plug-in module looks like from outside."""

    NAME: str
    TITLE: str

    def suggest(
        self,
        units: Sequence[Unit],
        *,
        k: int | None,
        seed: int,
        progress: Progress | None = None,
        executor: Executor | None = None,
        decisions: Decisions | None = None,
    ) -> Suggestions: ...


def find_suggesters() -> dict[str, Suggester]:
    """Return every suggester by name, in the order of names."""
    found = find_plugins("cairn.sensemaking.suggesters")
    return {name: cast(Suggester, module) for name, module in found.items()}


def name_default() -> str:
    """Return the suggester to use unless told: by meaning where its model is set up, else by words."""
    return "sentence" if find_vectors() is not None else "tfidf"
