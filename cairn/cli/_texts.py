"""A column of texts and the names of its rows, as the analyst's commands read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cairn.cli import BAD_INPUT, CommandFailed
from cairn.cli._files import read_file
from cairn.evidence.importers import Table


@dataclass(frozen=True)
class Texts:
    """Texts in the order of the file, and the id of each."""

    ids: list[str]
    texts: list[str]


def read_texts(path: Path, text: str, name: str | None) -> Texts:
    """Return a column of texts; rows count from 1 unless a column names them, each differently."""
    table = read_file(path)
    texts = read_column(table, text, path)
    if not texts:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    if name is None:
        return Texts([str(row) for row in range(1, len(texts) + 1)], texts)
    ids = read_column(table, name, path)
    _check_ids(ids, [row.number for row in table.rows])
    return Texts(ids, texts)


def read_column(table: Table, column: str, path: Path) -> list[str]:
    """Return the cells of a column, empty where a row is short."""
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"{path} has no column {column!r}; the columns are: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def _check_ids(ids: Sequence[str], rows: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for name, row in zip(ids, rows, strict=True):
        if not name.strip():
            raise CommandFailed(f"row {row} has no id; fill it in or leave out --id", BAD_INPUT)
        if name in first:
            message = f"rows {first[name]} and {row} have the same id; each row needs its own"
            raise CommandFailed(message, BAD_INPUT)
        first[name] = row
