"""What many people speak about: every text in a theme, each theme in their own words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.clusters import (
    Labels,
    ProposedCount,
    choose_dimensions,
    count_distinct,
    find_groups,
    measure_stability,
    propose_count,
)
from cairn.analysis.theme_quotes import Member, Quote, choose_quotes
from cairn.analysis.theme_words import choose_words
from cairn.analysis.vectors import TfidfVectors, Vectors, narrow_vectors

ENGINE, VERSION = "tfidf-svd", "1"
NOWHERE_BELOW = 0.3
_RANKS = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Certainty:
    """How sure the engine is of a theme: all from 0 to 1, and `words` for a reader."""

    value: float
    cohesion: float
    stability: float
    words: str


@dataclass(frozen=True)
class Theme:
    """One theme: `size` counts texts and `people` persons whose nearest theme this is."""

    id: int
    title: str
    keywords: tuple[str, ...]
    size: int
    people: int
    quotes: tuple[Quote, ...]
    certainty: Certainty


@dataclass(frozen=True)
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
    for each text in the plane of the two strongest directions, each coordinate from -1 to 1.
    """

    engine: str
    version: str
    seed: int
    proposed: ProposedCount
    themes: tuple[Theme, ...]
    assignments: tuple[Assignment, ...]
    nowhere: tuple[int, ...]
    nowhere_below: float
    positions: tuple[tuple[float, float], ...]


class ThemeFinder:
    """Finds themes in one text or in tens of thousands; same texts and seed, same answer."""

    def __init__(self, k: int | None = None, random_state: int = 0) -> None:
        if k is not None and k < 1:
            raise ValueError("the number of themes must be 1 or more")
        self.k = k
        self.random_state = random_state

    def fit(
        self,
        texts: Sequence[str],
        ids: Sequence[str] | None = None,
        people: Sequence[Hashable] | None = None,
        progress: Progress | None = None,
    ) -> Themes:
        """Return the themes of `texts`; without `people` each text is one person.

        Raises `ValueError` when `ids` or `people` are not as many as the texts.
        """
        names = [str(name) for name in ids] if ids is not None else _number(texts)
        persons = list(people) if people is not None else list(range(len(texts)))
        if not len(texts) == len(names) == len(persons):
            raise ValueError("texts, ids and people must be equally many")
        report = progress or _say_nothing
        report(0, 4)
        self._space = TfidfVectors(100, self.random_state)
        vectors = self._space.fit_transform(texts)
        report(1, 4)
        self._group(vectors)
        report(2, 4)
        members = [
            Member(*row) for row in zip(range(len(texts)), names, persons, texts, strict=True)
        ]
        themes = self._describe(members)
        report(3, 4)
        result = self._assemble(themes, names, vectors)
        report(4, 4)
        return result

    def predict(self, texts: Sequence[str]) -> list[int]:
        """Return the nearest theme's id for each new text, after `fit`."""
        if not len(self._centres):
            raise ValueError("no theme was found yet, so nothing can be placed")
        vectors = narrow_vectors(self._space.transform(texts), self._dimensions)
        return [int(theme) + 1 for theme in np.argmax(vectors @ self._centres.T, axis=1)]

    def _group(self, vectors: Vectors) -> None:
        spoken = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0)
        self._proposed = self._choose_count(vectors[spoken])
        self._dimensions = choose_dimensions(self._proposed.k)
        self._vectors = narrow_vectors(vectors, self._dimensions)
        found = find_groups(self._vectors[spoken], self._proposed.k, self.random_state)
        labels = np.full(len(vectors), -1, dtype=np.int64)
        labels[spoken] = _order_by_size(found)
        labels[labels < 0] = 0  # what says nothing keeps its row, in the largest theme
        self._labels = labels
        self._stability = measure_stability(
            self._vectors[spoken], labels[spoken], self.random_state
        )
        groups = range(int(labels.max()) + 1 if len(labels) else 0)
        self._centres = _find_centres(self._vectors, labels, len(groups))
        self._scores = _score(self._vectors, labels, self._centres)

    def _choose_count(self, spoken: Vectors) -> ProposedCount:
        if self.k is None:
            return propose_count(spoken, self.random_state)
        k = max(1, min(self.k, count_distinct(spoken)))
        reason = "asked for" if k == self.k else f"{self.k} asked for, {k} different texts found"
        return ProposedCount(k, k, k, reason)

    def _describe(self, members: Sequence[Member]) -> tuple[Theme, ...]:
        groups = [np.flatnonzero(self._labels == group) for group in range(len(self._centres))]
        words = choose_words([[members[int(index)].text for index in group] for group in groups])
        return tuple(
            self._describe_one(number, group, members, *words[number])
            for number, group in enumerate(groups)
        )

    def _describe_one(
        self,
        number: int,
        group: Labels,
        members: Sequence[Member],
        title: str,
        keywords: tuple[str, ...],
    ) -> Theme:
        scores = self._scores[group, number]
        best_first = [members[int(group[at])] for at in np.argsort(-scores, kind="stable")]
        quotes = choose_quotes(best_first, self._centres[number], self._space, self._dimensions)
        heard = len({member.person for member in best_first})
        certainty = _judge(float(np.mean(scores)), self._stability.get(number, 0.0), len(group))
        return Theme(number + 1, title, keywords, len(group), heard, quotes, certainty)

    def _assemble(self, themes: tuple[Theme, ...], names: list[str], vectors: Vectors) -> Themes:
        places = [place for row in range(len(names)) for place in self._place(row, names[row])]
        first = [place for place in places if place.rank == 1]
        return Themes(
            engine=ENGINE,
            version=VERSION,
            seed=self.random_state,
            proposed=self._proposed,
            themes=themes,
            assignments=tuple(places),
            nowhere=tuple(place.text_index for place in first if place.score < NOWHERE_BELOW),
            nowhere_below=NOWHERE_BELOW,
            positions=_lay_out(vectors),
        )

    def _place(self, row: int, name: str) -> list[Assignment]:
        own = int(self._labels[row])
        scores = self._scores[row]
        others = [int(at) for at in np.argsort(-scores, kind="stable") if int(at) != own]
        near = [at for at in others[: _RANKS - 1] if scores[at] >= NOWHERE_BELOW]
        return [
            Assignment(row, name, theme + 1, round(float(scores[theme]), 4), rank)
            for rank, theme in enumerate([own, *near], start=1)
        ]


