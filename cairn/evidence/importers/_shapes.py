"""What goes into an importer and what comes out of it."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

MAX_ROWS = 1_100_000
MAX_COLUMNS = 2_000
MAX_TEXT = 1_000_000
# Where the child leaves what may be kept of a file.
KEPT = "kept"
SPLITS = ("file", "heading", "turn")
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1",
    "iso8859-14", "iso8859-15", "mac-roman",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What a person chose in the preview; "" and None leave the choice to the importer.

    `header_row` counts from 1 and 0 means that there is none; `limit` stops after that many rows.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int | None = None
    split: str = ""
    leave_out_speakers: tuple[str, ...] = ()
    limit: int | None = None


class Row(NamedTuple):
    """One row: its number in the file, one text a column, and a problem code if it cannot be used.

    The number counts from 1: spreadsheet rows, CSV records, JSON records, paragraphs or captions.
    The only problem so far is `too_many_cells`: the row is longer than the heading row.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Note:
    """Something to tell the person who imports; the codes are keys of `NOTES`."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks in a document and how often."""

    name: str
    turns: int


@dataclass
class Reading:
    """What a plug-in's `read` gives back; everything but `columns` is complete once `rows` ends."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    notes: list[Note] = field(default_factory=list)
    splits: tuple[str, ...] = ()
    split: str = ""
    speakers: tuple[Speaker, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    separator: str = ""
    encoding: str = ""


class Importer(Protocol):
    """What a module in this folder holds."""

    NAME: str
    LABEL: str
    EXTENSIONS: tuple[str, ...]
    MAX_BYTES: int

    def looks_like(self, head: bytes, name: str) -> bool:
        """Return whether the first bytes and the file's name are those of this kind."""

    def read(self, path: Path, options: Options) -> Reading:
        """Return the file as a table; raises `Refusal`."""


class Rows(Iterable[Row]):
    """The rows of a table, read from a file without a name as they are asked for, any number of times."""

    _CHUNK = 1 << 18

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._closed = weakref.finalize(self, os.close, descriptor)

    def __iter__(self) -> Iterator[Row]:
        offset, rest = 0, b""
        while chunk := os.pread(self._descriptor, self._CHUNK, offset):
            offset += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from map(_row_from_line, lines)

    def close(self) -> None:
        """Free the rows' place on the disk; going out of use does the same."""
        self._closed()


def _row_from_line(line: bytes) -> Row:
    number, cells, problem = json.loads(line)
    return Row(number, tuple(cells), problem)


@dataclass(frozen=True)
class Table:
    """A file as rows. `rows` is lazy, can be gone through again, and needs no closing."""

    importer: str
    columns: tuple[str, ...]
    rows: Rows
    row_count: int
    notes: tuple[Note, ...] = ()
    splits: tuple[str, ...] = ()
    split: str = ""
    speakers: tuple[Speaker, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    separator: str = ""
    encoding: str = ""

    @classmethod
    def from_result(cls, importer: str, result: dict[str, Any], rows: Rows) -> Table:
        """Build a table from what the child wrote down."""
        facts = {name: _tuples(value) for name, value in result.items()}
        facts["notes"] = tuple(Note(**note) for note in result["notes"])
        facts["speakers"] = tuple(Speaker(**speaker) for speaker in result["speakers"])
        return cls(importer=importer, rows=rows, **facts)


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
