from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cairn.decisions.choices import Quadrant
from cairn.decisions.models import Change
from cairn.decisions.queries.items import changes_for
from cairn.decisions.queries.likeness import alike_pairs
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Code


@dataclass(frozen=True)
class Matrix:
    """The changes in each of the four fields, (code, name, changes), and those not placed."""

    fields: list[tuple[str, Any, list[Change]]]
    unplaced: list[Change]

    @property
    def placed(self) -> int:
        return sum(len(rows) for _code, _name, rows in self.fields)


def matrix_for(viewer: Any, programme: Programme) -> Matrix:
    rows = Change.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    found = list(rows)
    fields = [
        (code, name, [row for row in found if row.quadrant == code])
        for code, name in Quadrant.choices
    ]
    return Matrix(fields, [row for row in found if not row.quadrant])


def practice_for(viewer: Any, programme: Programme) -> list[tuple[Code | None, list[Change]]]:
    """The good-practice table: changes by domain, in the domains' order, those without one last.

    A change in two domains stands under both.
    """
    groups: dict[Code | None, list[Change]] = {}
    for change in changes_for(viewer, programme):
        domains: list[Code | None] = list(change.domains.all())
        for domain in domains or [None]:
            groups.setdefault(domain, []).append(change)
    return sorted(groups.items(), key=lambda group: _place(group[0]))


def _place(domain: Code | None) -> tuple[bool, int, int]:
    return (domain is None, domain.order if domain else 0, domain.pk if domain else 0)


def suggested_similar(viewer: Any, change: Change) -> list[Change]:
    """Changes that are like `change` and that nobody has linked yet, copies and the best first."""
    rows = Change.objects.visible_to(viewer, change.programme).filter(removed_at__isnull=True)
    others = list(rows.exclude(pk=change.pk).exclude(similar=change))
    texts = tuple(_words_of(row) for row in [change, *others])
    pairs = alike_pairs(texts, loosely=True)
    return [others[pair.second - 1] for pair in pairs if pair.first == 0]


def _words_of(change: Change) -> str:
    return f"{change.title}. {change.what}"
