"""Tables as files that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import resvg_py
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_table(form: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of a table as `csv`, `xlsx` or `json`; what looks like a formula stays text."""
    if form == "json":
        return _write_json(headers, rows)
    table = [headers, *rows]
    return _write_csv(table) if form == "csv" else _write_xlsx(table)


def _write_json(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A list of objects, one a row."""
    found = [dict(zip(headers, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _write_csv(table: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_safe(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Any) -> Any:
    """A spreadsheet runs a cell that begins with one of these; an apostrophe keeps it text."""
    if isinstance(cell, str) and cell.lstrip()[:1] in {"=", "+", "-", "@"}:
        return f"'{cell}"
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"\t", "\r"} else cell


def _write_xlsx(table: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet 1")
    for row in table:
        sheet.append([_as_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    book.properties.creator = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_text(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
    cell.data_type = "s"
    return cell


def write_png(svg: str) -> bytes:
    """A picture as PNG, wide enough for a slide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=1600, background="white"))
