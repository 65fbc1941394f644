"""Excel workbooks: one visible sheet, formulas by their saved value."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from cairn.evidence.importers._archive import Archive, looks_like_office, open_archive
from cairn.evidence.importers._grid import Numbered, fit_rows, split_header
from cairn.evidence.importers._package import (
    CONTENT_TYPES,
    Relation,
    check_package,
    find_part,
    read_relations,
)
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import Note, Options, Reading
from cairn.evidence.importers._sheet import Area, SheetEntry, SheetReader, WorkbookReader
from cairn.evidence.importers._xml import XmlReader

NAME = "xlsx"
LABEL = "Excel workbook"
EXTENSIONS = (".xlsx", ".xlsm", ".xls")
MAX_BYTES = 100_000_000
_MAIN = "xl/workbook.xml"
_OFFICE = "http://schemas.openxmlformats.org"
_ROOT = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_LIBRARY_FAULTS = (CalamineError, ValueError, OSError, OverflowError)


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_office(head)


def read(path: Path, options: Options) -> Reading:
    with open_archive(path) as archive:
        check_package(archive, _MAIN, "not_xlsx")
        relations = read_relations(archive, _MAIN)
        entries = _entries(archive, relations)
        entry = _choose(entries, options.sheet)
        place = _place(archive, relations, entry)
        account = SheetReader()
        account.feed(_utf8(archive.read(place)))
        if not account.is_sheet:
            raise Refusal("not_xlsx")
        sheet = _open_sheet(_repack(archive, relations, place), entry.name)
    notes = list(_notes(entries, account))
    records = _fill(_records(sheet), _from_first_column(account.merged, sheet))
    columns, rest = split_header(records, options.header_row)
    rows = fit_rows(rest, len(columns), notes)
    return Reading(columns, rows, notes, sheets=_visible(entries), sheet=entry.name)


def _entries(archive: Archive, relations: list[Relation]) -> list[SheetEntry]:
    """Return the sheets that hold cells; a sheet that is one chart has none."""
    reader = WorkbookReader()
    reader.feed(_utf8(archive.read(_MAIN)))
    charts = {r.id for r in relations if r.kind in ("chartsheet", "dialogsheet")}
    return [entry for entry in reader.sheets if entry.relation not in charts]


def _visible(entries: list[SheetEntry]) -> tuple[str, ...]:
    return tuple(entry.name for entry in entries if entry.visible)


def _choose(entries: list[SheetEntry], name: str) -> SheetEntry:
    for entry in entries:
        if entry.visible and name in ("", entry.name):
            return entry
    raise Refusal("no_sheet", sheet=name)


def _place(archive: Archive, relations: list[Relation], entry: SheetEntry) -> str:
    for relation in relations:
        if relation.id == entry.relation and relation.kind == "worksheet":
            return find_part(archive, _MAIN, relation)
    raise Refusal("broken")


def _utf8(part: bytes) -> Iterator[bytes]:
    """Let through one encoding only: two readers that differ on it would see two different files."""
    try:
        part.decode()
    except UnicodeDecodeError:
        raise Refusal("broken") from None
    if b"\0" in part:
        raise Refusal("broken")
    yield part


def _repack(archive: Archive, relations: list[Relation], sheet: str) -> BytesIO:
    """Build a workbook of the checked parts alone, so that the library sees nothing else.

    Sizes that lie, parts that overlap, and whatever we do not read are gone by then.
    """
    beside = [r for r in relations if r.kind in ("sharedStrings", "styles")]
    wanted = [find_part(archive, _MAIN, relation) for relation in beside]
    for name in wanted:
        XmlReader().feed(_utf8(archive.read(name)))
    clean = BytesIO()
    with zipfile.ZipFile(clean, "w") as copy:
        copy.writestr("_rels/.rels", _ROOT)
        relations_part = "xl/_rels/workbook.xml.rels"
        for name in dict.fromkeys([CONTENT_TYPES, _MAIN, relations_part, *wanted, sheet]):
            copy.writestr(name, archive.read(name))
    clean.seek(0)
    return clean


@contextmanager
def _library_refusing() -> Iterator[None]:
    """Turn the library's faults into a refusal, its panics (at a day out of all bounds) too.

    The class of a panic cannot be imported and stands beside `KeyboardInterrupt`, hence its name.
    """
    try:
        yield
    except _LIBRARY_FAULTS:
        raise Refusal("broken") from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise Refusal("broken") from None


def _open_sheet(workbook: BytesIO, name: str) -> CalamineSheet:
    with _library_refusing():
        return CalamineWorkbook.from_filelike(workbook).get_sheet_by_name(name)


def _records(sheet: CalamineSheet) -> Iterator[Numbered]:
    for number, cells in enumerate(_cells(sheet), start=1):
        texts = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
        # a sheet can write one as an escape, and the library turns it into the letter
        if "\0" in "".join(texts):
            raise Refusal("nul_bytes")
        yield number, texts


def _cells(sheet: CalamineSheet) -> Iterator[list[Any]]:
    with _library_refusing():
        yield from sheet.iter_rows()


def _text(value: Any) -> str:
    return _WRITERS.get(type(value), str)(value)


def _moment(value: dt.datetime) -> str:
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


_WRITERS: dict[type, Callable[[Any], str]] = {
    float: _number,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: dt.time.isoformat,
}


def _from_first_column(merged: list[Area], sheet: CalamineSheet) -> list[Area]:
    """Count columns as the library's rows do: from the first that is filled."""
    before = sheet.start[1] if sheet.start else 0
    return [
        (top, left - before, bottom, right - before)
        for top, left, bottom, right in merged
        if left > before
    ]


def _fill(records: Iterator[Numbered], merged: list[Area]) -> Iterator[Numbered]:
    """Give every cell of a merged area the text of its first one."""
    if not merged:
        yield from records
        return
    waiting = sorted(merged, reverse=True)
    active: list[tuple[Area, str]] = []
    for number, cells in records:
        while waiting and waiting[-1][0] <= number:
            area = waiting.pop()
            active.append((area, cells[area[1] - 1] if area[1] <= len(cells) else ""))
        for (_top, left, _bottom, right), text in active:
            for column in range(left - 1, min(right, len(cells))):
                cells[column] = cells[column] or text
        active = [each for each in active if each[0][2] > number]
        yield number, cells


def _notes(entries: list[SheetEntry], account: SheetReader) -> Iterator[Note]:
    hidden = [entry.name for entry in entries if not entry.visible]
    others = len(entries) - len(hidden) - 1
    if hidden:
        yield Note("hidden_sheets", {"count": len(hidden), "names": ", ".join(hidden)})
    if others > 0:
        yield Note("other_sheets", {"count": others})
    if account.merged:
        yield Note("merged_cells", {"count": len(account.merged)})
    if account.formulas:
        yield Note("formulas", {"count": account.formulas})
    if account.formulas_without_value:
        yield Note("formulas_without_value", {"count": account.formulas_without_value})
