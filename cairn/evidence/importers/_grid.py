"""From a grid of cells to named columns and numbered rows: what CSV and spreadsheets share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Note, Row

Numbered = tuple[int, list[str]]


def name_columns(cells: Iterable[str]) -> tuple[str, ...]:
    """Return names that are all there and all different.

    >>> name_columns(["Role", "", "Role"])
    ('Role', 'Column 2', 'Role (2)')
    """
    names: dict[str, None] = {}
    for position, cell in enumerate(cells, start=1):
        wanted = " ".join(cell.split()) or f"Column {position}"
        name, count = wanted, 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names[name] = None
    return tuple(names)


def split_header(
    records: Iterator[Numbered], header_row: int | None
) -> tuple[tuple[str, ...], Iterator[Numbered]]:
    """Take the heading row off numbered records; None takes the first that is not blank."""
    if header_row == 0:
        first = next(_filled(records), None)
        if first is None:
            raise Refusal("no_rows")
        return name_columns([""] * check_width(len(first[1]))), chain([first], records)
    for number, cells in records:
        if number == header_row or (header_row is None and any(map(str.strip, cells))):
            named = _without_blank_end(cells)
            if not check_width(len(named)):
                raise Refusal("no_header")
            return name_columns(named), records
    raise Refusal("no_header" if header_row else "empty")


def _filled(records: Iterable[Numbered]) -> Iterator[Numbered]:
    return (record for record in records if any(map(str.strip, record[1])))


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def check_width(width: int) -> int:
    """Return the number of columns if it can be handled; raises `Refusal`."""
    if width > MAX_COLUMNS:
        raise Refusal("too_many_columns", limit=MAX_COLUMNS)
    return width


def fit_rows(records: Iterable[Numbered], width: int, notes: list[Note]) -> Iterator[Row]:
    """Yield the rows that are not blank, each as wide as the columns; raises `Refusal`."""
    long_rows = count = 0
    for number, cells in _filled(records):
        count += 1
        if count > MAX_ROWS:
            raise Refusal("too_many_rows", limit=MAX_ROWS)
        if sum(map(len, cells)) > MAX_TEXT:
            check_texts(number, cells)
        problem = "too_many_cells" if any(map(str.strip, cells[width:])) else ""
        long_rows += bool(problem)
        check_width(len(cells))
        fitted = tuple(cells[:width]) + ("",) * (width - len(cells))
        yield Row(number, fitted, problem)
    if not count:
        raise Refusal("no_rows")
    if long_rows:
        notes.append(Note("long_rows", {"count": long_rows}))


def check_texts(number: int, cells: Iterable[str]) -> None:
    """Raise `Refusal` if one of a row's texts is too long to be one text."""
    if any(len(cell) > MAX_TEXT for cell in cells):
        raise Refusal("cell_too_long", row=number, limit=MAX_TEXT)
