"""Algebra on one thread, so that every sum is taken in the same order on any machine."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

import numpy as np  # noqa: F401 - its algebra library has to be loaded before it can be held
import scipy.linalg  # noqa: F401 - and so has this one
from threadpoolctl import ThreadpoolController


def hold_one_thread() -> AbstractContextManager[object]:
    """Keep the algebra of NumPy and SciPy on one thread; the libraries are looked for only once."""
    held: AbstractContextManager[object] = _find_libraries().limit(limits=1)
    return held


@cache
def _find_libraries() -> ThreadpoolController:
    return ThreadpoolController()
