from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy

from cairn.analysis.disclosure import ReleasedTable, release_table
from cairn.evidence.models import Contribution, Target
from cairn.programmes.models import Programme

ACROSS = ("sector", "place", "organisation", "language")
MOST_LABELS = 20
OTHERS = "\x00others"  # a label nobody can type
GROUPS_IN_WORDS = {"": gettext_lazy("Not said"), OTHERS: gettext_lazy("All others")}


def say_group(label: str) -> str:
    """A group's label as a page shows it: those who did not say, and the small rest, in words."""
    return str(GROUPS_IN_WORDS.get(label, label))


@dataclass(frozen=True)
class Coverage:
    """People heard by role band and one more attribute; "" is not said, `OTHERS` the small rest."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    table: ReleasedTable


def coverage_for(viewer: Any, programme: Programme, across: str = "sector") -> Coverage:
    """Whom we have heard from, in people and through the gate; withdrawn ones are not counted."""
    if across not in ACROSS:
        raise ValueError(f"{across} is not one of {', '.join(ACROSS)}")
    cells = _count_people(viewer, programme, across)
    wanted = Target.objects.visible_to(viewer, programme)
    named = [(target.attribute, target.value) for target in wanted]
    rows = _labels(cells, 0, {value for name, value in named if name == "role_band"})
    columns = _labels(cells, 1, {value for name, value in named if name == across})
    folded: Counter[tuple[str, str]] = Counter()
    for (row, column), people in cells.items():
        folded[row if row in rows else OTHERS, column if column in columns else OTHERS] += people
    counts = [[folded[row, column] for column in columns] for row in rows]
    return Coverage(rows, columns, release_table(counts, programme.k, programme.rule))


def people_heard(viewer: Any, programme: Programme) -> int | None:
    """How many people we have heard from; None for too few to be said."""
    rows = Contribution.objects.visible_to(viewer, programme).filter(withdrawn_at=None)
    people = rows.aggregate(people=Count("contributor", distinct=True))["people"]
    return release_table([people], programme.k, programme.rule).cells[0][0].value


def _count_people(viewer: Any, programme: Programme, across: str) -> dict[tuple[str, str], int]:
    rows = Contribution.objects.visible_to(viewer, programme).filter(withdrawn_at=None)
    counted = rows.order_by().values_list("role_band", across)
    counted = counted.annotate(people=Count("contributor", distinct=True))
    return {(role_band, other): people for role_band, other, people in counted}


def _labels(cells: dict[tuple[str, str], int], side: int, kept: set[str]) -> tuple[str, ...]:
    """The labels most people stand behind and those `kept`, by the alphabet, then the rest as one."""
    people: Counter[str] = Counter()
    for labels, count in cells.items():
        people[labels[side]] += count
    most = {label for label, _ in people.most_common(MOST_LABELS)} | (kept & people.keys())
    return (*sorted(most), OTHERS) if len(people) > len(most) else tuple(sorted(most))
