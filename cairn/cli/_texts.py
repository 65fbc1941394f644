"""A column of texts and the names of its rows, as the analyst's commands read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cairn.cli import BAD_INPUT, CommandFailed
from cairn.cli._files import read_column, read_file
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
    return Texts(read_ids(table, name, path), texts)


def read_ids(table: Table, column: str, path: Path) -> list[str]:
    """Return a column whose cells tell the rows apart; an empty or repeated one ends the command."""
    ids = read_column(table, column, path)
    first: dict[str, int] = {}
    for name, row in zip(ids, table.rows, strict=True):
        if not name.strip():
            _refuse(path, f"row {row.number} has no id")
        if name in first:
            _refuse(path, f"rows {first[name]} and {row.number} have the same id")
        first[name] = row.number
    return ids


def _refuse(path: Path, why: str) -> None:
    message = f"{path}: {why}; each row needs one of its own. Nothing was written."
    raise CommandFailed(message, BAD_INPUT)
