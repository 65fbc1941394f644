"""Texts as points in a plane, near each other when they use the same words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cairn.analysis.vectors import TfidfVectors


def lay_out_texts(
    texts: Sequence[str], *, random_state: int = 0
) -> tuple[tuple[float, float], ...]:
    """Return a point for each text, both coordinates from -1 to 1; same texts and seed, same points.

    The plane is that of the second and third directions of latent semantic analysis (Deerwester
    and others 1990), as the first mostly says how long a text is. A text without words is at 0, 0.

    >>> lay_out_texts([])
    ()
    """
    if not texts:
        return ()
    with np.errstate(divide="ignore", invalid="ignore"):  # all texts may be the same
        vectors = TfidfVectors(20, random_state).fit_transform(texts)
    shown = vectors[:, 1:3] if vectors.shape[1] >= 3 else vectors[:, :2]
    plane = np.zeros((len(vectors), 2))
    plane[:, : shown.shape[1]] = shown
    widest = np.maximum(np.abs(plane).max(axis=0), 1e-9)
    scaled = np.round(plane / widest, 4) + 0.0
    return tuple((float(x), float(y)) for x, y in scaled)
