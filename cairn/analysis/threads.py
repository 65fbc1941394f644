"""Algebra on one thread, so that every sum is taken in the same order on any machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache

import numpy as np  # noqa: F401 - its algebra library has to be loaded before it can be held
import scipy.linalg  # noqa: F401 - and so has this one
from threadpoolctl import ThreadpoolController

_AT_ONCE = 2


def hold_one_thread() -> AbstractContextManager[object]:
    """Keep the algebra of NumPy and SciPy on one thread; the libraries are looked for only once."""
    held: AbstractContextManager[object] = _find_libraries().limit(limits=1)
    return held


def work_apart(work: Callable[[int], None], starts: Sequence[int]) -> None:
    """Do pieces of work that do not meet, two at a time: algebra on one thread leaves a core idle."""
    if len(starts) < 2:
        for start in starts:
            work(start)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(work, starts))


@cache
def _find_libraries() -> ThreadpoolController:
    return ThreadpoolController()
