"""Reading what a command is given and writing what it makes, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cairn.cli import BAD_INPUT, BAD_USAGE, CommandFailed
from cairn.evidence.importers import MESSAGES, Refusal, Table, read_table


def read_file(path: Path) -> Table:
    """Return a file as a table; a file that is missing or refused ends the command."""
    if not path.is_file():
        raise CommandFailed(f"there is no file {path}; nothing was written", BAD_INPUT)
    try:
        return _read_lines(path) if path.suffix.lower() == ".jsonl" else read_table(path, path.name)
    except Refusal as refusal:
        said = MESSAGES[refusal.code].format(**refusal.params)
        raise CommandFailed(f"{path}: {said} Nothing was written.", BAD_INPUT) from None


def read_column(table: Table, column: str, path: Path) -> list[str]:
    """Return a column's cells, "" where a row is short; an unknown column ends the command."""
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"{path}: there is no column {column!r}; the columns are: {known}"
        raise CommandFailed(f"{message}. Nothing was written.", BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def read_columns(path: Path, table: Table, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return these columns of every row, spaces around them gone."""
    cells = [[cell.strip() for cell in read_column(table, name, path)] for name in columns]
    return list(zip(*cells, strict=True))


def _read_lines(path: Path) -> Table:
    """Read one record a line as the list of records it stands for."""
    lines = [
        line
        for line in path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
        if line.strip()
    ]
    with tempfile.TemporaryDirectory(prefix="cairn-lines-") as folder:
        whole = Path(folder) / "lines.json"
        whole.write_bytes(b"[" + b",\n".join(lines) + b"]")
        return read_table(whole, whole.name)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write beside, then rename, so that a broken run leaves the files of the last good one."""
    drafts = {folder / name: content for name, content in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in drafts.items():
            _beside(path).write_bytes(content)
        for path in drafts:
            _beside(path).replace(path)
    except OSError as error:
        for path in drafts:
            _beside(path).unlink(missing_ok=True)
        raise CommandFailed(f"cannot write to {folder}: {error.strerror}") from None


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all."""
    check_file(path)
    write_files(path.parent, {path.name: content})


def make_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as the text of a CSV file, UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def make_json(record: object) -> bytes:
    """Return a record as the text of a JSON file, UTF-8."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def check_file(path: Path) -> None:
    """Find out before the work that a file could not be written, rather than after it."""
    if path.is_dir():
        raise CommandFailed(f"{path} is a folder; give the name of a file", BAD_USAGE)
    check_writable(path.parent)


def check_writable(folder: Path) -> None:
    """Find out before the work that nothing could be written, rather than after it."""
    near = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        raise CommandFailed(f"cannot write to {folder}; nothing was written")


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")
