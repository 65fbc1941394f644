"""The gate of a report: what published versions showed before binds what this one may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cairn.analysis.disclosure import ReleasedTable
from cairn.analysis.disclosure_again import ReleasedAgain, release_again
from cairn.analysis.disclosure_ledger import Question, Released
from cairn.analysis.disclosure_rules import RuleSet
from cairn.programmes.models import Programme
from cairn.reports.models import LedgerLine

PEOPLE, HEARD, PLACES, THEMES = "people", "heard", "places", "themes"
# Which tables the sections of a kind print figures from.
PRINTED = {"facts": {PEOPLE, HEARD, PLACES}, "coverage": {HEARD}, "themes": {THEMES}}
Rows = tuple[tuple[int, ...], ...]


@dataclass
class Gate:
    """The programme's rule, what was published before, and what has been asked for so far."""

    rules: RuleSet
    before: Mapping[str, Sequence[Released]] = field(default_factory=dict)
    released: dict[str, ReleasedAgain] = field(default_factory=dict)

    def release(self, table: str, counts: Sequence[Any], asked: Question) -> ReleasedTable:
        """Return the counts of one of the report's tables as they may be shown."""
        rows = tuple(counts) if not asked.columns else tuple(tuple(row) for row in counts)
        before = tuple(self.before.get(table, ()))
        self.released[table] = _release(rows, asked, before, self.rules, table != THEMES)
        return self.released[table].table

    def hides_more(self, tables: set[str]) -> bool:
        """Say whether any of these tables hides a figure only because of a version before."""
        return any(found.more for table, found in self.released.items() if table in tables)


@lru_cache(maxsize=64)  # a draft is filled at every look at it, and its figures seldom change
def _release(
    counts: Any, asked: Question, before: tuple[Released, ...], rules: RuleSet, every_value: bool
) -> ReleasedAgain:
    return release_again(counts, asked, before, rules.k, rules.name, every_value=every_value)


def gate_of(viewer: Any, programme: Programme) -> Gate:
    """The gate of a programme's reports, with what all their published versions showed; one query."""
    before: dict[str, list[Released]] = defaultdict(list)
    rows = LedgerLine.objects.visible_to(viewer, programme).order_by("pk")
    for table, line in rows.values_list("table", "line"):
        known = read_line(line)
        if known not in before[table]:
            before[table].append(known)
    return Gate(programme.rules, before)


def read_line(line: Mapping[str, Any]) -> Released:
    """A line of the ledger from the data it is kept as."""
    asked = line["question"]
    question = Question(
        asked["rows"], tuple(asked["row_values"]), asked["columns"], tuple(asked["column_values"])
    )
    shown = tuple(tuple(row) for row in line["shown"])
    return Released(question, line["k"], line["base"], shown)
