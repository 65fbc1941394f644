"""A workbook's own account of itself, taken before a library unpacks any of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_COLUMNS, MAX_ROWS
from cairn.evidence.importers._xml import XmlReader, attribute

# the library lays a sheet out as a full grid, so two far corners cost as much as all between them
MAX_CELLS = 6_000_000
MAX_MERGED = 200_000
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)

Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    visible: bool


class WorkbookReader(XmlReader):
    """The sheets in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[SheetEntry] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            relation = next((v for k, v in attributes.items() if k.endswith("\nid")), "")
            self.sheets.append(SheetEntry(attribute(attributes, "name"), relation, visible))


class SheetReader(XmlReader):
    """How far a sheet's filled cells reach, its merged areas and its formulas; raises `Refusal`."""

    def __init__(self) -> None:
        super().__init__()
        self.merged: list[Area] = []
        self.formulas = self.formulas_without_value = 0
        self.is_sheet = False
        self._row = self._column = 0
        self._first_row = self._last_row = self._last_column = 0
        self._merged_cells = 0
        self._formula = self._value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
        elif name == "row":
            self._row = _whole(attributes.get("r", ""), self._row + 1)
            self._column = 0
        elif name in ("v", "is"):
            self._value = True
            self._reach()
        elif name == "f":
            self._formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "worksheet":
            self.is_sheet = True

    def end(self, name: str) -> None:
        if name == "c":
            self.formulas += self._formula
            self.formulas_without_value += self._formula and not self._value
            self._formula = self._value = False

    def _place(self, place: str) -> None:
        if place:
            self._row, self._column = read_place(place)
        else:
            self._column += 1

    def _reach(self) -> None:
        self._first_row = self._first_row or self._row
        self._first_row = min(self._first_row, self._row)
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_column > MAX_COLUMNS:
            raise Refusal("too_many_columns", limit=MAX_COLUMNS)
        if self._last_row > MAX_ROWS:
            raise Refusal("too_many_rows", limit=MAX_ROWS)
        if (self._last_row - self._first_row + 1) * self._last_column > MAX_CELLS:
            raise Refusal("too_many_cells", limit=MAX_CELLS)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        top, left = read_place(first)
        bottom, right = read_place(last or first)
        bottom, right = min(bottom, self._last_row), min(right, self._last_column)
        if bottom < top or right < left:
            return
        self.merged.append((top, left, bottom, right))
        self._merged_cells += (bottom - top + 1) * (right - left + 1)
        if self._merged_cells > MAX_MERGED:
            raise Refusal("too_many_merges", limit=MAX_MERGED)


def read_place(place: str) -> tuple[int, int]:
    """Return the row and column of a place such as `B12`, counted from 1; raises `Refusal`.

    >>> read_place("AB12")
    (12, 28)
    """
    found = _PLACE.fullmatch(place)
    if not found or found[2].startswith("0"):
        raise Refusal("broken")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else otherwise
