"""Who spoke, counted as people: the counts and attributions of a report, all through the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cairn.analysis.disclosure import Cell, ReleasedTable, release_attribution
from cairn.analysis.disclosure_ledger import Question
from cairn.evidence.choices import USABLE
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.reports.queries.ledger import HEARD, PEOPLE, PLACES, Gate

# In the order in which they are kept when not all may be shown.
ATTRIBUTES = ("role_band", "sector", "organisation", "place")


@dataclass(frozen=True)
class Person:
    key: Hashable
    role_band: str = ""
    sector: str = ""
    organisation: str = ""
    place: str = ""


class People:
    """Everybody whose words may be used, once each, and what may be said of them."""

    def __init__(self, people: Iterable[Person], gate: Gate) -> None:
        self.people = {person.key: person for person in people}
        self.gate, self.k = gate, gate.rules.k
        self._shared = _count_shared(self.people.values())

    def __len__(self) -> int:
        return len(self.people)

    def total(self) -> Cell:
        """How many there are, as it may be shown."""
        return self.gate.release(PEOPLE, [len(self.people)], Question("people", ("all",))).total

    def values_of(self, attribute: str) -> list[str]:
        """The values given for an attribute, in order; nobody's silence is one of them."""
        return sorted({getattr(one, attribute) for one in self.people.values()} - {""})

    def release_places(self) -> ReleasedTable:
        """People by place, those who did not say last."""
        values = (*self.values_of("place"), "")
        found = Counter(one.place for one in self.people.values())
        counts = [found[value] for value in values]
        return self.gate.release(PLACES, counts, Question("place", values))

    def release_grid(self, rows: str, columns: str) -> ReleasedTable:
        """People by two attributes at once, those who did not say last each way."""
        found = Counter((getattr(one, rows), getattr(one, columns)) for one in self.people.values())
        down, across = (*self.values_of(rows), ""), (*self.values_of(columns), "")
        grid = [[found[row, column] for column in across] for row in down]
        return self.gate.release(HEARD, grid, Question(rows, down, columns, across))

    def attribute(self, attributes: Mapping[str, str]) -> str:
        """What a quote by somebody with these attributes may carry: "" where nothing is shared."""
        return ", ".join(release_attribution(self._groups(attributes), self.k).attributes)

    def _groups(self, wanted: Mapping[str, str]) -> list[tuple[tuple[str, ...], int]]:
        said = [(name, wanted[name]) for name in ATTRIBUTES if wanted.get(name)]
        return [
            (tuple(value for _, value in chosen), self._shared[chosen])
            for size in range(len(said), 0, -1)
            for chosen in combinations(said, size)
        ]


def _count_shared(people: Iterable[Person]) -> Counter[tuple[tuple[str, str], ...]]:
    shared: Counter[tuple[tuple[str, str], ...]] = Counter()
    for one in people:
        said = [(name, getattr(one, name)) for name in ATTRIBUTES if getattr(one, name)]
        for size in range(1, len(said) + 1):
            shared.update(combinations(said, size))
    return shared


def people_of(viewer: Any, programme: Programme, gate: Gate) -> People:
    """The people behind the contributions that stand and may be used; one query."""
    rows = Contribution.objects.visible_to(viewer, programme).filter(
        withdrawn_at=None, consent__in=USABLE
    )
    found: dict[Hashable, dict[str, str]] = {}
    for key, *values in rows.order_by("number").values_list("contributor_id", *ATTRIBUTES):
        said = found.setdefault(key, {})
        for name, value in zip(ATTRIBUTES, values, strict=True):
            said[name] = said.get(name) or value
    return People((Person(key, **said) for key, said in found.items()), gate)
