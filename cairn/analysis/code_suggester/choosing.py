"""Which texts teach most when a person codes them next."""

from __future__ import annotations

import numpy as np

from cairn.analysis.code_suggester.learners import Marks
from cairn.analysis.code_suggester.space import Rows


def choose_by_doubt(rows: Rows, chances: Marks, count: int) -> tuple[int, ...]:
    """Return places of `count` texts: small margins first, each unlike those chosen before.

    Doubt is one less the margin between the two best codes (Scheffer and others 2001); it counts
    as far as the text is unlike what is chosen. Texts without words are never chosen.
    """
    ranked = -np.sort(-chances, axis=1)
    second = ranked[:, 1] if ranked.shape[1] > 1 else 1.0 - ranked[:, 0]
    doubt = np.where(rows.any(axis=1), 1.0 - (ranked[:, 0] - second), 0.0)
    unlike = np.ones(len(rows))
    chosen: list[int] = []
    while len(chosen) < count:
        worth = doubt * unlike
        worth[chosen] = 0.0
        best = int(worth.argmax()) if len(worth) else 0
        if not len(worth) or worth[best] <= 1e-6:
            break
        chosen.append(best)
        unlike = np.minimum(unlike, np.clip(1.0 - rows @ rows[best], 0.0, 1.0))
    return tuple(chosen)
