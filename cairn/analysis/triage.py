"""Which texts a person should read first, because they may tell of harm. Never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.harm_expressions import find_expressions
from cairn.analysis.learnt import keep, make_key, recall
from cairn.analysis.lessons.harms import HARMS, read_harms
from cairn.analysis.made_by import MadeBy
from cairn.analysis.text import MeaningUnit, split_units
from cairn.analysis.text_classes import TextClasses, Vectors, read_meaning
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Encoder, Tier

Scores = NDArray[np.float64]
METHOD, VERSION = "expressions, logistic regression and nearest lessons by sentence", "4"
KINDS = tuple(HARMS)
# What is missed weighs more than what is raised for nothing, of which one in twenty is borne.
FLAGGED_FROM: dict[Tier, float] = {"sentence": 0.52, "static": 0.52, "null": 0.5}
_OUTRIGHT = 0.99
# Chosen on made-up comments apart from the lessons: how strong, how balanced, how near counts.
_STRENGTH, _BALANCE, _NEAR = 2.0, 0.5, 20.0
_NEIGHBOURS = 3


@dataclass(frozen=True)
class Raised:
    """What raised one text: the kind, how likely (0 to 1), and where (code points of the text)."""

    kind: str
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Triaged:
    """One text: flagged or not, the likeliest kind, its score, and every sentence that raised it."""

    flagged: bool
    kind: str
    score: float
    raised: tuple[Raised, ...]


class HarmTriage:
    """Reads texts sentence by sentence: what names harm outright, and what sounds like it.

    Tuned to miss little: ordinary complaints are raised now and then, and a person answers each.
    Kinds are harm, abuse, suicidal_thought, unsafe_care and crime. English and Welsh.
    """

    def __init__(
        self,
        tier: Tier | None = None,
        random_state: int = 0,
        encoder: Encoder | None = None,
        flagged_from: float | None = None,
    ) -> None:
        self.encoder = encoder or make_encoder(tier, random_state)
        self.random_state = random_state
        self.flagged_from = (
            FLAGGED_FROM[self.encoder.tier] if flagged_from is None else flagged_from
        )

    def fit(self) -> Self:
        """Learn from the made-up sentences that come with Cairn, or take what set-up learnt."""
        lessons = read_harms()
        method = (METHOD, VERSION, self.random_state, self.encoder.model, _STRENGTH, _BALANCE)
        key = make_key(lessons, *method)
        self._classes = TextClasses(self.encoder, _STRENGTH, self.random_state)
        kept = recall(f"harm-{self.encoder.tier}", key)
        self._lessons: Vectors = self._learn(lessons) if kept is None else kept["lessons"]
        if kept is not None:
            self._classes.unpack(kept)
        self._harmful = np.array([bool(kind) for _, kind in lessons])
        self._key = key
        self.made_by = MadeBy(METHOD, VERSION, self.random_state, self.encoder.model)
        return self

    def keep(self) -> None:
        """Write down what was learnt for the next `fit`; set-up does this."""
        packed = self._classes.pack() | {"lessons": self._lessons}
        keep(f"harm-{self.encoder.tier}", self._key, packed)

    def _learn(self, lessons: Sequence[tuple[str, str]]) -> Vectors:
        texts, kinds = [text for text, _ in lessons], [kind for _, kind in lessons]
        self.encoder.fit(texts)
        vectors = read_meaning(self.encoder, texts)
        self._classes.fit(texts, kinds, _BALANCE, vectors)
        return vectors

    def predict(self, texts: Sequence[str]) -> tuple[Triaged, ...]:
        """Return what is raised in each text, in order."""
        units = [split_units(text) for text in texts]
        sentences = [unit.text for each in units for unit in each]
        scores, kinds = self._score(sentences)
        row, found = 0, []
        for each in units:
            raised = [
                self._judge(unit, kinds[row + at], float(scores[row + at]))
                for at, unit in enumerate(each)
            ]
            row += len(each)
            found.append(self._sum_up(raised))
        return tuple(found)

    def _score(self, sentences: Sequence[str]) -> tuple[Scores, list[str]]:
        """How likely each sentence tells of harm (0 to 1), and the likeliest kind."""
        vectors = read_meaning(self.encoder, sentences)
        chances = self._classes.chances(sentences, vectors)
        none = self._classes.classes.index("")
        kinds = [name for name in self._classes.classes if name]
        harmful = np.delete(chances, none, axis=1)
        odds = _log_odds(1 - chances[:, none])
        if self.encoder.tier != "null":  # words alone do not tell what stands near
            odds = (odds + _NEAR * self._lean(vectors)) / 2
        return 1 / (1 + np.exp(-odds)), [kinds[at] for at in harmful.argmax(axis=1)]

    def _lean(self, vectors: Vectors) -> Scores:
        """How much nearer each sentence stands to lessons of harm than to others (cosine)."""
        lean = np.empty(len(vectors))
        for at in range(0, len(vectors), 2_000):
            near = vectors[at : at + 2_000] @ self._lessons.T
            sides = [
                np.partition(near[:, side], -_NEIGHBOURS)[:, -_NEIGHBOURS:].mean(axis=1)
                for side in (self._harmful, ~self._harmful)
            ]
            lean[at : at + 2_000] = sides[0] - sides[1]
        return lean

    def _judge(self, unit: MeaningUnit, kind: str, score: float) -> Raised:
        named = next(find_expressions(unit.text), None)
        if named is None:
            return Raised(kind, round(score, 4), unit.start, unit.end)
        kind, start, end = named
        return Raised(kind, _OUTRIGHT, unit.start + start, unit.start + max(end, start + 1))

    def _sum_up(self, raised: Sequence[Raised]) -> Triaged:
        if not raised:
            return Triaged(False, "", 0.0, ())
        worst = max(raised, key=lambda one: one.score)
        enough = tuple(one for one in raised if one.score >= self.flagged_from)
        return Triaged(bool(enough), worst.kind if enough else "", worst.score, enough)


def _log_odds(chances: Scores) -> Scores:
    sure = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Scores = np.log(sure / (1 - sure))
    return odds
