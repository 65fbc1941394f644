"""Texts that say nearly the same: copied from one another, or one idea in two wordings.

Two questions, two methods, two thresholds: letters shared tell a copy (`copies`), vectors that
point the same way tell similar practice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.copies import (
    COPY,
    MOST_PAIRS,
    SimilarPair,
    find_copies,
    group_copies,
    keep_best,
    measure_overlap,
)
from cairn.analysis.made_by import MadeBy
from cairn.analysis.vectors import Encoder, TfidfVectors

METHOD, VERSION = "winnowing and vectors", "2"
ALIKE = "similar"
MOST_ALIKE = 20_000
LEAST = {"sentence": 0.78, "static": 0.8, "null": 0.5}
_WIDE, _BLOCK = 300, 1_024

__all__ = [
    "ALIKE",
    "COPY",
    "MOST_ALIKE",
    "MOST_PAIRS",
    "Similar",
    "SimilarPair",
    "compare_texts",
    "find_alike",
    "find_copies",
    "find_similar",
    "group_copies",
    "measure_overlap",
]


@dataclass(frozen=True)
class Similar:
    """Pairs, copies first; `compared` says whether similar wording was looked for as well."""

    pairs: tuple[SimilarPair, ...]
    compared: bool
    made_by: MadeBy


def find_alike(
    texts: Sequence[str],
    least: float | None = None,
    random_state: int = 0,
    encoder: Encoder | None = None,
) -> tuple[SimilarPair, ...]:
    """Return pairs whose vectors point the same way (cosine of `least` or more), best first.

    Without an encoder a text's own weighted words are its vector. Every pair is compared; of many
    that are alike each text keeps its twelve best pairs.
    """
    if len(texts) < 2:
        return ()
    tier = "null" if encoder is None else encoder.tier
    wanted = LEAST[tier] if least is None else least
    if encoder is None or tier == "null":
        space = TfidfVectors(min(len(texts) + 1, _WIDE), random_state)
        vectors = space.fit_transform(texts).astype(np.float32)
    else:
        vectors = encoder.encode(texts)
    return keep_best(list(_compare(vectors, wanted)))


def find_similar(
    texts: Sequence[str],
    copies: float | None = None,
    alike: float | None = None,
    random_state: int = 0,
    encoder: Encoder | None = None,
) -> tuple[SimilarPair, ...]:
    """Return copies, and pairs that are only alike, each pair once."""
    same = find_copies(texts, copies)
    known = {(pair.first, pair.second) for pair in same}
    near = find_alike(texts, alike, random_state, encoder)
    return same + tuple(pair for pair in near if (pair.first, pair.second) not in known)


def compare_texts(texts: Sequence[str], encoder: Encoder, random_state: int = 0) -> Similar:
    """Return copies among any number of texts, and similar wording up to `MOST_ALIKE` of them.

    Texts that are one another's copies are compared once, by the first of them.
    """
    same = find_copies(texts)
    made_by = MadeBy(METHOD, VERSION, random_state, encoder.model)
    copied = {text for group in group_copies(same, len(texts)) for text in group[1:]}
    kept = [at for at, text in enumerate(texts) if at not in copied and text.strip()]
    if len(kept) > MOST_ALIKE:
        return Similar(same, False, made_by)
    near = find_alike([texts[at] for at in kept], None, random_state, encoder)
    placed = [SimilarPair(kept[p.first], kept[p.second], ALIKE, p.score) for p in near]
    return Similar(same + tuple(placed), True, made_by)


def _compare(vectors: NDArray[np.float32], least: float) -> Iterator[SimilarPair]:
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK]
        cosines = block @ vectors[start:].T
        for row, ahead in np.argwhere(cosines >= least):
            if ahead > row:
                score = round(float(min(cosines[row, ahead], 1.0)), 4)
                yield SimilarPair(start + int(row), start + int(ahead), ALIKE, score)
