"""What people answered since the last fit: yes and no, kept beside what was learnt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.code_suggester.learners import Marks
from cairn.analysis.code_suggester.space import Rows

_SHARPNESS = 6.0
_STEP = 0.5


class Memory:
    """Raises or lowers a code's score on texts like those answered; far ones stay as they are."""

    def __init__(self, codes: int) -> None:
        self.codes = codes
        self.rows: list[NDArray[np.float64]] = []
        self.moves: list[NDArray[np.float64]] = []
        self.texts: list[str] = []

    def keep(self, row: NDArray[np.float64], text: str, code: int, accepted: bool) -> None:
        """Remember one answer."""
        move = np.zeros(self.codes)
        move[code] = _STEP if accepted else -_STEP
        self.rows.append(row)
        self.moves.append(move)
        self.texts.append(text)

    def adjust(self, rows: Rows, chances: Marks) -> Marks:
        """Return scores (n, codes) moved by the answers, by exp(6 (cosine - 1)) each, in 0 to 1."""
        if not self.rows:
            return chances
        near = np.exp(_SHARPNESS * (rows @ np.array(self.rows).T - 1.0))
        return np.clip(chances + near @ np.array(self.moves), 0.0, 1.0)
