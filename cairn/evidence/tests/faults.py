"""Walked fault points: the same work is broken at its first statement, its second, and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


class Fault(Exception):
    """What a database that goes away looks like to the code above it."""


@contextmanager
def fault_at(nth: int) -> Iterator[list[str]]:
    """Raise `Fault` at the nth statement within, counted from 1; gives the statements run."""
    run: list[str] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        run.append(sql)
        if len(run) == nth:
            raise Fault(f"statement {nth}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield run


def walk_faults(work: Callable[[], Any], state: Callable[[], Any], *, most: int = 400) -> int:
    """Break `work` at each of its statements in turn until it completes; give their number.

    After each fault `state()` must be what it was before. The completed work is rolled back.
    """
    before = state()
    for nth in range(1, most):
        try:
            with transaction.atomic(), fault_at(nth):
                work()
                raise _Completed
        except Fault:
            assert state() == before, f"left half done by a fault at statement {nth}"
        except _Completed:
            assert state() == before
            return nth - 1
    raise AssertionError(f"not complete after {most} statements")


class _Completed(Exception):
    pass
