"""Texts where codes are learnt: sentence vectors joined with their own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, identity

from cairn.analysis.neighbours import find_nearest
from cairn.analysis.text import split_units
from cairn.analysis.vectors import Encoder, TfidfVectors, make_encoder

Rows = NDArray[np.float64]
Progress = Callable[[int, int], None]
_WORDS = 200
_NEIGHBOURS = 5
_WHOLE = 60  # code points: a shorter text is one unit


class Space:
    """Joins an encoder's rows with TF-IDF folded by SVD, `share` times as long, to length one.

    Beside sentence vectors the static table, which reads words one by one, may have the share
    `table` of their weight.
    """

    def __init__(
        self, encoder: Encoder, share: float, random_state: int, table: float = 0.0
    ) -> None:
        self.encoder = encoder
        self.share = share
        self.table = table
        self.words = TfidfVectors(_WORDS, random_state)

    def fit(self, texts: Sequence[str]) -> Space:
        """Learn words from texts: the coded ones and, better, those to be coded as well."""
        self.encoder.fit(texts)
        self.words.fit_transform(texts)
        return self

    def read(self, texts: Sequence[str], progress: Progress | None = None) -> Rows:
        """Return rows (texts, dimensions) of length one; a text without words is zeros."""
        vectors = np.asarray(self.encoder.encode(texts, progress), dtype=np.float64)
        if self.encoder.tier == "null":
            return scale_rows(vectors)
        words = self.share * self.words.transform(texts)
        if self.encoder.tier == "static" or not self.table:
            return scale_rows(np.hstack([vectors, words]))
        pieces = make_encoder("static").encode(texts)
        parts = (np.sqrt(1 - self.table) * vectors, np.sqrt(self.table) * pieces, words)
        return scale_rows(np.hstack(parts))


@dataclass(frozen=True)
class Units:
    """Sentences of texts that have several, and the text (its place) each belongs to."""

    texts: tuple[str, ...]
    owners: NDArray[np.int64]


def list_units(texts: Sequence[str]) -> Units:
    """Return the sentences of every text that has two or more."""
    units, owners = [], []
    for at, text in enumerate(texts):
        parts = split_units(text) if len(text) > _WHOLE else ()
        if len(parts) > 1:
            units += [part.text for part in parts]
            owners += [at] * len(parts)
    return Units(tuple(units), np.array(owners, dtype=np.int64))


def link_neighbours(rows: Rows) -> csr_matrix:
    """Return the graph of each row's five nearest, symmetric and scaled as in label spreading."""
    narrow = rows.astype(np.float32)
    places, cosines = find_nearest(narrow, narrow, _NEIGHBOURS, same=True)
    count = places.shape[1]
    weights = np.clip(cosines.astype(np.float64), 0, None).ravel() ** 3
    starts = np.repeat(np.arange(len(rows)), count)
    graph = csr_matrix((weights, (starts, places.ravel())), shape=(len(rows), len(rows)))
    graph = graph.maximum(graph.T)
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    pace = np.divide(1.0, np.sqrt(degrees), out=np.zeros_like(degrees), where=degrees > 0)
    return csr_matrix(graph.multiply(pace[:, None]).multiply(pace[None, :]))


def draw_together(rows: Rows, graph: csr_matrix) -> Rows:
    """Move each row half way to the mean of its neighbours."""
    half = 0.5 * (identity(len(rows), format="csr") + graph)
    return scale_rows(np.asarray(half @ rows))


def spread_labels(graph: csr_matrix, start: Rows) -> Rows:
    """Let neighbours share what they are: label spreading (Zhou and others 2004), half and half."""
    found = start
    for _ in range(20):
        found = 0.5 * (graph @ found) + 0.5 * start
    return found


def scale_rows(rows: Rows) -> Rows:
    """Return rows at length one, rows of zeros as they are."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
