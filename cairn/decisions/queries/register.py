"""The registers: lists that filter, sort and page, their state in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cairn.decisions.choices import Kind
from cairn.decisions.models import Change, Finding, Recommendation
from cairn.decisions.queries.items import changes_for, findings_for, recommendations_for
from cairn.decisions.queries.ladder import Flag, ladder_for
from cairn.programmes.models import Programme

Test = Callable[[Any, str], bool]


@dataclass(frozen=True)
class Row:
    """One line of a register."""

    item: Any
    number: int
    flags: tuple[Flag, ...] = ()

    @property
    def codes(self) -> set[str]:
        return {flag.code for flag in self.flags}


@dataclass(frozen=True)
class Register:
    """`rows` pass the filters; `flag_counts` are of all rows, so that a filter can be chosen."""

    rows: list[Row]
    total: int
    flag_counts: dict[str, int] = field(default_factory=dict)


def has_heading(row: Row, value: str) -> bool:
    if isinstance(row.item, Recommendation):
        return str(row.item.heading_id) == value
    return any(str(heading.pk) == value for heading in row.item.headings.all())


def has_addressee(row: Row, value: str) -> bool:
    return any(str(addressee.pk) == value for addressee in row.item.addressees.all())


def has_flag(row: Row, value: str) -> bool:
    return not row.flags if value == "none" else value in row.codes


def has_words(row: Row, value: str) -> bool:
    words = row.item.title + row.item.what if isinstance(row.item, Change) else row.item.text
    return all(word in words.casefold() for word in value.casefold().split())


def has_domain(row: Row, value: str) -> bool:
    return any(str(code.pk) == value for code in row.item.domains.all())


# What may be filtered and sorted by; any other name in an address is ignored.
FILTERS: dict[str, Test] = {
    "heading": has_heading,
    "addressee": has_addressee,
    "flag": has_flag,
    "state": lambda row, value: row.item.state == value,
    "verdict": lambda row, value: row.item.verdict == value,
    "domain": has_domain,
    "words": has_words,
}
ALLOWED = {
    Kind.RECOMMENDATION: ("heading", "addressee", "state", "flag", "words"),
    Kind.FINDING: ("heading", "domain", "state", "flag", "words"),
    Kind.CHANGE: ("verdict", "domain", "words"),
}
SORTS: dict[str, Callable[[Row], Any]] = {
    "number": lambda row: row.number,
    "due": lambda row: (row.item.due_on or date.max, row.number),
    "flags": lambda row: (-len(row.flags), row.number),
    "text": lambda row: str(row.item).casefold(),
}


def recommendation_register(
    viewer: Any, programme: Programme, chosen: Mapping[str, str]
) -> Register:
    """The recommendations that pass the filters in `chosen`, sorted by `chosen["sort"]`."""
    return _register(recommendations_for(viewer, programme), viewer, programme, chosen)


def finding_register(viewer: Any, programme: Programme, chosen: Mapping[str, str]) -> Register:
    return _register(findings_for(viewer, programme), viewer, programme, chosen)


def change_register(viewer: Any, programme: Programme, chosen: Mapping[str, str]) -> Register:
    """The changes that pass the filters; the ladder check does not ask them."""
    rows = [Row(item, place) for place, item in enumerate(changes_for(viewer, programme), 1)]
    return Register(_sorted(_passing(rows, Kind.CHANGE, chosen), chosen), len(rows))


def _register(
    items: Sequence[Recommendation | Finding],
    viewer: Any,
    programme: Programme,
    chosen: Mapping[str, str],
) -> Register:
    ladder = ladder_for(viewer, programme)
    rows = [
        Row(item, place, ladder.get((item.kind, item.pk), ()))
        for place, item in enumerate(items, start=1)
    ]
    counts = Counter(code for row in rows for code in row.codes)
    kind = items[0].kind if items else Kind.FINDING
    return Register(_sorted(_passing(rows, kind, chosen), chosen), len(rows), dict(counts))


def _passing(rows: list[Row], kind: Kind, chosen: Mapping[str, str]) -> list[Row]:
    asked = [(FILTERS[name], chosen[name]) for name in ALLOWED[kind] if chosen.get(name)]
    return [row for row in rows if all(test(row, value) for test, value in asked)]


def _sorted(rows: list[Row], chosen: Mapping[str, str]) -> list[Row]:
    key = SORTS.get(chosen.get("sort", ""), SORTS["number"])
    return sorted(rows, key=key) if rows and _can_sort(rows[0], chosen) else rows


def _can_sort(row: Row, chosen: Mapping[str, str]) -> bool:
    return chosen.get("sort") != "due" or isinstance(row.item, Recommendation)
