"""Organisations as a public list of ODS codes gives them, before they are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

# The layout of the public files without headings: NHS Organisation Data Service, CSV downloads.
POSITIONS = {"code": 0, "name": 1, "grouping": 2, "closed": 11, "parent": 14}
HEADINGS = {
    "code": ("organisation code", "ods code", "code"),
    "name": ("name", "organisation name"),
    "grouping": ("national grouping",),
    "closed": ("close date", "closed", "operational end date"),
    "parent": ("parent organisation code", "parent code", "parent"),
}


class BadRow(ValueError):
    """A row of the list cannot be read; the message names it."""


@dataclass(frozen=True)
class OrganisationDraft:
    """One organisation of a list; `parent` is a code, or "" where it has none there."""

    code: str
    name: str
    parent: str = ""
    closed_on: date | None = None


def read_organisations(rows: Iterable[list[str]]) -> Iterator[OrganisationDraft]:
    """Yield the organisations of a public list, with a heading row or without; raises `BadRow`.

    >>> list(read_organisations([["ODS code", "Name", "Parent"], ["ZZ1", "Made-up Trust", "Z"]]))
    [OrganisationDraft(code='ZZ1', name='Made-up Trust', parent='Z', closed_on=None)]
    """
    places = POSITIONS
    for number, cells in enumerate(rows, start=1):
        plain = [cell.strip().lower() for cell in cells]
        if number == 1 and set(plain) & set(HEADINGS["code"]):
            places = _places(plain)
        elif any(plain):
            yield _read(number, cells, places)


def _places(plain: list[str]) -> dict[str, int]:
    found = {
        part: plain.index(name)
        for part, names in HEADINGS.items()
        for name in names
        if name in plain
    }
    if "name" not in found:
        raise BadRow("row 1 names no column for the name")
    return found


def _read(number: int, cells: list[str], places: dict[str, int]) -> OrganisationDraft:
    def cell(part: str) -> str:
        at = places.get(part)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    code, name = cell("code").upper(), cell("name")
    if not name or not code.isalnum() or len(code) > 10:
        raise BadRow(f"row {number} has no name or no code of one to ten letters and digits")
    parent = (cell("parent") or cell("grouping")).upper()
    parent = "" if parent == code else parent
    return OrganisationDraft(code, name[:200], parent, _day(number, cell("closed")))


def _day(number: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadRow(f"row {number} has a closing day that is not YYYYMMDD: {text}") from None
