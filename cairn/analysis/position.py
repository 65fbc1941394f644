"""Whether a comment is glad, unhappy, both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.learnt import keep, make_key, recall
from cairn.analysis.lessons.positions import read_positions
from cairn.analysis.made_by import MadeBy
from cairn.analysis.text import find_words
from cairn.analysis.text_classes import Chances, TextClasses
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Encoder, Tier

METHOD, VERSION = "logistic regression on vectors and words", "4"
_STRENGTH = 10.0  # by published answers held out
_LESSONS_STRENGTH, _LESSONS_BALANCE = 2.0, 0.0  # by made-up comments apart from the lessons
# "Both" is said of a text only when it is clear: long glad answers look a little like both.
_MIXED_FROM = 0.6
POSITIONS = ("positive", "negative", "mixed", "unclear")


@dataclass(frozen=True)
class Position:
    """The likeliest position (a label) of one text, and how likely it is, from 0 to 1."""

    position: str
    score: float


class PositionScorer:
    """Learns positions from examples: yours, or without any those that come with Cairn.

    A position is said of the whole text. Irony and answers that lean on their question ("more of
    them") are often read wrongly, so it is a hint beside a theme and never a count to publish.
    """

    def __init__(
        self, tier: Tier | None = None, random_state: int = 0, encoder: Encoder | None = None
    ) -> None:
        self.encoder = encoder or make_encoder(tier, random_state)
        self.random_state = random_state

    def fit(self, texts: Sequence[str] | None = None, labels: Sequence[str] | None = None) -> Self:
        """Learn from examples; without any, from made-up comments in English and Welsh.

        Labels of your own replace the four that come with Cairn. Raises `ValueError` for fewer
        than two labels or unequal numbers.
        """
        if texts is None or labels is None:
            self._learn_lessons()
        else:
            self._classes = TextClasses(self.encoder, _STRENGTH, self.random_state)
            self._classes.fit(texts, labels)
        self._unclear = "unclear" if "unclear" in self._classes.classes else ""
        self.made_by = MadeBy(METHOD, VERSION, self.random_state, self.encoder.model)
        return self

    def _learn_lessons(self) -> None:
        lessons = read_positions()
        self._classes = TextClasses(self.encoder, _LESSONS_STRENGTH, self.random_state)
        method = (
            METHOD,
            VERSION,
            self.random_state,
            self.encoder.model,
            _LESSONS_STRENGTH,
            _LESSONS_BALANCE,
        )
        self._kept = f"position-{self.encoder.tier}", make_key(lessons, *method)
        if kept := recall(*self._kept):
            self._classes.unpack(kept)
        else:
            texts, labels = zip(*lessons, strict=True)
            self._classes.fit(texts, labels, _LESSONS_BALANCE)

    def keep(self) -> None:
        """Write down what the lessons taught for the next `fit`; set-up does this."""
        name, key = self._kept
        keep(name, key, self._classes.pack())

    def predict(self, texts: Sequence[str]) -> tuple[Position, ...]:
        """Return a position for each text, in order; one without words is unclear."""
        chances = self._classes.chances(texts)
        best = self._decide(chances)
        return tuple(
            Position(self._classes.classes[at], round(float(row[at]), 4))
            if find_words(text) or not self._unclear
            else Position(self._unclear, 1.0)
            for text, row, at in zip(texts, chances, best, strict=True)
        )

    def _decide(self, chances: Chances) -> NDArray[np.int64]:
        """The likeliest class of each row; what is hardly mixed goes to the likeliest other one."""
        best: NDArray[np.int64] = chances.argmax(axis=1)
        if set(self._classes.classes) != set(POSITIONS):
            return best
        mixed = self._classes.classes.index("mixed")
        hardly = (best == mixed) & (chances[:, mixed] < _MIXED_FROM)
        others = chances.copy()
        others[:, mixed] = -1
        return np.where(hardly, others.argmax(axis=1), best)
