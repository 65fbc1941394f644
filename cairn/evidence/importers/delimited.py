"""CSV and its sisters: one record a row, cells split by a comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from cairn.evidence.importers._grid import Numbered, fit_rows, split_header
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_TEXT, SEPARATORS, Options, Reading
from cairn.evidence.importers._text import find_encoding, looks_like_text, open_text

NAME = "csv"
LABEL = "Table as text (CSV)"
EXTENSIONS = (".csv", ".tsv", ".tab")
MAX_BYTES = 500_000_000
_SAMPLE = 1 << 18


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_text(head)


def read(path: Path, options: Options) -> Reading:
    encoding, notes = find_encoding(path, options.encoding)
    with open_text(path, encoding) as file:
        sample = file.read(_SAMPLE).removeprefix("\ufeff")
    if not sample.strip():
        raise Refusal("empty")
    stated = _stated_separator(sample)
    separator = options.separator or stated or find_separator(sample)
    if separator not in SEPARATORS:
        raise Refusal("bad_separator")
    records = _records(path, encoding, separator, skip=bool(stated))
    columns, rest = split_header(records, options.header_row)
    rows = fit_rows(rest, len(columns), notes)
    return Reading(columns, rows, notes, separator=separator, encoding=encoding)


def _stated_separator(sample: str) -> str:
    """Read the line `sep=;` that spreadsheets put first to tell each other."""
    first = sample.split("\n", 1)[0].rstrip("\r")
    return first[4:] if first[:4].lower() == "sep=" and len(first) == 5 else ""


def find_separator(sample: str) -> str:
    """Return the separator that cuts most records of a sample into the same number of cells."""
    found = max(SEPARATORS, key=lambda separator: _evenness(sample, separator))
    return found if _evenness(sample, found) > (0.0, 0) else SEPARATORS[0]


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    """Return the share of records with the usual width, and that width; nothing for one column."""
    widths = _widths(sample, separator)
    if not widths:
        return 0.0, 0
    width, times = Counter(widths).most_common(1)[0]
    return (times / len(widths), width) if width > 1 else (0.0, 0)


def _widths(sample: str, separator: str) -> list[int]:
    """Count the cells of the first 200 records; the last one of a cut sample may be half."""
    csv.field_size_limit(MAX_TEXT)
    widths = []
    try:
        for cells in csv.reader(StringIO(sample, newline=""), delimiter=separator):
            if cells:
                widths.append(len(cells))
            if len(widths) == 201:
                break
    except csv.Error:
        pass
    return widths[:-1] if len(sample) >= _SAMPLE and len(widths) > 1 else widths


def _records(path: Path, encoding: str, separator: str, *, skip: bool) -> Iterator[Numbered]:
    csv.field_size_limit(MAX_TEXT)
    number = 0
    with open_text(path, encoding) as file:
        reader = csv.reader(_lines(file), delimiter=separator, strict=True)
        try:
            for number, cells in enumerate(reader, start=1):
                if not (skip and number == 1):
                    yield number, cells
        except csv.Error as error:
            raise _refusal(error, number + 1) from None


def _lines(file: TextIO) -> Iterator[str]:
    """Hand on lines; one that is far too long is refused before it is cut into cells."""
    most = MAX_TEXT * 4
    for position, line in enumerate(iter(lambda: file.readline(most + 1), "")):
        if len(line) > most:
            raise Refusal("cell_too_long", row=position + 1, limit=MAX_TEXT)
        yield line.removeprefix("\ufeff") if position == 0 else line


def _refusal(error: csv.Error, number: int) -> Refusal:
    if "field larger" in str(error):
        return Refusal("cell_too_long", row=number, limit=MAX_TEXT)
    return Refusal("bad_quotes", row=number)
