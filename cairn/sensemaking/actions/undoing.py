from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.programmes.models import Programme
from cairn.sensemaking.actions.recording import image
from cairn.sensemaking.actions.refusals import Conflict
from cairn.sensemaking.models import Excerpt, Step

Model = type[models.Model]


def undo_step(*, step: Step, by: Any) -> None:
    """Put everything back as it was before `step`, or raise `Conflict` and change nothing."""
    try:
        with transaction.atomic():
            for group in reversed(step.groups):
                _UNDO[group["kind"]](_model_of(group), group["rows"])
            _close(step)
            record("undo_step", step, by=by, detail={"action": step.action})
    except Conflict:
        _close(step)
        raise


def close_steps(programme: Programme) -> None:
    """Nothing before an erasure can be undone: an image could bring back what was taken out."""
    Step.objects.in_programme(programme).delete()


def _close(step: Step) -> None:
    step.closed_at = timezone.now()
    step.save(update_fields=["closed_at"])


def _model_of(group: dict[str, Any]) -> Model:
    return apps.get_model("sensemaking", group["model"])


def _unmake(model: Model, keys: list[Any]) -> None:
    stood_on = _keys_stood_on(model, keys)
    if stood_on and model is not Excerpt:
        raise Conflict(_("This cannot be undone any more: other work now stands on it."))
    rows = model._base_manager.filter(pk__in=set(keys) - stood_on)
    if rows.count() < len(set(keys) - stood_on) and model is not Excerpt:
        raise Conflict(_("This cannot be undone any more: it has been removed since."))
    for field in model._meta.concrete_fields:
        if field.related_model is model and field.null:
            rows.update(**{field.attname: None})  # rows made together may stand on each other
    rows.delete()


def _keys_stood_on(model: Model, keys: list[Any]) -> set[Any]:
    found: set[Any] = set()
    for relation in model._meta.related_objects:
        name = relation.field.attname
        model_on_top: Any = relation.related_model
        rows = model_on_top._base_manager.filter(**{f"{name}__in": keys})
        if model_on_top is model:
            rows = rows.exclude(pk__in=keys)
        found |= set(rows.values_list(name, flat=True))
    return found & set(keys)


def _unchange(model: Model, rows: list[dict[str, Any]]) -> None:
    found = model._base_manager.in_bulk([row["pk"] for row in rows])
    for entry in reversed(rows):
        row = found.get(model._meta.pk.to_python(entry["pk"]))
        if row is None or _values_of(row, entry["after"]) != entry["after"]:
            raise Conflict(_("This cannot be undone any more: somebody has changed it since."))
        _set(row, entry["before"])
        if hasattr(row, "revision"):
            row.revision += 1
        row.save()


def _values_of(row: models.Model, names: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in image(row).items() if name in names}


def _unremove(model: Model, images: list[dict[str, Any]]) -> None:
    for values in images:
        row = model()
        _set(row, values)
        row.save_base(raw=True, force_insert=True)  # raw: the moment it was made comes back too


def _set(row: models.Model, values: dict[str, Any]) -> None:
    columns = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in values.items():
        setattr(row, name, columns[name].to_python(value))


_UNDO = {"made": _unmake, "changed": _unchange, "removed": _unremove}
