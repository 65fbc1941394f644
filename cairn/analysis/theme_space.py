"""The space themes are found in, and placing any number of texts in it, a chunk at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from cairn.analysis.empty_answers import says_nothing
from cairn.analysis.neighbours import (
    Pace,
    Rows,
    level_neighbours,
    level_spread,
    measure_size,
    scale_rows,
    sharpen_others,
)
from cairn.analysis.threads import hold_one_thread
from cairn.analysis.vectors import Encoder, make_encoder

_CHUNK = 10_000
_NOTHING = np.zeros((1, 1), dtype=np.float32)
RANKS = 3
_SAME = 1e-5
_LEVELLED = 0.2
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """One way of reading texts, what all texts share in it, and its share of the weight.

    `level` (d, d) evens out the directions in which neighbours differ, where that is worth it.
    """

    encoder: Encoder
    common: Rows
    share: float
    level: Rows | None = None

    def weigh(self, vectors: Rows) -> Rows:
        """Return vectors without what all share, scaled to this part's share."""
        return np.float32(np.sqrt(self.share)) * self.turn(vectors)

    def turn(self, vectors: Rows) -> Rows:
        """Return vectors without what all share, of length one."""
        spoken = np.abs(vectors).sum(axis=1, keepdims=True) > 0
        rows = scale_rows(np.where(spoken, vectors - self.common, 0))
        if self.level is None:
            return rows
        with hold_one_thread():
            return scale_rows(rows @ self.level)


@dataclass(frozen=True)
class Reader:
    """Turns texts into rows: what they mean, joined with their exact words.

    With a `guess`, a table from the vectors of the second part to those of the first, the first
    part's model is not run.
    """

    parts: tuple[Part, ...]
    guess: Rows | None = None

    def read(self, texts: Sequence[str]) -> Rows:
        """Return rows of length one, (texts, dimensions); one that says nothing is a zero row."""
        others = [part.encoder.encode(texts) for part in self.parts[1:]]
        if self.guess is None:
            return self._join([self.parts[0].encoder.encode(texts), *others], texts)
        known = self.parts[1].turn(others[0])
        spoken = np.abs(known).sum(axis=1, keepdims=True) > 0
        with hold_one_thread():
            guessed = scale_rows(np.where(spoken, add_constant(known) @ self.guess, 0))
        return self._join([guessed, *others], texts)

    def join(self, vectors: Rows, texts: Sequence[str]) -> Rows:
        """Return the rows of texts whose vectors by the first part are known."""
        return self._join(
            [vectors, *(part.encoder.encode(texts) for part in self.parts[1:])], texts
        )

    def _join(self, read: Sequence[Rows], texts: Sequence[str]) -> Rows:
        pairs = zip(self.parts, read, strict=True)
        rows = scale_rows(np.hstack([part.weigh(each) for part, each in pairs]))
        rows[np.fromiter(map(says_nothing, texts), bool, len(texts))] = 0
        return rows


@dataclass(frozen=True)
class Space:
    """Texts that were grouped: `known` rows, the same `sharp`ened, and the centres of themes."""

    reader: Reader
    pace: Pace
    known: Rows
    sharp: Rows
    centres: Rows
    sharp_centres: Rows
    plane: Rows


@dataclass(frozen=True)
class Places:
    """For each text the best themes (n, 3), their scores (n, 3) and a point (n, 2)."""

    themes: Labels
    scores: Rows
    points: Rows


def add_constant(rows: Rows) -> Rows:
    """Return the rows with a last column of ones."""
    return np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])


def make_reader(encoder: Encoder, vectors: Rows, texts: Sequence[str], seed: int) -> Reader:
    """Return the reader for texts whose vectors these are.

    Few texts say much by their exact words: up to 200 the words weigh three tenths, from 2,000 on
    nothing. The static table reads words too, and takes from one to two tenths instead. Where it
    is all there is, it is levelled by neighbours, and beside sentence vectors both are a little by
    their spread: not for 200 texts, which tell too little, in full from 2,000 on.
    """
    if encoder.tier == "null" or len(texts) < 4:
        return Reader((Part(encoder, np.zeros((1, vectors.shape[1]), np.float32), 1.0),))
    size = measure_size(len(texts))
    others = []
    if encoder.tier == "sentence":
        others.append((make_encoder("static", seed), 0.1 + 0.1 * size))
    if size < 1:
        others.append((make_encoder("null", seed).fit(texts), 0.3 * (1 - size)))
    first = Part(encoder, _find_common(vectors), 1 - sum(share for _, share in others))
    if encoder.tier == "static" and size > 0:
        first = replace(first, level=level_neighbours(first.turn(vectors), size))
    elif size > 0:
        first = replace(first, level=level_spread(first.turn(vectors), _LEVELLED * size))
    rest = [_make_part(each, texts, share, size) for each, share in others]
    return Reader((first, *rest))


def _make_part(encoder: Encoder, texts: Sequence[str], share: float, size: float) -> Part:
    """A part that goes along with the first one; words of few texts stay as they are."""
    if encoder.tier == "null":
        return Part(encoder, _NOTHING, share)
    vectors = encoder.encode(texts)
    part = Part(encoder, _find_common(vectors), share)
    if size == 0:
        return part
    return replace(part, level=level_spread(part.turn(vectors), _LEVELLED * size))


