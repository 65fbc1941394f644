"""Placing the many texts outside the sample: guessed by a quick table first, read where in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from cairn.analysis.neighbours import Rows
from cairn.analysis.theme_space import Labels, Places, Reader, Space, add_constant, place_many
from cairn.analysis.threads import hold_one_thread

READ_ANYWAY, _READ_SHARE = 600, 12
_RIDGE = 0.3


def learn_guess(reader: Reader, vectors: Rows, texts: Sequence[str]) -> Reader:
    """Return a reader that guesses the sentence vectors of texts from their static ones.

    Ridge regression (Hoerl and Kennard 1970) on texts whose sentence vectors these are. A reader
    without a sentence model is quick as it is and comes back unchanged.
    """
    if reader.parts[0].encoder.tier != "sentence" or len(reader.parts) < 2:
        return reader
    known = add_constant(reader.parts[1].turn(reader.parts[1].encoder.encode(texts)))
    with hold_one_thread():
        shared = known.T.astype(np.float64) @ known
        shared[np.diag_indices(len(shared))] += _RIDGE
        guess = np.linalg.solve(shared, known.T.astype(np.float64) @ vectors)
    return replace(reader, guess=guess.astype(np.float32))


def place_rest(
    space: Space, quick: Reader, texts: Sequence[str], executor: Executor | None = None
) -> Places:
    """Place texts by guessed vectors; those least sure of their theme are then read by the model.

    Six hundred are read, or a twelfth where that is more.
    """
    most = max(READ_ANYWAY, len(texts) // _READ_SHARE)
    if quick is space.reader or most >= len(texts) or len(space.centres) < 2:
        return place_many(space, texts, executor)
    places = place_many(replace(space, reader=quick), texts, executor)
    rows = _list_doubtful(places, most)
    read = place_many(space, [texts[row] for row in rows.tolist()], executor)
    places.themes[rows], places.scores[rows] = read.themes, read.scores
    places.points[rows] = read.points
    return places


def _list_doubtful(places: Places, most: int) -> Labels:
    """The rows whose two best themes are nearly as good; one that says nothing is in no doubt."""
    first, second = places.scores[:, 0], places.scores[:, 1]
    doubt = np.where(first > 0, first - second, np.inf)
    return np.sort(np.argsort(doubt, kind="stable")[:most])
