"""The pieces of what people said that a machine reads one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.text import split_units
from cairn.evidence.models import ContributionVersion
from cairn.sensemaking.suggesters import Unit

LONG_TEXT = 600  # code points; a longer text is read sentence by sentence


@dataclass(frozen=True)
class Piece:
    """A piece of a version that the machine reads as one."""

    version: ContributionVersion
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.version.pk}:{self.start}:{self.end}"

    @property
    def words(self) -> str:
        return self.version.text[self.start : self.end]

    def unit(self, position: str = "") -> Unit:
        return Unit(self.key, self.words, str(self.version.contribution.contributor_id), position)


def cut_pieces(versions: Sequence[ContributionVersion]) -> list[Piece]:
    """Short texts whole, long ones sentence by sentence; what holds no words is left out."""
    pieces = []
    for version in versions:
        text = version.text
        if len(text) <= LONG_TEXT:
            start = len(text) - len(text.lstrip())
            pieces.append(Piece(version, start, len(text.rstrip())))
        else:
            pieces += [Piece(version, unit.start, unit.end) for unit in split_units(text)]
    return [piece for piece in pieces if piece.start < piece.end]
