from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cairn.audit.models import Entry

if TYPE_CHECKING:
    from django.db.models import Model


def record(action: str, thing: Model, *, by: Any, detail: dict[str, Any] | None = None) -> Entry:
    """Write one audit entry in the caller's transaction.

    `by` is the user, or None for the system. `detail` holds ids, codes and counts; never a word of
    what a contributor said, because an erasure could not reach it here.
    """
    return Entry.objects.create(
        actor_id=getattr(by, "pk", None),
        programme_id=_programme_id(thing),
        action=action,
        object_type=thing._meta.model_name or "",
        object_id=str(thing.pk),
        detail=detail or {},
    )


def _programme_id(thing: Model) -> int | None:
    if thing._meta.model_name == "programme":
        return int(thing.pk)
    return getattr(thing, "programme_id", None)