def _number(texts: Sequence[str]) -> list[str]:
    return [str(row) for row in range(1, len(texts) + 1)]


def _say_nothing(done: int, total: int) -> None:
    return None


def _order_by_size(found: Labels) -> Labels:
    """Number groups from the largest; equal ones by their first text."""
    groups, first, sizes = np.unique(found, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    place = {int(groups[at]): rank for rank, at in enumerate(order)}
    return np.array([place[int(group)] for group in found], dtype=np.int64)


def _find_centres(vectors: Vectors, labels: Labels, count: int) -> Vectors:
    sums = np.zeros((count, vectors.shape[1]))
    np.add.at(sums, labels, vectors)
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def _score(vectors: Vectors, labels: Labels, centres: Vectors) -> Vectors:
    """Cosine of each text with each theme's centre; with its own theme, without the text itself."""
    if not len(vectors):
        return np.zeros((0, len(centres)))
    scores = np.clip(vectors @ centres.T, 0.0, 1.0)
    sizes = np.bincount(labels, minlength=len(centres))
    sums = np.zeros_like(centres)
    np.add.at(sums, labels, vectors)
    rest = sums[labels] - vectors
    lengths = np.maximum(np.linalg.norm(rest, axis=1), 1e-9)
    own = np.clip((rest * vectors).sum(axis=1) / lengths, 0.0, 1.0)
    rows = np.arange(len(vectors))
    alone = sizes[labels] == 1
    scores[rows, labels] = np.where(alone, scores[rows, labels], own)
    return np.round(scores, 6)


def _judge(cohesion: float, stability: float, size: int) -> Certainty:
    value = float(np.sqrt(cohesion * stability)) if size > 1 else 0.0
    if size == 1:
        words = "one text only: not yet a theme"
    elif value >= 0.75:
        words = "quite sure: alike, and found again in most samples"
    elif value >= 0.5:
        words = "fairly sure: read the edges"
    else:
        words = "unsure: loosely tied, read before use"
    return Certainty(round(value, 3), round(cohesion, 3), round(stability, 3), words)


def _lay_out(vectors: Vectors) -> tuple[tuple[float, float], ...]:
    plane = np.zeros((len(vectors), 2))
    shown = vectors[:, 1:3] if vectors.shape[1] >= 3 else vectors[:, :2]
    plane[:, : shown.shape[1]] = shown
    widest = np.abs(plane).max(axis=0, initial=1e-9)
    scaled = np.round(plane / np.maximum(widest, 1e-9), 4) + 0.0
    return tuple((float(x), float(y)) for x, y in scaled)
