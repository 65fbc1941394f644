from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from cairn.audit.actions import record
from cairn.decisions.actions.editing import Refused, swap_order
from cairn.decisions.models import Heading
from cairn.programmes.models import Programme


def next_order(programme: Programme) -> int:
    last = Heading.objects.in_programme(programme).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


@transaction.atomic
def add_heading(
    *, programme: Programme, title: str, by: Any, title_cy: str = "", key: str = ""
) -> Heading:
    heading: Heading = Heading.objects.create(
        programme=programme, title=title, title_cy=title_cy, key=key, order=next_order(programme)
    )
    record("add_heading", heading, by=by)
    return heading


@transaction.atomic
def add_headings(
    *, programme: Programme, titles: Iterable[tuple[str, str, str]], by: Any
) -> list[Heading]:
    """Make headings from (key, title, title in Welsh), after those that are there."""
    first = next_order(programme)
    rows = [
        Heading(programme=programme, key=key, title=title, title_cy=title_cy, order=first + place)
        for place, (key, title, title_cy) in enumerate(titles)
    ]
    made: list[Heading] = Heading.objects.bulk_create(rows)
    record("add_headings", programme, by=by, detail={"count": len(made)})
    return made


@transaction.atomic
def edit_heading(*, heading: Heading, title: str, title_cy: str, by: Any) -> Heading:
    heading.title, heading.title_cy = title, title_cy
    heading.save(update_fields=["title", "title_cy"])
    record("edit_heading", heading, by=by)
    return heading


@transaction.atomic
def move_heading(*, heading: Heading, step: int, by: Any) -> bool:
    """Move a heading up (-1) or down (+1); every recommendation's number follows."""
    rows = list(Heading.objects.in_programme(heading.programme).select_for_update())
    moved = swap_order(rows, heading.pk, step)
    if moved:
        record("move_heading", heading, by=by, detail={"step": step})
    return moved


@transaction.atomic
def remove_heading(*, heading: Heading, by: Any) -> None:
    """Remove a heading that nothing stands under; a removed recommendation counts too."""
    if heading.recommendations.exists() or heading.findings.exists():
        raise Refused("heading_in_use")
    record("remove_heading", heading, by=by)
    heading.delete()
