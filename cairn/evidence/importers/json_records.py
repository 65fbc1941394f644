"""JSON: a list of records, or an object with one such list in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cairn.evidence.importers._grid import check_texts, check_width, name_columns
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_ROWS, Options, Reading, Row
from cairn.evidence.importers._text import looks_like_text, read_text

NAME = "json"
LABEL = "JSON"
EXTENSIONS = (".json",)
# what JSON unpacks to in memory is up to ten times what it takes on the disk
MAX_BYTES = 30_000_000
_MAX_DEPTH = 20

Record = dict[str, str]


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_text(head)


def read(path: Path, options: Options) -> Reading:
    text, encoding, notes = read_text(path, options.encoding)
    if not text.strip():
        raise Refusal("empty")
    records = [dict(_flatten(record)) for record in _find_records(_parse(text))]
    keys = list(dict.fromkeys(key for record in records for key in record))
    check_width(len(keys))
    if not keys:
        raise Refusal("no_rows")
    return Reading(name_columns(keys), _rows(records, keys), notes, encoding=encoding)


def _parse(text: str) -> Any:
    """Parse with numbers kept as they are written: 007 is not JSON, but 1.50 stays 1.50."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refusal("bad_json", row=error.lineno) from None
    except RecursionError:
        raise Refusal("too_deep") from None


def _no_constant(_name: str) -> None:
    """NaN and Infinity stand for a missing number and become an empty cell."""


def _find_records(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        lists = [value for value in content.values() if _is_list_of_records(value)]
        content = lists[0] if len(lists) == 1 else None
    if not _is_list_of_records(content):
        raise Refusal("json_shape")
    if len(content) > MAX_ROWS:
        raise Refusal("too_many_rows", limit=MAX_ROWS)
    return list(content)


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _flatten(value: dict[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Name what lies inside a record by its path: `person.role`."""
    if depth > _MAX_DEPTH:
        raise Refusal("too_deep")
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flatten(inner, f"{before}{key}.", depth + 1)
        else:
            yield _without_nul(f"{before}{key}"), _cell(inner)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _list_cell(value)
    return _without_nul(str(value))


def _list_cell(values: list[Any]) -> str:
    if any(isinstance(value, list | dict) for value in values):
        return _without_nul(json.dumps(values, ensure_ascii=False))
    return "; ".join(_cell(value) for value in values)


def _without_nul(text: str) -> str:
    """Refuse what no database text can hold: NUL, and halves of characters written as escapes."""
    if "\0" in text:
        raise Refusal("nul_bytes")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Refusal("unknown_encoding")
    return text


def _rows(records: list[Record], keys: list[str]) -> Iterator[Row]:
    for number, record in enumerate(records, start=1):
        cells = tuple(record.get(key, "") for key in keys)
        check_texts(number, cells)
        yield Row(number, cells)