def _find_common(vectors: Rows) -> Rows:
    """What all share; nothing where all are the same, since no more than that would be left."""
    spoken = vectors[np.abs(vectors).sum(axis=1) > 0]
    if not len(spoken) or float(np.ptp(spoken, axis=0).max()) < _SAME:
        return np.zeros((1, vectors.shape[1]), np.float32)
    return np.asarray(spoken.mean(axis=0, keepdims=True), np.float32)


def score_rows(space: Space, rows: Rows, sharp: Rows) -> Rows:
    """Return how well each row fits each theme, 0 to 1: half as it stands, half as sharpened."""
    with hold_one_thread():
        plain = np.clip(rows @ space.centres.T, 0, 1)
        drawn = np.clip(sharp @ space.sharp_centres.T, 0, 1)
    return np.round((plain + drawn) / 2, 6)


def weigh_belonging(space: Space, rows: Rows, labels: Labels, fits: Rows, shares: Rows) -> Rows:
    """Return by what the fit of each grouped row is multiplied when quotes are chosen, (n,).

    Of many rows the share of its neighbours that stand in its theme. Of few the neighbours reach
    beyond every theme and tell little: there the fit gives way to how near the row stands to the
    theme's centre before it was drawn to others.
    """
    size = measure_size(len(rows))
    plain = np.clip(np.einsum("ij,ij->i", rows, space.centres[labels]), 0, 1)
    nearness = size + (1 - size) * plain / np.maximum(fits, 1e-6)
    return np.asarray(nearness * (1 - size * (1 - shares)), dtype=np.float32)


def place_many(
    space: Space,
    texts: Sequence[str],
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Places:
    """Place texts among the themes of a space, 10,000 at a time, here or by an executor.

    The answer is the same on any executor. If one breaks, the rest is done here.
    """
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    found = []
    for done, places in enumerate(_spread(space, chunks, executor), start=1):
        found.append(places)
        if progress is not None:
            progress(min(done * _CHUNK, len(texts)), len(texts))
    return _stack(found)


def place_chunk(space: Space, texts: Sequence[str]) -> Places:
    """Place a few thousand texts; the part of the work that can be done anywhere."""
    rows = space.reader.read(texts)
    known, sharp = space.known.astype(np.float32), space.sharp.astype(np.float32)
    scores = score_rows(space, rows, sharpen_others(rows, known, sharp, space.pace))
    scores[np.abs(rows).sum(axis=1) == 0] = 0  # what says nothing is near to nothing
    return rank_scores(scores, rows @ space.plane)


def rank_scores(scores: Rows, points: Rows, own: Labels | None = None) -> Places:
    """Return the best three themes of each row; its `own` first where that is settled."""
    ranked = scores.copy()
    if own is not None:
        ranked[np.arange(len(own)), own] = 2.0
    order = np.argsort(-ranked, axis=1, kind="stable")[:, :RANKS]
    best = np.take_along_axis(scores, order, axis=1)
    return Places(order.astype(np.int64), np.minimum(best, best[:, :1]), points)


def join_places(found: Sequence[Places], order: Labels) -> Places:
    """Return the rows of all, one table after the other, in the order given."""
    whole = _stack(found)
    return Places(whole.themes[order], whole.scores[order], whole.points[order])


def lighten(space: Space) -> Space:
    """Return the space in half precision, which halves what is sent to each worker."""
    half = np.float16
    return replace(space, known=space.known.astype(half), sharp=space.sharp.astype(half))


def _spread(
    space: Space, chunks: Sequence[Sequence[str]], executor: Executor | None
) -> Iterator[Places]:
    done = 0
    if executor is not None:
        try:
            waiting = [executor.submit(place_chunk, space, chunk) for chunk in chunks]
            for future in waiting:
                yield future.result()
                done += 1
        except BrokenExecutor:
            pass  # a worker was killed and took its pool along: what is left is done here
    for chunk in chunks[done:]:
        yield place_chunk(space, chunk)


def _stack(found: Sequence[Places]) -> Places:
    return Places(
        np.vstack([each.themes for each in found]),
        np.vstack([each.scores for each in found]),
        np.vstack([each.points for each in found]),
    )


def find_centres(rows: Rows, labels: Labels, count: int) -> Rows:
    """Return the mean direction of each group, (groups, dimensions)."""
    sums = np.zeros((count, rows.shape[1]), dtype=np.float32)
    kept = labels >= 0
    np.add.at(sums, labels[kept], rows[kept])
    return scale_rows(sums)


def find_plane(rows: Rows) -> Rows:
    """The two directions in which the rows differ most."""
    if len(rows) < 3:
        return np.zeros((rows.shape[1], 2), dtype=np.float32)
    spread, last = rows - rows.mean(axis=0), rows.shape[1] - 1
    with hold_one_thread():
        shared = (spread.T @ spread).astype(np.float64)
        _, directions = eigh(shared, subset_by_index=[max(0, last - 1), last])
    plane = directions[:, ::-1]
    signs = np.sign(plane[np.argmax(np.abs(plane), axis=0), [0, 1][: plane.shape[1]]])
    wide = np.zeros((rows.shape[1], 2), dtype=np.float32)
    wide[:, : plane.shape[1]] = plane * signs
    return wide
