"""Nearest neighbours of vectors, and vectors drawn towards their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

Rows = NDArray[np.float32]
_CHUNK = 1_000
_NEIGHBOURS = 10
_PULL = 0.9
_STEPS = 6


@dataclass(frozen=True)
class Sharpened:
    """Rows drawn together along their graph: `rows` (n, d) of length one, `graph` (n, n)."""

    rows: Rows
    graph: csr_matrix


def find_nearest(rows: Rows, among: Rows, count: int, same: bool) -> tuple[NDArray[np.int64], Rows]:
    """Return the `count` nearest of `among` for each row, nearest first, and their cosines.

    Rows have length one. `same` says that `rows` is `among`, where a row is no neighbour of its
    own. Exact, a chunk at a time; equal cosines are ordered by place.
    """
    count = min(count, len(among) - int(same))
    places = np.zeros((len(rows), count), dtype=np.int64)
    cosines = np.zeros((len(rows), count), dtype=np.float32)
    for start in range(0, len(rows), _CHUNK):
        part = slice(start, start + _CHUNK)
        likeness = rows[part] @ among.T
        if same:
            own = np.arange(len(likeness))
            likeness[own, own + start] = -2.0
        places[part], cosines[part] = _take_best(likeness, count)
    return places, cosines


def sharpen(rows: Rows) -> Sharpened:
    """Move each row towards the mean of its neighbours, six times, and keep a tenth of itself.

    Weights fall with distance at a pace that suits each row's own surroundings (the fuzzy graph of
    McInnes and others 2018, "UMAP"); the moving is diffusion on that graph (Zhou and others 2004,
    "Learning with local and global consistency"). Themes stand apart more clearly afterwards.
    """
    if len(rows) < 3:
        return Sharpened(rows.copy(), csr_matrix(np.ones((len(rows), len(rows)))))
    with threadpool_limits(1):
        places, cosines = find_nearest(rows, rows, _NEIGHBOURS, same=True)
        graph = _join_weights(places, weigh_neighbours(cosines))
        pace = csr_matrix(graph.multiply(1 / np.maximum(graph.sum(axis=1), 1e-9)), dtype=np.float32)
        moved = rows
        for _ in range(_STEPS):
            moved = scale_rows(_PULL * (pace @ moved) + (1 - _PULL) * rows)
    return Sharpened(moved, graph)


def sharpen_others(rows: Rows, known: Rows, sharpened: Rows) -> Rows:
    """Return where rows would stand among rows already sharpened: near their neighbours there."""
    if len(known) < 3 or not len(rows):
        return rows
    with threadpool_limits(1):
        places, cosines = find_nearest(rows, known, _NEIGHBOURS, same=False)
        weights = weigh_neighbours(cosines)
        weights /= weights.sum(axis=1, keepdims=True)
        pulled = np.zeros_like(rows)
        for at in range(places.shape[1]):
            pulled += weights[:, at : at + 1] * sharpened[places[:, at]]
        return scale_rows(_PULL * pulled + (1 - _PULL) * rows)


def weigh_neighbours(cosines: Rows) -> Rows:
    """Return a weight up to 1 for each neighbour, nearest first; a row's weights sum to log2 k."""
    beyond = np.maximum(cosines[:, :1] - cosines, 0).astype(np.float64)
    wanted = max(1.0, float(np.log2(max(2, cosines.shape[1]))))
    low, high = np.full(len(beyond), 1e-6), np.full(len(beyond), 4.0)
    for _ in range(30):
        width = np.sqrt(low * high)
        wide = np.exp(-beyond / width[:, None]).sum(axis=1) > wanted
        high, low = np.where(wide, width, high), np.where(wide, low, width)
    return np.asarray(np.exp(-beyond / np.sqrt(low * high)[:, None]), dtype=np.float32)


def scale_rows(rows: Rows) -> Rows:
    """Return rows scaled to length one; a row of zeros stays so."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def _take_best(likeness: Rows, count: int) -> tuple[NDArray[np.int64], Rows]:
    kept = np.argpartition(-likeness, min(count, likeness.shape[1]) - 1, axis=1)[:, :count]
    kept = np.sort(kept, axis=1)
    found = np.take_along_axis(likeness, kept, axis=1)
    order = np.argsort(-found, axis=1, kind="stable")
    return np.take_along_axis(kept, order, axis=1), np.take_along_axis(found, order, axis=1)


def _join_weights(places: NDArray[np.int64], weights: Rows) -> csr_matrix:
    """Two are neighbours if either names the other: a + b - ab."""
    count, width = places.shape
    starts = np.arange(0, count * width + 1, width)
    one_way = csr_matrix((weights.ravel(), places.ravel(), starts), shape=(count, count))
    other = one_way.T.tocsr()
    return csr_matrix(one_way + other - one_way.multiply(other))
