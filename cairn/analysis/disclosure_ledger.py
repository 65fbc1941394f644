"""The ledger: what was released of the same people before binds what may be released now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.attack import Published
from cairn.analysis.attack_ledger import Leak, Told, Who, attack_releases
from cairn.analysis.disclosure import Counts, ReleasedTable, TablePlan, plan_table
from cairn.analysis.disclosure_rules import find_rule

Filter = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Question:
    """What a table asks: the attributes of its rows and columns with all their values, and whom.

    A list of counts has rows of its own values and no columns. `kept` is a filter: the values of
    other attributes that people were kept for; everybody without one.
    """

    rows: str
    row_values: tuple[str, ...]
    columns: str = ""
    column_values: tuple[str, ...] = ()
    kept: Filter = ()


@dataclass(frozen=True)
class Released:
    """A line of the ledger: what was asked, under which rule, and what was shown, with totals."""

    question: Question
    k: int
    base: int
    shown: tuple[tuple[int | None, ...], ...]


def release_with_ledger(
    counts: Counts,
    question: Question,
    ledger: Sequence[Released] = (),
    k: int | None = None,
    rule: str = "staff",
) -> tuple[ReleasedTable, Released]:
    """Return a table as `release_table` would, with more hidden where the ledger asks for it.

    Figures are hidden until neither a hidden figure of any release nor the difference between a
    figure of this one and one before is pinned down. Returns the ledger's new line too. Raises
    `ValueError` as `release_table` and `attack_releases` do, and where counts and values differ in
    number.

    >>> roles = Question("role", ("nurse", "porter"))
    >>> table, line = release_with_ledger([40, 30], roles)
    >>> kept = Question("role", ("nurse", "porter"), kept=(("ward", ("B", "C")),))
    >>> again, _ = release_with_ledger([38, 15], kept, [line])
    >>> [cell.text for cell in again.cells[0]], again.total.text
    (['*', '*'], '53')
    """
    rules = find_rule(rule, k)
    plan = plan_table(counts, rules)
    check_shape(plan, question)
    while True:
        line = Released(question, rules.k, rules.base, plan.shown())
        leaks = _find_leaks([*ledger, line], rules.k) if ledger else []
        place = _choose(plan, [*ledger, line], leaks)
        if place is None:
            return plan.release(), line
        plan = plan.hide(place)


def check_shape(plan: TablePlan, question: Question) -> None:
    """Raise `ValueError` where counts and the values asked for differ in number."""
    rows, columns = plan.shape
    wanted = (len(question.row_values), len(question.column_values))
    if (columns, 0) != wanted if plan.flat else (rows, columns) != wanted:
        raise ValueError("the question needs a value for each row and column of counts")


def _find_leaks(lines: Sequence[Released], k: int) -> list[Leak]:
    complete = {name for line in lines for name in (line.question.rows, line.question.columns)}
    return attack_releases(_tell(lines), complete - {""}, k)


def _tell(lines: Sequence[Released]) -> list[Told]:
    return [
        _tell_figure(number, line, row, column)
        for number, line in enumerate(lines)
        for row, column in np.ndindex(len(line.shown), len(line.shown[0]))
    ]


def _tell_figure(number: int, line: Released, row: int, column: int) -> Told:
    shown = line.shown[row][column]
    rule = Published(line.k, line.base)
    low, high = (rule.least, None) if shown is None else rule.read(shown)
    return Told(number, name_group(line.question, row, column), low, high)


def name_group(asked: Question, row: int, column: int) -> Who:
    """Whom the figure at a place counts; the last row and column count everybody kept."""
    kept = [(name, frozenset(values)) for name, values in asked.kept]
    across = asked.column_values if asked.columns else asked.row_values
    name = asked.columns or asked.rows
    kept += [(name, frozenset({across[column]}))] if column < len(across) else []
    if asked.columns and row < len(asked.row_values):
        kept.append((asked.rows, frozenset({asked.row_values[row]})))
    return tuple(kept)


def _choose(
    plan: TablePlan, lines: Sequence[Released], leaks: Sequence[Leak]
) -> tuple[int, int] | None:
    """Return the cheapest shown figure of the new table that a leak rests on, or any; or None."""
    if not leaks:
        return None
    width = len(plan.shown()[0])
    first = sum(len(line.shown) * len(line.shown[0]) for line in lines[:-1])
    own = {figure - first for leak in leaks for figure in leak.figures if figure >= first}
    places = [(figure // width, figure % width) for figure in sorted(own)]
    usable = [place for place in places if plan.is_shown(place)] or plan.shown_places()
    return min(usable, key=plan.price, default=None)
