"""Whom we want to hear from."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.evidence.models import Target
from cairn.programmes.models import Programme


@transaction.atomic
def set_target(*, programme: Programme, attribute: str, value: str, wanted: int, by: Any) -> None:
    """Say how many people to hear from; none takes the target away. Once more changes nothing."""
    rows = Target.objects.in_programme(programme)
    if wanted:
        rows.update_or_create(
            attribute=attribute, value=value,
            defaults={"wanted": wanted}, create_defaults={"wanted": wanted, "programme": programme},
        )  # fmt: skip
    else:
        rows.filter(attribute=attribute, value=value).delete()
    detail = {"attribute": attribute, "value": value, "wanted": wanted}
    record("set_target", programme, by=by, detail=detail)
