"""Whether passages sound glad, unhappy, both or neither, as a machine reads them: a hint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cairn.analysis.position import PositionScorer
from cairn.analysis.vectors import find_vectors
from cairn.analysis.vectors.encoders import Tier
from cairn.sensemaking.actions.pieces import Piece


def read_positions(pieces: Sequence[Piece], *, seed: int) -> tuple[dict[str, str], str]:
    """Return the position of each piece by its key, and what read them."""
    # The static tier is as often right as the sentence tier (bench/README.md), and much faster.
    scorer = _teach_scorer("static" if find_vectors() is not None else "null", seed)
    read = scorer.predict([piece.words for piece in pieces])
    by = scorer.made_by
    said = f"{by.method} {by.version}; {by.model}"
    return {piece.key: one.position for piece, one in zip(pieces, read, strict=True)}, said[:200]


@lru_cache(maxsize=2)
def _teach_scorer(tier: Tier, seed: int) -> PositionScorer:
    """What it learns from comes with Cairn, so one lesson serves every reading of a worker."""
    return PositionScorer(tier, seed).fit()
