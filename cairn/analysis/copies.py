"""Texts pasted twice, sent many times, or taken over in part: found without comparing all pairs.

Which pairs to look at is told by fingerprints: of every few neighbouring runs of eight letters, and
of twenty-four, the rarest is kept (Schleimer, Wilkerson and Aiken 2003, "Winnowing: Local Algorithms for Document
Fingerprinting"), so that any fifteen letters two texts share give them a fingerprint in common.
What is then looked at is measured exactly: the overlap of all runs of four letters (Broder 1997,
"On the resemblance and containment of documents").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from cairn.analysis.text import find_words, fold_text

COPY = "near_duplicate"
MOST_PAIRS = 12
_RUN = 4
_SIZES = ((8, 8), (24, 12))
_GAP = sum(_SIZES[-1])
_TABLE = 1 << 24
_CROWD = 48
_SHARED = 0.2
_LONG, _TAKEN, _PRINTED = 40, 0.78, 0.4
_BATCH = 200_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_NONE = np.uint64((1 << 64) - 1)
_TOP = (1 << 40) - 1
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SimilarPair:
    """Two texts by their place in the input, `first` before `second`; score from 0 to 1."""

    first: int
    second: int
    kind: str
    score: float


def find_copies(texts: Sequence[str], least: float | None = None) -> tuple[SimilarPair, ...]:
    """Return near-duplicate pairs, best first; the score is the overlap of runs of letters.

    Case, marks, digits and white space do not count. With `least` a pair needs that Jaccard index;
    without it 0.54, and up to 0.6 the shorter the texts are. A text of forty letters or more also
    counts as copied when nearly four fifths of it stand in the other, which is then its score.
    Of the same words sent more than twelve times each is paired with the first only, so that a
    text sent 5,000 times makes 4,999 pairs; of variants each keeps its twelve best pairs. Texts
    without words pair with none.

    >>> [(pair.first, pair.second) for pair in find_copies(["Keep video calls", "keep  video calls!"])]
    [(0, 1)]
    """
    letters = [" ".join(find_words(fold_text(text))) for text in texts]
    places = _join_same(letters)
    kept, held = list(places), list(places.values())
    pairs = [pair for same in held for pair in _pair_up(same[:1], same[1:], 1.0)]
    pairs += [pair for same in held if len(same) <= MOST_PAIRS for pair in _pair_all(same[1:])]
    for one, two, score in _find_overlapping(kept, least):
        pairs += _pair_up(held[one], held[two], score)
    return keep_best(pairs)


def measure_overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard index: what two sets share of all they hold; two empty sets share nothing.

    >>> measure_overlap(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    either = len(first | second)
    return len(first & second) / either if either else 0.0


def group_copies(pairs: Sequence[SimilarPair], count: int) -> tuple[tuple[int, ...], ...]:
    """Return the groups that pairs join, of two texts and more, the largest first.

    >>> group_copies([SimilarPair(0, 2, "near_duplicate", 1.0)], 4)
    ((0, 2),)
    """
    groups: dict[int, list[int]] = {}
    for text, group in enumerate(_label_groups(pairs, count).tolist()):
        groups.setdefault(group, []).append(text)
    joined = [tuple(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(joined, key=lambda group: (-len(group), group)))


def _join_same(letters: Sequence[str]) -> dict[str, list[int]]:
    """Return the different texts and the places where each stands."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(letters):
        if text:
            places.setdefault(text, []).append(at)
    return places


def _pair_up(ones: Sequence[int], twos: Sequence[int], score: float) -> list[SimilarPair]:
    """Pair all with all where there are few; else all with the first of the ones, and the other way."""
    if len(ones) * len(twos) > MOST_PAIRS:
        joined = {(ones[0], two) for two in twos} | {(one, twos[0]) for one in ones}
    else:
        joined = {(one, two) for one in ones for two in twos}
    return [SimilarPair(min(pair), max(pair), COPY, score) for pair in sorted(joined)]


def _pair_all(same: Sequence[int]) -> list[SimilarPair]:
    return [SimilarPair(one, two, COPY, 1.0) for one, two in combinations(same, 2)]


