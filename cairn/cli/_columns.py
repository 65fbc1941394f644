"""One column of a table, and one file to write, for the commands that need no more."""

from __future__ import annotations

from pathlib import Path

from cairn.cli import BAD_INPUT, BAD_USAGE, CommandFailed
from cairn.cli._files import write_files
from cairn.evidence.importers import Table


def read_column(table: Table, column: str) -> list[str]:
    """Return a column's cells, "" where a row is short; a column that is not there ends it all."""
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"there is no column {column!r}; the columns are: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def write_file(path: Path, content: str) -> None:
    """Write one file whole or not at all."""
    if path.is_dir():
        raise CommandFailed(f"{path} is a folder; name a file", BAD_USAGE)
    write_files(path.parent, {path.name: content.encode()})
