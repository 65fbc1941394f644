"""What editing, removing and bringing back have in common for every item of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from cairn.audit.actions import record

Row = TypeVar("Row", bound=Model)


class Conflict(Exception):
    """Somebody saved the same thing in between. `current` is what stands; nothing was written."""

    def __init__(self, current: Any) -> None:
        super().__init__("the row was saved by somebody else in between")
        self.current = current


class Refused(Exception):
    """A rule of this room forbids it; `code` says which, and the page says it in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lock(row: Row) -> Row:
    """The row as it stands now, held until the transaction ends."""
    manager: Any = type(row)._default_manager
    held: Row = manager.select_for_update().get(pk=row.pk)
    return held


def write_fields(
    row: Row, values: Mapping[str, Any], *, revision: int, by: Any, action: str
) -> Row:
    """Write `values` on `row` if it still has `revision`; else Conflict and nothing is written."""
    held: Any = lock(row)
    if held.revision != revision:
        raise Conflict(held)
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, values[name])
    held.revision += 1
    held.save(update_fields=[*changed, "revision"])
    record(action, held, by=by, detail={"fields": changed, "revision": held.revision})
    return held


def set_removed(row: Row, *, removed: bool, by: Any, action: str) -> Row:
    held: Any = lock(row)
    held.removed_at = timezone.now() if removed else None
    held.save(update_fields=["removed_at"])
    record(action, held, by=by)
    return held


def swap_order(rows: list[Any], pk: int, step: int) -> bool:
    """Move the row with `pk` by `step` places in `rows` and number them anew; False at the edge."""
    place = next(index for index, row in enumerate(rows) if row.pk == pk)
    target = place + step
    if not 0 <= target < len(rows):
        return False
    rows.insert(target, rows.pop(place))
    number_anew(rows)
    return True


def number_anew(rows: list[Any]) -> None:
    for order, row in enumerate(rows, start=1):
        row.order = order
    if rows:
        type(rows[0]).objects.bulk_update(rows, ["order"])
