"""Nearest neighbours of vectors, and vectors drawn towards their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import eigsh

from cairn.analysis.threads import hold_one_thread, work_apart

Rows = NDArray[np.float32]
Near = tuple[NDArray[np.int64], Rows]
_CHUNK = 500
_FEW, _MANY = 200, 2_000
_LEVELLED, _EVENED = 10, 0.6


@dataclass(frozen=True)
class Pace:
    """How far rows are drawn together: neighbours looked at, share taken from them, steps."""

    neighbours: int
    pull: float
    steps: int


@dataclass(frozen=True)
class Sharpened:
    """Rows drawn together along their graph: `rows` (n, d) of length one, `graph` (n, n).

    `near` holds the places and cosines of more neighbours than were used.
    """

    rows: Rows
    graph: csr_matrix
    near: Near


def measure_size(count: int) -> float:
    """Return 0 for 200 rows or fewer, 1 for 2,000 or more, and by the logarithm between."""
    return float(np.clip(np.log(max(count, 1) / _FEW) / np.log(_MANY / _FEW), 0, 1))


def suit_pace(count: int) -> Pace:
    """Return a pace for so many rows: where they are few, neighbours are far and pull less."""
    size = measure_size(count)
    return Pace(round(7 + 3 * size), 0.5 + 0.4 * size, round(2 + 4 * size))


def find_nearest(rows: Rows, among: Rows, count: int, same: bool) -> Near:
    """Return the `count` nearest of `among` for each row, nearest first, and their cosines.

    Rows have length one. `same` says that `rows` is `among`, where a row is no neighbour of its
    own. Exact, a chunk at a time; equal cosines are ordered by place.
    """
    count = min(count, len(among) - int(same))
    places = np.zeros((len(rows), count), dtype=np.int64)
    cosines = np.zeros((len(rows), count), dtype=np.float32)

    def find(start: int) -> None:
        part = slice(start, start + _CHUNK)
        likeness = rows[part] @ among.T
        if same:
            own = np.arange(len(likeness))
            likeness[own, own + start] = -2.0
        places[part], cosines[part] = _take_best(likeness, count)

    work_apart(find, range(0, len(rows), _CHUNK))
    return places, cosines


def sharpen(rows: Rows, pace: Pace, look: int = 0) -> Sharpened:
    """Move each row towards the mean of its neighbours, step by step, and keep a part of itself.

    Weights fall with distance at a pace that suits each row's own surroundings (the fuzzy graph of
    McInnes and others 2018, "UMAP"); the moving is diffusion on that graph (Zhou and others 2004,
    "Learning with local and global consistency"). Themes stand apart more clearly afterwards. With
    `look` so many neighbours are found for later use.
    """
    if len(rows) < 3:
        nobody = np.zeros((len(rows), 0), np.int64), np.zeros((len(rows), 0), np.float32)
        return Sharpened(rows.copy(), csr_matrix(np.ones((len(rows), len(rows)))), nobody)
    with hold_one_thread():
        near = find_nearest(rows, rows, max(look, pace.neighbours), same=True)
        graph = _link_neighbours(near, pace.neighbours)
        means = csr_matrix(
            graph.multiply(1 / np.maximum(graph.sum(axis=1), 1e-9)), dtype=np.float32
        )
        moved = rows
        for _ in range(pace.steps):
            moved = scale_rows(pace.pull * (means @ moved) + (1 - pace.pull) * rows)
    return Sharpened(moved, graph, near)


def _link_neighbours(near: Near, count: int) -> csr_matrix:
    """Return the graph (n, n) of rows and their nearest, with weights up to 1, the same both ways."""
    places, cosines = near
    return _join_weights(places[:, :count], weigh_neighbours(cosines[:, :count]))


def level_spread(rows: Rows, strength: float) -> Rows:
    """Return a table (d, d) that brings the widest directions of rows nearer to the others.

    The few directions in which sentence vectors differ most say little of what they are about (Mu
    and Viswanath 2018). `strength` 0 changes nothing, 1 makes the rows as wide in all directions.
    """
    with hold_one_thread():
        spread = rows.T.astype(np.float64) @ rows
        values, directions = np.linalg.eigh(spread)
        widths = np.maximum(values / max(float(values[-1]), 1e-9), 1e-4)
        return np.asarray(directions * widths ** (-strength / 2) @ directions.T, np.float32)


def level_neighbours(rows: Rows, strength: float) -> Rows:
    """Return a table (d, d) that evens out how widely neighbours differ by direction.

    In a direction in which even texts alike differ much, a difference says little: relevant
    component analysis (Bar-Hillel and others 2003), each row with its ten nearest as one chunklet.
    The spread is drawn six tenths of the way to an even one, for it is known by few rows.
    `strength` 0 changes nothing, 1 levels wholly.
    """
    width = rows.shape[1]
    if len(rows) < 3:
        return np.eye(width, dtype=np.float32)
    with hold_one_thread():
        graph = _link_neighbours(find_nearest(rows, rows, _LEVELLED, same=True), _LEVELLED)
        weights = np.maximum(np.asarray(graph.sum(axis=1)), 1e-9)
        apart = (rows - (graph @ rows) / weights).astype(np.float64)
        spread = apart.T @ apart / len(rows)
        even = max(float(np.trace(spread)) / width, 1e-9)
        mixed = (1 - _EVENED) * spread / even + _EVENED * np.eye(width)
        values, directions = np.linalg.eigh(mixed)
        return np.asarray(directions * values ** (-strength / 2) @ directions.T, np.float32)


def share_neighbours(graph: csr_matrix, labels: NDArray[np.int64]) -> Rows:
    """Return for each row what share of its neighbours, by weight, has its label, (n,)."""
    pairs = graph.tocoo()
    same = pairs.data * (labels[pairs.row] == labels[pairs.col])
    total = np.bincount(pairs.row, pairs.data, minlength=len(labels))
    inside = np.bincount(pairs.row, same, minlength=len(labels))
    return np.asarray(inside / np.maximum(total, 1e-9), dtype=np.float32)


def unfold(near: Near, directions: int) -> Rows:
    """Return rows (n, directions) of length one by the slowest directions of the graph of `near`.

    Spectral embedding (Ng, Jordan and Weiss 2002), each direction weighed by its eigenvalue to the
    eighth power: where a walk along the graph would be after eight steps (Coifman and Lafon 2006).
    """
    texts = len(near[0])
    count = min(directions, texts - 2)
    with hold_one_thread():
        graph = _link_neighbours(near, near[0].shape[1])
        scale = diags(1 / np.sqrt(np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1e-9)))
        values, vectors = eigsh(scale @ graph @ scale, k=count, which="LA", v0=np.ones(texts))
    return scale_rows(vectors * np.clip(values, 0, 1) ** 8)


def sharpen_others(rows: Rows, known: Rows, sharpened: Rows, pace: Pace) -> Rows:
    """Return where rows would stand among rows already sharpened: near their neighbours there."""
    if len(known) < 3 or not len(rows):
        return rows
    with hold_one_thread():
        places, cosines = find_nearest(rows, known, pace.neighbours, same=False)
        weights = weigh_neighbours(cosines)
        weights /= weights.sum(axis=1, keepdims=True)
        pulled = np.zeros_like(rows)
        for at in range(places.shape[1]):
            pulled += weights[:, at : at + 1] * sharpened[places[:, at]]
        return scale_rows(pace.pull * pulled + (1 - pace.pull) * rows)


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
    likely, found = _take_likely(likeness, count)
    kept = np.argpartition(-found, min(count, found.shape[1]) - 1, axis=1)[:, :count]
    places = np.take_along_axis(likely, kept, axis=1)
    cosines = np.take_along_axis(found, kept, axis=1)
    order = np.lexsort((places, -cosines), axis=1)
    return np.take_along_axis(places, order, axis=1), np.take_along_axis(cosines, order, axis=1)


def _take_likely(likeness: Rows, count: int) -> tuple[NDArray[np.int64], Rows]:
    """Return the columns among which the `count` best of each row are: its blocks with the best tops."""
    tall = round((likeness.shape[1] / max(count, 1)) ** 0.5)
    blocks = likeness.shape[1] // max(tall, 1)
    if tall < 3:
        return np.broadcast_to(np.arange(likeness.shape[1]), likeness.shape), likeness
    tops = likeness[:, : tall * blocks].reshape(len(likeness), tall, blocks).max(axis=1)
    best = np.argpartition(-tops, count - 1, axis=1)[:, :count]
    inside = (best[:, :, None] + blocks * np.arange(tall)).reshape(len(likeness), -1)
    rest = np.arange(tall * blocks, likeness.shape[1])
    likely = np.hstack([inside, np.broadcast_to(rest, (len(likeness), len(rest)))])
    return likely, np.take_along_axis(likeness, likely, axis=1)


def _join_weights(places: NDArray[np.int64], weights: Rows) -> csr_matrix:
    """Two are neighbours if either names the other: a + b - ab."""
    count, width = places.shape
    starts = np.arange(0, count * width + 1, width)
    one_way = csr_matrix((weights.ravel(), places.ravel(), starts), shape=(count, count))
    other = one_way.T.tocsr()
    return csr_matrix(one_way + other - one_way.multiply(other))