def _find_overlapping(
    texts: Sequence[str], least: float | None
) -> Iterator[tuple[int, int, float]]:
    if len(texts) < 2:
        return
    letters, owner = _lay_out(texts)
    prints = np.concatenate([_take_prints(letters, owner, *size) for size in _SIZES])
    pairs, printed = _pick_candidates(prints, len(texts))
    wanted = np.zeros(len(texts), dtype=np.bool_)
    wanted[pairs.ravel()] = True
    runs = _take_runs(letters, np.where(wanted[owner], owner, -1), len(texts))
    lengths = np.array([len(text) for text in texts])
    for start in range(0, len(pairs), _BATCH):
        batch = slice(start, start + _BATCH)
        one, two = pairs[batch].T
        score = _score(runs, lengths, (one, two), least)
        if least is None:
            score = np.maximum(score, _score_taken(runs, lengths, (one, two), printed[batch]))
        for at in np.flatnonzero(score):
            yield int(one[at]), int(two[at]), round(float(score[at]), 4)


def _score(
    runs: sparse.csr_array, lengths: Ints, pair: tuple[Ints, Ints], least: float | None
) -> Floats:
    """Return the Jaccard index of each pair, 0 where it is too small for a copy."""
    one, two = pair
    held, shared = np.diff(runs.indptr), _count_shared(runs, pair)
    jaccard = shared / (held[one] + held[two] - shared)
    shorter = np.minimum(lengths[one], lengths[two])
    wanted = 0.54 + 0.06 * np.clip((60 - shorter) / 40, 0, 1) if least is None else least
    return np.where(jaccard >= wanted, jaccard, 0.0)


def _score_taken(
    runs: sparse.csr_array, lengths: Ints, pair: tuple[Ints, Ints], printed: Floats
) -> Floats:
    """Return the part of the shorter text that stands in the other, 0 where that is no taking over.

    A very long text holds most short runs there are, so fingerprints have to agree as well.
    """
    one, two = pair
    held = np.diff(runs.indptr)
    inside = _count_shared(runs, pair) / np.minimum(held[one], held[two])
    shorter = np.minimum(lengths[one], lengths[two])
    taken = (inside >= _TAKEN) & (shorter >= _LONG) & (printed >= _PRINTED)
    return np.where(taken, inside, 0.0)


def _count_shared(runs: sparse.csr_array, pair: tuple[Ints, Ints]) -> Floats:
    both = runs[pair[0]].multiply(runs[pair[1]])
    return np.asarray(both.sum(axis=1), dtype=np.float64).ravel()


def _lay_out(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Ints]:
    """Return all code points in a row, gaps of zeros between texts, and whose each place is."""
    gap = "\0" * _GAP
    whole = gap + "".join(f" {text} {gap}" for text in texts)
    letters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    spans = np.array([len(text) + 2 + _GAP for text in texts])
    spans[0] += _GAP
    return letters, np.repeat(np.arange(len(texts)), spans)


def _hash_runs(letters: NDArray[np.uint32], length: int) -> NDArray[np.uint64]:
    """Return a number for the run that begins at each place; `_NONE` where a gap is in it."""
    count = len(letters) - length + 1
    total = np.zeros(count, dtype=np.uint64)
    for at in range(length):
        total *= _FACTOR
        total += letters[at : at + count]
    total ^= total >> np.uint64(31)
    total *= _FACTOR
    total >>= np.uint64(24)
    gaps = np.cumsum(letters == 0, dtype=np.int32)
    touched = gaps[length - 1 :] - np.concatenate([[0], gaps[: count - 1]]) > 0
    total[touched] = _NONE
    return total


