"""A released table as a file: first column the rows' names, last column and last row their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cairn.analysis.disclosure import HIDDEN, ReleasedTable
from cairn.cli import BAD_INPUT, CommandFailed
from cairn.cli._files import make_csv, read_file

TOTAL = "Total"


@dataclass(frozen=True)
class Labelled:
    """Figures under their names, totals included; None is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: tuple[tuple[int | None, ...], ...]


def write_table(
    corner: str, rows: Sequence[str], columns: Sequence[str], table: ReleasedTable
) -> bytes:
    """Return a released two-dimensional table as CSV."""
    lines = [
        (name, *(cell.text for cell in cells), total.text)
        for name, cells, total in zip(rows, table.cells, table.row_totals, strict=True)
    ]
    lines.append((TOTAL, *(cell.text for cell in table.column_totals), table.total.text))
    return make_csv((corner, *columns, TOTAL), lines)


def read_table_file(path: Path) -> Labelled:
    """Read what `write_table` wrote; a table without totals or with words in it ends the command."""
    table = read_file(path)
    columns = tuple(name.strip() for name in table.columns[1:])
    rows = tuple(row.cells[0].strip() for row in table.rows)
    if not columns or columns[-1] != TOTAL or (rows and len(rows) > 1 and rows[-1] != TOTAL):
        message = f"{path}: the last column and the last row have to be named {TOTAL}"
        raise CommandFailed(f"{message}. Nothing was written.", BAD_INPUT)
    if not rows:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    shown = []
    for row in table.rows:
        cells = [*row.cells[1:], *([""] * len(columns))][: len(columns)]
        shown.append(tuple(_read_figure(cell, row.number, path) for cell in cells))
    return Labelled(rows, columns, tuple(shown))


def _read_figure(cell: str, number: int, path: Path) -> int | None:
    bare = cell.strip().replace(",", "")
    if bare == HIDDEN:
        return None
    if not bare.isascii() or not bare.isdigit():
        message = f"{path}: row {number} holds {cell!r}, neither a whole number nor {HIDDEN}"
        raise CommandFailed(f"{message}. Nothing was written.", BAD_INPUT)
    return int(bare)
