"""Codebooks brought in from other tools, as a CSV file of names, descriptions and parents."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
MOST_ROWS = 2_000
NAMES = {
    "name": ("name", "tag", "code", "path"),
    "definition": ("description", "definition"),
    "parent": ("parent", "parent code"),
}


class UnreadableCodebook(ValueError):
    """The file holds no codebook; the message is for the person and says what to do."""


@dataclass(frozen=True)
class CodeRow:
    """A code as a codebook file names it; `parent` is the name of another row or blank."""

    name: str
    definition: str = ""
    parent: str = ""


def read_codebook(data: bytes) -> list[CodeRow]:
    """Read a CSV file whose first row names the columns (name or tag, description, parent).

    A dotted name such as `care.nights` stands under `care` when `care` is a row too. Raises
    `UnreadableCodebook`.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableCodebook(_("The file is larger than 1 MB. Nothing was brought in."))
    table = _read_table(_decode(data))
    columns = _find_columns(next(table, []))
    rows = [row for row in (_read_row(cells, columns) for cells in table) if row]
    if not rows:
        raise UnreadableCodebook(_("The file holds no codes. Nothing was brought in."))
    names = {row.name for row in rows}
    return [_nest_by_dots(row, names) for row in rows]


def _decode(data: bytes) -> str:
    if b"\x00" in data:
        raise UnreadableCodebook(_("This is not a CSV file. Save the codebook as CSV first."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_table(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _find_columns(header: list[str]) -> dict[str, int]:
    cells = [cell.strip().lower() for cell in header]
    found = {
        key: cells.index(name)
        for key, names in NAMES.items()
        for name in reversed(names)
        if name in cells
    }
    if "name" not in found:
        raise UnreadableCodebook(
            _("No column is called “name” or “tag”. Give the first row those names and try again.")
        )
    return found


def _read_row(cells: list[str], columns: dict[str, int]) -> CodeRow | None:
    values = {
        key: cells[place].strip() if place < len(cells) else "" for key, place in columns.items()
    }
    if not values["name"]:
        return None
    if len(values["name"]) > 150:
        raise UnreadableCodebook(_("The name of a code is longer than 150 characters: shorten it."))
    return CodeRow(values["name"], values.get("definition", "")[:5000], values.get("parent", ""))


def _nest_by_dots(row: CodeRow, names: set[str]) -> CodeRow:
    parent = row.name.rpartition(".")[0]
    return CodeRow(row.name, row.definition, parent) if not row.parent and parent in names else row
