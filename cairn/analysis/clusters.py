"""Groups of near vectors: how many, which, and how steady they are when the texts change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix

from cairn.analysis.neighbours import Pace, Rows, Sharpened, measure_size, sharpen, unfold
from cairn.analysis.threads import hold_one_thread, work_apart

Labels = NDArray[np.int64]
Tree = NDArray[np.float64]
_REGROUPED = 1_200
_MOST_THEMES = 300
_UNFOLDED = 0.7
LOOK = 15  # neighbours in the wider graph that is unfolded
_CHUNK = 250
_MOST_STEPS, _TOLERANCE = 100, 1e-4


@dataclass(frozen=True)
class ProposedCount:
    """A number of themes, the range in which a person may well choose another, and why."""

    k: int
    low: int
    high: int
    reason: str


def grow_tree(rows: Rows) -> Tree:
    """Return the tree of merges by Ward's method (Ward 1963) of two rows or more."""
    return np.asarray(linkage(_measure_apart(rows), "ward"))


def _measure_apart(rows: Rows) -> Tree:
    """The distances of all pairs, as the upper triangle of a square table row by row."""
    count = len(rows)
    squares = np.einsum("ij,ij->i", rows, rows, dtype=np.float64)
    lines = np.arange(count)
    first = lines * count - lines * (lines + 1) // 2
    apart = np.empty(count * (count - 1) // 2)

    def measure(start: int) -> None:
        own = slice(start, start + _CHUNK)
        part = (rows[own] @ rows[start:].T).astype(np.float64)
        part *= -2
        part += squares[own, None]
        part += squares[start:]
        np.sqrt(np.maximum(part, 0, out=part), out=part)
        for row, line in enumerate(part):
            at = first[start + row]
            apart[at : at + len(line) - row - 1] = line[row + 1 :]

    with hold_one_thread():
        work_apart(measure, range(0, count, _CHUNK))
    return apart


def propose_count(tree: Tree, graph: csr_matrix, distinct: int) -> ProposedCount:
    """Return the number of groups to try, from the tree of the texts and the graph they stand on.

    Each cut of the tree is judged by its modularity (Newman and Girvan 2004): how much more often
    neighbours share a group than chance would have it. Modularity hardly falls for a good while
    after its best and prefers few large groups (Fortunato and Barthelemy 2007), so the finest cut
    that is nearly as good as the best is proposed. Fewer texts leave more to chance, so "nearly"
    is wider for them.
    """
    if distinct < 4:
        return ProposedCount(1, 1, max(1, distinct), "too few different texts to divide")
    texts = graph.shape[0]
    counts = _list_counts(min(_MOST_THEMES, max(2, distinct // 3)))
    judged = {k: _judge(graph, cut_tree(tree, k)) for k in counts}
    best = max(judged, key=lambda k: judged[k])
    slack = 0.01 + 4 / texts
    near = [
        k for k in counts if k >= best and judged[k] >= judged[best] - abs(judged[best]) * slack
    ]
    k = near[-1]
    low, high = min(best, math.ceil(k / 1.5)), max(k, math.floor(k * 1.4))
    reason = (
        f"with {k} themes a text and its nearest neighbours share a theme nearly as often beyond "
        f"chance as at best (modularity {judged[k]:.2f}; {judged[best]:.2f} with {best})"
    )
    return ProposedCount(k, low, min(high, distinct), reason)


def cut_tree(tree: Tree, k: int) -> Labels:
    """Return a group number from 0 for each leaf of a tree, `k` groups or fewer."""
    return np.asarray(fcluster(tree, k, "maxclust"), dtype=np.int64) - 1


def stretch_rows(sharp: Sharpened, k: int) -> Rows:
    """Return what `k` groups are best found in: sharpened rows, with unfolded ones where many."""
    share = _UNFOLDED * measure_size(len(sharp.rows))
    if share < 0.1 or k < 2:
        return sharp.rows
    return np.hstack([sharp.rows, np.float32(share) * unfold(sharp.near, max(8, round(1.2 * k)))])


def find_groups(rows: Rows, tree: Tree, k: int) -> Labels:
    """Return a group number from 0 for each row: the tree cut into `k`, then k-means from there."""
    start = cut_tree(tree, k)
    if start.max() < 1:
        return start
    centres = _find_means(rows, start, int(start.max()) + 1)
    return _refine(rows, start, centres)


def _refine(rows: Rows, labels: Labels, centres: Rows) -> Labels:
    """Move rows to the nearest centre and centres to their rows until hardly any moves (Lloyd 1982).

    A group that loses its last row begins anew with the row that lies farthest from its own centre.
    """
    still = _TOLERANCE * float(rows.var(axis=0).mean())
    with hold_one_thread():
        for _ in range(_MOST_STEPS):
            before, known = labels, centres
            labels = _fill_groups(rows, centres, _find_nearest_centre(rows, centres))
            centres = _find_means(rows, labels, len(centres))
            if np.array_equal(labels, before):
                return labels
            if float(np.square(centres - known).sum()) <= still:
                break
        return _find_nearest_centre(rows, centres)


def _find_nearest_centre(rows: Rows, centres: Rows) -> Labels:
    half = np.einsum("ij,ij->i", centres, centres) / 2
    return np.asarray((rows @ centres.T - half).argmax(axis=1), dtype=np.int64)


def _find_means(rows: Rows, labels: Labels, count: int) -> Rows:
    sizes = np.bincount(labels, minlength=count)
    order, ends = np.argsort(labels, kind="stable"), np.cumsum(sizes)
    member = csr_matrix(
        (np.ones(len(rows), rows.dtype), order, np.concatenate([[0], ends])),
        shape=(count, len(rows)),
    )
    means: Rows = (member @ rows) / np.maximum(sizes, 1).astype(rows.dtype)[:, None]
    return means


def _fill_groups(rows: Rows, centres: Rows, labels: Labels) -> Labels:
    empty = np.setdiff1d(np.arange(len(centres)), labels)
    if not len(empty):
        return labels
    apart = np.square(rows - centres[labels]).sum(axis=1)
    farthest = np.argsort(-apart, kind="stable")[: len(empty)]
    filled = labels.copy()
    filled[farthest] = empty
    return filled


def measure_stability(
    rows: Rows, labels: Labels, pace: Pace, random_state: int = 0, rounds: int = 5
) -> dict[int, float]:
    """Return for each group the mean best Jaccard overlap when four fifths are grouped anew.

    Clusterwise stability by resampling without replacement (Hennig 2007): 0 never found again,
    1 always found whole. `rows` are as they were before sharpening: each sample is sharpened anew.
    """
    groups = np.unique(labels)
    if len(groups) < 2:
        return {int(group): 1.0 for group in groups}
    chance = np.random.default_rng(random_state)
    found: dict[int, list[float]] = {int(group): [] for group in groups}
    for _ in range(rounds):
        size = max(2, min(_REGROUPED, len(labels) * 4 // 5))
        kept = np.sort(chance.permutation(len(labels))[:size])
        again = _group_anew(rows[kept], len(np.unique(labels[kept])), pace)
        for group, overlap in _best_overlaps(labels[kept], again):
            found[group].append(overlap)
    return {group: float(np.mean(overlaps or [0.0])) for group, overlaps in found.items()}


def count_distinct(rows: Rows) -> int:
    """Return the number of different rows, as far as five decimals tell."""
    return len({row.tobytes() for row in np.round(rows, 5) + 0.0})


def group_groups(centres: Rows, sizes: Sequence[int]) -> Labels:
    """Return the second level: a number from 0 for each theme's centre, themes alike together.

    Of the cuts of a tree into two to half as many the one with the best mean silhouette (Rousseeuw
    1987) weighted by size is taken. Fewer than six themes are not grouped: all are -1.
    """
    if len(centres) < 6:
        return np.full(len(centres), -1, dtype=np.int64)
    tree = grow_tree(centres)
    with hold_one_thread():
        apart = 1 - centres @ centres.T
    fewest = max(2, round(math.sqrt(len(centres)) / 1.5))
    cuts = [cut_tree(tree, k) for k in range(fewest, len(centres) // 2 + 1)]
    return max(cuts, key=lambda cut: _silhouette(apart, cut, sizes))


def _group_anew(rows: Rows, k: int, pace: Pace) -> Labels:
    if k < 2:
        return np.zeros(len(rows), dtype=np.int64)
    drawn = sharpen(rows, pace).rows
    return find_groups(drawn, grow_tree(drawn), k)


def _list_counts(most: int) -> list[int]:
    steps = np.geomspace(2, most, num=60)
    return sorted({round(float(step)) for step in steps})


def _judge(graph: csr_matrix, labels: Labels) -> float:
    pairs = graph.tocoo()
    total = max(float(pairs.data.sum()), 1e-9)
    inside = float(pairs.data[labels[pairs.row] == labels[pairs.col]].sum()) / total
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    shares = np.bincount(labels, weights=degrees) / total
    return inside - float((shares**2).sum())


def _silhouette(apart: Rows, cut: Labels, sizes: Sequence[int]) -> float:
    groups = cut.max() + 1
    member = (cut[:, None] == np.arange(groups)).astype(np.float64)
    totals, counts = apart @ member, member.sum(axis=0)
    rows = np.arange(len(cut))
    own = totals[rows, cut] / np.maximum(counts[cut] - 1, 1)
    means = totals / counts
    means[rows, cut] = np.inf
    other = means.min(axis=1)
    each = np.where(counts[cut] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-9), 0)
    return float(np.average(each, weights=np.maximum(sizes, 1)))


def _best_overlaps(first: Labels, again: Labels) -> list[tuple[int, float]]:
    overlaps = []
    for group in np.unique(first):
        members = first == group
        shared = np.bincount(again[members], minlength=int(again.max()) + 1)
        either = np.bincount(again) + int(members.sum()) - shared
        overlaps.append((int(group), float((shared / np.maximum(either, 1)).max())))
    return overlaps
