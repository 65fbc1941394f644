"""Groups of near vectors: how many, which, and how steady they are when the texts change."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from cairn.analysis.vectors import Vectors, narrow_vectors

Labels = NDArray[np.int64]
_QUICK_TREE_LIMIT = 800
_JUDGED = 1_500
_MOST_THEMES = 90


@dataclass(frozen=True)
class ProposedCount:
    """A number of themes, the range in which a person may well choose another, and why."""

    k: int
    low: int
    high: int
    reason: str


def propose_count(vectors: Vectors, random_state: int = 0) -> ProposedCount:
    """Return the number of groups to try on unit vectors, shape (texts, dimensions).

    Numbers around the square root of half to twice the texts are judged by the mean silhouette
    (Rousseeuw 1987); the smallest within 3 % of the best is proposed.
    """
    distinct = count_distinct(vectors)
    if distinct < 4:
        return ProposedCount(1, 1, max(1, distinct), "too few different texts to divide")
    middle = math.sqrt(distinct)
    low = max(2, round(middle / 2))
    high = min(_MOST_THEMES, max(low, round(middle * 1.6)), distinct - 1)
    space = narrow_vectors(vectors, choose_dimensions(round(middle)))
    judged = _judge_counts(space, _spread(low, high), random_state)
    best = max(judged.values())
    near = [k for k, score in judged.items() if score >= best - 0.03 * abs(best)]
    reason = (
        f"of {low} to {high} themes, {near[0]} is the smallest number whose groups stand apart "
        f"about as well as any (silhouette {judged[near[0]]:.2f}; the best is {best:.2f})"
    )
    return ProposedCount(near[0], min(near), max(near), reason)


def find_groups(vectors: Vectors, k: int, random_state: int = 0, tree_limit: int = 3_200) -> Labels:
    """Return a group number from 0 for each row; the answer does not depend on threads.

    Up to `tree_limit` rows k-means starts from a tree by Ward's method (Ward 1963), above that from
    k-means++ (Arthur and Vassilvitskii 2007).
    """
    k = min(k, count_distinct(vectors))
    if k < 2:
        return np.zeros(len(vectors), dtype=np.int64)
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer groups than asked are welcome
        start = _grow_tree(vectors, k) if len(vectors) <= tree_limit else "k-means++"
        model = KMeans(k, init=start, n_init=1, max_iter=100, random_state=random_state)
        return np.asarray(model.fit_predict(vectors), dtype=np.int64)


def measure_stability(
    vectors: Vectors, labels: Labels, random_state: int = 0, rounds: int = 6
) -> dict[int, float]:
    """Return for each group the mean best Jaccard overlap when four fifths are grouped anew.

    Clusterwise stability by resampling without replacement (Hennig 2007): 0 never found again,
    1 always found whole.
    """
    groups = np.unique(labels)
    if len(groups) < 2:
        return {int(group): 1.0 for group in groups}
    chance = np.random.default_rng(random_state)
    found: dict[int, list[float]] = {int(group): [] for group in groups}
    for turn in range(rounds):
        kept = np.sort(chance.permutation(len(labels))[: max(2, len(labels) * 4 // 5)])
        again = find_groups(vectors[kept], len(groups), random_state + turn, _QUICK_TREE_LIMIT)
        for group, overlap in _best_overlaps(labels[kept], again):
            found[group].append(overlap)
    return {group: float(np.mean(overlaps or [0.0])) for group, overlaps in found.items()}


def choose_dimensions(k: int) -> int:
    """Return how many directions tell `k` groups apart: a quarter more than groups, at most 100."""
    return int(min(100, max(8, round(1.25 * k))))


def count_distinct(vectors: Vectors) -> int:
    """Return the number of different rows, as far as nine decimals tell."""
    return len(np.unique(np.round(vectors, 9), axis=0))


def _spread(low: int, high: int) -> list[int]:
    steps = np.linspace(low, high, num=min(12, high - low + 1))
    return sorted({round(float(step)) for step in steps})


def _judge_counts(space: Vectors, counts: Iterable[int], seed: int) -> dict[int, float]:
    judged = {}
    sample = min(_JUDGED, len(space))
    for k in counts:
        labels = find_groups(space, k, seed, _QUICK_TREE_LIMIT)
        if 1 < len(np.unique(labels)) < len(space):
            with threadpool_limits(1):
                judged[k] = _judge(space, labels, sample, seed)
    return judged or {1: 0.0}


def _judge(space: Vectors, labels: Labels, sample: int, seed: int) -> float:
    chosen = np.random.default_rng(seed).permutation(len(space))[:sample]
    if not 1 < len(np.unique(labels[chosen])) < len(chosen):
        return 0.0
    return float(silhouette_score(space[chosen], labels[chosen]))


def _grow_tree(vectors: Vectors, k: int) -> Vectors:
    labels = AgglomerativeClustering(k, linkage="ward").fit_predict(vectors)
    return np.array([vectors[labels == group].mean(axis=0) for group in range(k)])


def _best_overlaps(first: Labels, again: Labels) -> list[tuple[int, float]]:
    overlaps = []
    for group in np.unique(first):
        members = first == group
        shared = np.bincount(again[members], minlength=int(again.max()) + 1)
        either = np.bincount(again) + int(members.sum()) - shared
        overlaps.append((int(group), float((shared / either).max())))
    return overlaps
