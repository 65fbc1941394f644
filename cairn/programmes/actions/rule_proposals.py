"""A weaker rule for figures about people: one member asks for it, a second confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.disclosure_rules import find_rule
from cairn.audit.actions import record
from cairn.programmes.actions import Conflict
from cairn.programmes.models import Programme, RuleProposal
from cairn.programmes.queries import models_of_programmes


def hold_back_weaker(
    programme: Programme, fields: Mapping[str, Any], *, by: Any
) -> Mapping[str, Any]:
    """Part of a change of settings: the fields that count at once.

    A rule that shows more than the one people answered under waits for a second member instead. Any
    other change of the rule ends what waits: somebody has thought again.
    """
    asked = find_rule(fields.get("rule", programme.rule), fields.get("k", programme.k))
    if not asked.is_weaker_than(programme.rules) or not _has_answers(programme):
        if asked != programme.rules:
            drop_rule(programme=programme, by=by)
        return fields
    row, _made = RuleProposal.objects.update_or_create(
        programme=programme,
        defaults={
            "rule": asked.name, "k": asked.k, "proposed_by": by,
            "proposed_on": timezone.localdate(),
        },
    )  # fmt: skip
    record("propose_rule", row, by=by, detail={"rule": asked.name, "k": asked.k})
    return {name: value for name, value in fields.items() if name not in ("rule", "k")}


@transaction.atomic
def confirm_rule(*, programme: Programme, rule: str, k: int, by: Any) -> None:
    """A second member puts the proposed rule in force; from then on it counts for what is shown.

    Raises `Conflict` for whoever asked for it, and where something else is asked for by now.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    row = RuleProposal.objects.in_programme(held).filter(rule=rule, k=k).first()
    if row is None:
        raise Conflict(_("This is not what is asked for any more. Nothing was changed."))
    if row.proposed_by_id == by.pk:
        raise Conflict(_("You asked for it, so somebody else has to confirm it."))
    Programme.objects.filter(pk=held.pk).update(rule=rule, k=k, revision=F("revision") + 1)
    detail = {"rule": rule, "k": k, "before": held.k, "proposed_by": row.proposed_by_id}
    record("confirm_rule", held, by=by, detail=detail)
    row.delete()


@transaction.atomic
def drop_rule(*, programme: Programme, by: Any) -> None:
    """The rule stays as it is."""
    for row in RuleProposal.objects.in_programme(programme):
        record("drop_rule", row, by=by, detail={"rule": row.rule, "k": row.k})
        row.delete()


def _has_answers(programme: Programme) -> bool:
    """Whether anybody has told anything, in whatever room it is kept."""
    return any(
        model._base_manager.filter(programme_id=programme.pk).exists()
        for model in models_of_programmes()
        if getattr(model, "is_answer", False)
    )
