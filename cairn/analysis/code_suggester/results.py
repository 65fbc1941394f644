"""What goes into suggesting codes, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.analysis.made_by import MadeBy


class CodesWrong(ValueError):
    """The codebook or the coded texts cannot be used; the message says why in plain words."""


@dataclass(frozen=True)
class Code:
    """One code of a codebook; a definition and printed examples help but need not be there."""

    id: str
    name: str
    definition: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeScore:
    """How likely a code is for a text (0 to 1), and whether the machine would give it."""

    code: str
    score: float
    accepted: bool


@dataclass(frozen=True)
class TextCodes:
    """Every code for one text (by its place in the input), best first."""

    text_index: int
    scores: tuple[CodeScore, ...]

    @property
    def top(self) -> tuple[CodeScore, ...]:
        """The three codes to offer a person."""
        return self.scores[:3]

    @property
    def abstains(self) -> bool:
        """Whether no code reaches its threshold, so that a person should read the text."""
        return not any(score.accepted for score in self.scores)


@dataclass(frozen=True)
class CodeSuggestions:
    """Codes for texts in their order; a code is accepted from its threshold (0 to 1) up."""

    texts: tuple[TextCodes, ...]
    thresholds: dict[str, float]
    made_by: MadeBy


@dataclass(frozen=True)
class Word:
    """A word of the text, in lower case, and how far the score falls without it."""

    word: str
    weight: float


@dataclass(frozen=True)
class Reason:
    """Why a code is offered: the nearest example of it, how near (cosine), and words that weigh.

    `source` is "example" (coded or printed), "definition" or "name"; `likeness` 0 says there is none.
    """

    code: str
    nearest: str
    source: str
    likeness: float
    words: tuple[Word, ...]
