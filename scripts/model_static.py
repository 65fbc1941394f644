"""Distils one vector a word piece from the sentence model, for texts too many to read in full.

After Model2Vec (Tulkens and van Dongen 2024): each piece of the vocabulary passes the model on its
own, principal components keep what tells pieces apart, and frequent pieces count less, by the
smooth inverse frequency of Arora and others 2017 with Zipf's law in place of counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
DIMENSIONS = 256
SMOOTHING = 1e-3
FIRST, LAST = 101, 102  # the marks around every text: [CLS] and [SEP]
FIRST_WORD = 1_996  # before it the vocabulary lists single characters, after it words by frequency
CHARACTER_RANK = 50


def distil(read: Callable[[NDArray[np.int64]], Rows], vocabulary: Sequence[str]) -> Rows:
    """Return one weighted row a piece, (pieces, 256); marks and unused pieces are zero rows.

    `read` gives what the model makes of each piece, (texts, 3, 384), for marked single pieces.
    """
    spoken = np.array([at for at, piece in enumerate(vocabulary) if is_spoken(piece)])
    alone = np.array([(FIRST, at, LAST) for at in spoken], dtype=np.int64)
    parts = np.array_split(alone, max(1, len(alone) // 256))
    vectors = np.vstack([read(part)[:, 1] for part in parts])
    table = np.zeros((len(vocabulary), DIMENSIONS), dtype=np.float32)
    table[spoken] = reduce(vectors) * weigh(spoken)[:, None]
    return table


def is_spoken(piece: str) -> bool:
    return not (piece.startswith("[") and piece.endswith("]") and len(piece) > 2)


def reduce(vectors: Rows) -> Rows:
    """Project centred rows on their first principal components."""
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    values, axes = np.linalg.eigh(centred.T @ centred)
    chosen = axes[:, np.argsort(values)[::-1][:DIMENSIONS]]
    signs = np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(chosen.shape[1])])
    return (centred @ (chosen * signs)).astype(np.float32)


def weigh(pieces: NDArray[np.int64]) -> Rows:
    """A word's place in the vocabulary stands for how often it is used."""
    rank = np.where(pieces < FIRST_WORD, CHARACTER_RANK, pieces - FIRST_WORD + 2.0)
    frequency = 1 / rank
    frequency /= frequency[pieces >= FIRST_WORD].sum()
    return (SMOOTHING / (SMOOTHING + frequency)).astype(np.float32)
