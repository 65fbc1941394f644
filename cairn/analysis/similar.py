"""Texts that say nearly the same: pasted twice, sent many times, or one idea in two wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.text import find_words, normalise
from cairn.analysis.vectors import TfidfVectors

ENGINE, VERSION = "minhash+tfidf", "1"
COPY, ALIKE = "copy", "alike"
_BANDS, _ROWS = 32, 4
_RUN = 4
_PRIME = (1 << 61) - 1


@dataclass(frozen=True)
class SimilarPair:
    """Two texts by their place in the input, `first` before `second`; score from 0 to 1."""

    first: int
    second: int
    kind: str
    score: float


def find_copies(
    texts: Sequence[str], least: float = 0.7, random_state: int = 0
) -> tuple[SimilarPair, ...]:
    """Return pairs whose runs of letters overlap by `least` or more (Jaccard), best first.

    Candidates come from MinHash signatures in bands (Broder 1997; Leskovec and others, "Mining of
    Massive Datasets", chapter 3); the score is the exact overlap. Of many texts with the very same
    words each is paired with the first only. Texts without words pair with none.

    >>> [(pair.first, pair.second) for pair in find_copies(["Keep video calls", "keep  video calls!"])]
    [(0, 1)]
    """
    runs: dict[int, frozenset[str]] = {}
    seen: dict[frozenset[str], int] = {}
    pairs = []
    for index, held in enumerate(map(_letter_runs, texts)):
        if held in seen:
            pairs.append(SimilarPair(seen[held], index, COPY, 1.0))
        elif held:
            runs[index] = held
            seen[held] = index
    for first, second in _find_candidates(runs, random_state):
        score = measure_overlap(runs[first], runs[second])
        if score >= least:
            pairs.append(SimilarPair(first, second, COPY, round(score, 4)))
    return _sort(pairs)


def find_alike(
    texts: Sequence[str], least: float = 0.5, random_state: int = 0
) -> tuple[SimilarPair, ...]:
    """Return pairs whose weighted words point the same way (cosine of `least` or more), best first.

    For lists that people read, such as recommendations: every pair is compared.
    """
    vectors = TfidfVectors(len(texts) + 1, random_state).fit_transform(texts)
    pairs = []
    for first in range(len(texts) - 1):
        cosines = vectors[first + 1 :] @ vectors[first]
        for ahead in np.flatnonzero(cosines >= least):
            score = round(float(min(cosines[ahead], 1.0)), 4)
            pairs.append(SimilarPair(first, first + 1 + int(ahead), ALIKE, score))
    return _sort(pairs)


def find_similar(
    texts: Sequence[str], copies: float = 0.7, alike: float = 0.5, random_state: int = 0
) -> tuple[SimilarPair, ...]:
    """Return copies, and pairs that are only alike, each pair once."""
    same = find_copies(texts, copies, random_state)
    known = {(pair.first, pair.second) for pair in same}
    near = find_alike(texts, alike, random_state)
    return same + tuple(pair for pair in near if (pair.first, pair.second) not in known)


def measure_overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard index: what two sets share of all they hold; two empty sets share nothing.

    >>> measure_overlap(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    either = len(first | second)
    return len(first & second) / either if either else 0.0


def _letter_runs(text: str) -> frozenset[str]:
    words = " ".join(find_words(normalise(text).text))
    if not words:
        return frozenset()
    return frozenset(words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1)))


def _find_candidates(runs: Mapping[int, frozenset[str]], seed: int) -> list[tuple[int, int]]:
    buckets: dict[bytes, list[int]] = defaultdict(list)
    for index, signature in zip(runs, _sign(runs.values(), seed), strict=True):
        for band in range(_BANDS):
            part = signature[band * _ROWS : (band + 1) * _ROWS]
            buckets[band.to_bytes(1, "big") + part.tobytes()].append(index)
    return sorted({pair for bucket in buckets.values() for pair in combinations(bucket, 2)})


def _sign(runs: Iterable[frozenset[str]], seed: int) -> Iterator[NDArray[np.uint64]]:
    chance = np.random.default_rng(seed)
    factors = chance.integers(1, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
    shifts = chance.integers(0, _PRIME, _BANDS * _ROWS, dtype=np.uint64)
    for held in runs:
        numbers = np.array([_number(run) for run in sorted(held)], dtype=np.uint64)
        mixed = np.outer(numbers, factors) + shifts
        yield (mixed % np.uint64(_PRIME)).min(axis=0)


def _number(run: str) -> int:
    """A number under 2**32 that is the same on every machine, so that products fit 64 bits."""
    return int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "big")


def _sort(pairs: Sequence[SimilarPair]) -> tuple[SimilarPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)))