def _take_prints(letters: NDArray[np.uint32], owner: Ints, length: int, window: int) -> Ints:
    """Return (text, fingerprint) rows, each once: in each window the run met least often, but twice."""
    runs = _hash_runs(letters, length)
    slots = (runs & np.uint64(_TABLE - 1)).astype(np.int64)
    valid = runs != _NONE
    times = np.bincount(slots[valid], minlength=_TABLE)[slots].astype(np.uint64)
    rank = (np.minimum(times, np.uint64(0xFFFFFF)) << np.uint64(40)) | runs
    rank[~valid | (times < 2)] = _NONE
    least = rank[: len(rank) - window + 1].copy()
    for at in range(1, window):
        np.minimum(least, rank[at : at + len(least)], out=least)
    middle = owner[window // 2 : window // 2 + len(least)]
    keep = least != _NONE
    keep[1:] &= (least[1:] != least[:-1]) | (middle[1:] != middle[:-1])
    prints = (least[keep] & np.uint64(_TOP)).astype(np.int64)
    keys = _sort_once((middle[keep] << 40) | prints)
    return np.column_stack([keys >> 40, keys & _TOP])


def _pick_candidates(prints: Ints, count: int) -> tuple[Ints, Floats]:
    """Return pairs that share enough fingerprints to be worth a look, and which part they share.

    Fingerprints that a crowd of texts hold tell little, and pair each only with the first of them.
    """
    order = np.lexsort((prints[:, 0], prints[:, 1]))
    text, value = prints[order].T
    starts = np.flatnonzero(np.diff(value, prepend=-1))
    sizes = np.diff(starts, append=len(value))
    crowded = np.repeat(sizes > _CROWD, sizes)
    rare = _count_pairs(_pair_few(text, starts, sizes, count), text[~crowded], count)
    heads = np.repeat(text[starts], sizes)[crowded]
    apart = heads != text[crowded]
    starred = (heads * count + text[crowded])[apart]
    starred_keys, starred_part = _count_pairs([starred], text[crowded], count)
    keys = np.concatenate([rare[0], starred_keys])
    part = np.concatenate([rare[1], starred_part])
    best = np.lexsort((-part, keys))
    keys, part = keys[best], part[best]
    first = np.diff(keys, prepend=-1) != 0
    return np.column_stack([keys[first] // count, keys[first] % count]), part[first]


def _count_pairs(found: Iterable[Ints], held_by: Ints, count: int) -> tuple[Ints, Floats]:
    """Return pairs as one number each, and the part of the shorter one's fingerprints they share."""
    held = np.bincount(held_by, minlength=count)
    pairs, shared = np.unique(np.concatenate([np.zeros(0, np.int64), *found]), return_counts=True)
    part = shared / np.maximum(1, np.minimum(held[pairs // count], held[pairs % count]))
    enough = part >= _SHARED
    return pairs[enough], part[enough]


def _pair_few(text: Ints, starts: Ints, sizes: Ints, count: int) -> Iterator[Ints]:
    """Yield the pairs of texts that share a fingerprint held by few."""
    for size in np.unique(sizes[(sizes > 1) & (sizes <= _CROWD)]):
        table = text[starts[sizes == size][:, None] + np.arange(size)]
        for at in range(1, int(size)):
            yield (table[:, :-at] * count + table[:, at:]).ravel()


def _sort_once(keys: Ints) -> Ints:
    """Return sorted numbers, each once; for millions of them faster than NumPy's own."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) != 0]


def _take_runs(letters: NDArray[np.uint32], owner: Ints, count: int) -> sparse.csr_array:
    """Return which runs of four letters stand in which text, as a table of ones."""
    runs = _hash_runs(letters, _RUN)
    valid = (runs != _NONE) & (owner[: len(runs)] >= 0)
    columns = (runs[valid] & np.uint64((1 << 31) - 2)).astype(np.int64)
    keys = _sort_once((owner[: len(runs)][valid] << 31) | columns)
    rows = keys >> 31
    starts = np.searchsorted(rows, np.arange(count + 1))
    held = (keys & ((1 << 31) - 1)).astype(np.int32)
    ones = np.ones(len(held), dtype=np.float32)
    return sparse.csr_array((ones, held, starts), shape=(count, 1 << 31))


def _label_groups(pairs: Sequence[SimilarPair], count: int) -> Ints:
    one = [pair.first for pair in pairs]
    two = [pair.second for pair in pairs]
    table = sparse.coo_array((np.ones(len(pairs)), (one, two)), shape=(count, count))
    labels = sparse.csgraph.connected_components(table, directed=False)[1]
    return np.asarray(labels, dtype=np.int64)


def keep_best(pairs: Sequence[SimilarPair]) -> tuple[SimilarPair, ...]:
    """Return the pairs that are among the `MOST_PAIRS` best of either text, best first."""
    taken: Counter[int] = Counter()
    kept = []
    for pair in _sort(pairs):
        if min(taken[pair.first], taken[pair.second]) < MOST_PAIRS:
            kept.append(pair)
        taken[pair.first] += 1
        taken[pair.second] += 1
    return tuple(kept)


def _sort(pairs: Sequence[SimilarPair]) -> tuple[SimilarPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)))
