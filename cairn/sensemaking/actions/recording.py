"""Every change in this room is written through a recorder, so that every change can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

from cairn.audit.actions import record
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Step

Row = TypeVar("Row", bound=models.Model)
# What is left out of an image: words that an erasure must be able to reach, and the counter.
LEFT_OUT = {"quote", "revision"}


class Recorder:
    def __init__(self, programme: Programme, by: Any) -> None:
        self.programme = programme
        self.by = by
        self.groups: list[dict[str, Any]] = []
        self.thing: models.Model = programme
        self.detail: dict[str, Any] = {}

    def about(self, thing: models.Model, **detail: Any) -> None:
        """Say what the audit entry is about; `detail` holds ids, codes and counts only."""
        self.thing, self.detail = thing, detail

    def make(self, row: Row) -> Row:
        row.save(force_insert=True)
        self._note(type(row), "made", [row.pk])
        return row

    def make_all(self, model: type[Row], rows: Iterable[Row]) -> list[Row]:
        made = model._base_manager.bulk_create(list(rows), batch_size=500)
        self._note(model, "made", [row.pk for row in made])
        return made

    def change(self, row: models.Model, **values: Any) -> None:
        before = image(row, values)
        for name, value in values.items():
            setattr(row, name, value)
        if hasattr(row, "revision"):
            row.revision += 1
        row.save()
        self._note(
            type(row),
            "changed",
            [{"pk": plain(row.pk), "before": before, "after": image(row, values)}],
        )

    def change_all(self, rows: QuerySet[Any], **values: Any) -> int:
        found = list(rows.order_by("pk"))
        for row in found:
            self.change(row, **values)
        return len(found)

    def remove_all(self, rows: QuerySet[Any]) -> int:
        found = list(rows.order_by("pk"))
        self._note(rows.model, "removed", [image(row) for row in found])
        rows.model._base_manager.filter(pk__in=[row.pk for row in found]).delete()
        return len(found)

    def _note(self, model: type[models.Model], kind: str, rows: list[Any]) -> None:
        if not rows:
            return
        name = model._meta.model_name
        if self.groups and (self.groups[-1]["model"], self.groups[-1]["kind"]) == (name, kind):
            self.groups[-1]["rows"] += rows
        else:
            self.groups.append({"model": name, "kind": kind, "rows": rows})


@contextmanager
def recording(action: str, programme: Programme, *, by: Any) -> Iterator[Recorder]:
    """One transaction, one step to undo, one audit entry; none of them when nothing changed."""
    with transaction.atomic():
        recorder = Recorder(programme, by)
        yield recorder
        if recorder.groups:
            Step.objects.create(programme=programme, action=action, groups=recorder.groups, by=by)
            record(action, recorder.thing, by=by, detail=recorder.detail)


def image(row: models.Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The values of a row as plain data: all columns, or those of the named fields."""
    fields = [row._meta.get_field(name) for name in names] if names else row._meta.concrete_fields
    return {
        field.attname: plain(getattr(row, field.attname))  # type: ignore[union-attr]  # columns only
        for field in fields
        if field.name not in LEFT_OUT
    }


def plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
