"""Which texts a person should read first, because they may tell of harm. Never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cairn.analysis.harm_expressions import find_expressions
from cairn.analysis.lessons.harms import HARMS, read_harms
from cairn.analysis.made_by import MadeBy
from cairn.analysis.text import MeaningUnit, split_units
from cairn.analysis.text_classes import TextClasses
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Encoder, Tier

METHOD, VERSION = "expressions and logistic regression by sentence", "1"
KINDS = tuple(HARMS)
FLAGGED_FROM = 0.42
_OUTRIGHT = 0.99


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
        flagged_from: float = FLAGGED_FROM,
    ) -> None:
        self.encoder = encoder or make_encoder(tier, random_state)
        self.random_state = random_state
        self.flagged_from = flagged_from

    def fit(self) -> Self:
        """Learn from the made-up sentences that come with Cairn."""
        lessons = read_harms()
        self._classes = TextClasses(self.encoder, 6.0, self.random_state)
        self._classes.fit([text for text, _ in lessons], [kind for _, kind in lessons], 0.5)
        self.made_by = MadeBy(METHOD, VERSION, self.random_state, self.encoder.model)
        return self

    def predict(self, texts: Sequence[str]) -> tuple[Triaged, ...]:
        """Return what is raised in each text, in order."""
        units = [split_units(text) for text in texts]
        sentences = [unit.text for each in units for unit in each]
        chances = self._classes.chances(sentences)
        none = self._classes.classes.index("")
        kinds = [at for at in range(len(self._classes.classes)) if at != none]
        row, found = 0, []
        for each in units:
            raised = []
            for unit in each:
                best = max(kinds, key=lambda at, row=row: chances[row, at])  # type: ignore[misc]  # a default binds the row
                sounds = (self._classes.classes[best], float(1 - chances[row, none]))
                raised.append(self._judge(unit, *sounds))
                row += 1
            found.append(self._sum_up(raised))
        return tuple(found)

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
