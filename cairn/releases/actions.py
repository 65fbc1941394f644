"""Counts become releases here and nowhere else. There is no action that changes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.disclosure_rules import RuleSet
from cairn.analysis.disclosure_series import Stepped, release_together
from cairn.audit.actions import record
from cairn.catalogue.kinds import Text
from cairn.programmes.models import Programme
from cairn.releases.drafts import Kept, Table, filter_of, freeze, freeze_kept, kept_key
from cairn.releases.models import Release
from cairn.releases.queries import lists_of


class Refused(Exception):
    """Nothing was released; the message says why and what to do."""


@dataclass(frozen=True)
class Counted:
    """Who is counted: up to which step, kept by which filter, how many, and by what."""

    step: int
    people: int
    tables: Sequence[Table]
    kept: Sequence[Kept] = ()


@transaction.atomic
def release_counts(
    *, programme: Programme, subject: str, title: Text, counted: Counted, by: Any
) -> Release:
    """Release tables of counts of people, as much of them as the gate lets through.

    The same step and filter again gives the release there is. Raises `Refused` when nothing safe is
    left, or when too much was released before to check this against.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    mine: Any = Release.objects.in_programme(programme).filter(subject=subject)
    key = kept_key(counted.kept)
    if there := mine.filter(step=counted.step, kept_key=key).first():
        return there
    rules = programme.rules
    shown = _pass_gate(counted, lists_of(programme, subject), rules)
    release: Release = Release.objects.create(
        programme=programme, subject=subject, number=mine.count() + 1, step=counted.step,
        title=title.en, title_cy=title.cy, kept=freeze_kept(counted.kept), kept_key=key,
        rule=rules.name, rule_version=rules.version, k=rules.k, base=rules.base,
        people=_people(shown[0]), tables=_freeze_all(counted, shown[1:]),
        released_on=timezone.localdate(), released_by=by,
    )  # fmt: skip
    detail = {"subject": subject, "number": release.number, "step": counted.step}
    record("release_counts", release, by=by, detail=detail)
    return release


def _pass_gate(counted: Counted, before: Sequence[Stepped], rules: RuleSet) -> list[Stepped]:
    kept = filter_of(freeze_kept(counted.kept))
    lists = [each for table in counted.tables for each in table.lists(counted.people, kept)]
    try:
        shown = release_together(counted.people, kept, lists, counted.step, before, rules=rules)
    except ValueError as problem:
        raise Refused(
            _("So much was released before that this cannot be checked against it. Nothing was "
              "released; what was shown before stays.")
        ) from problem  # fmt: skip
    if shown is None:
        raise Refused(
            _("Nothing was released: beside what was shown before, these figures would tell of fewer "
              "than %(k)d people. Use a wider filter, or wait for more answers.") % {"k": rules.k}
        )  # fmt: skip
    return shown


def _people(first: Stepped) -> int:
    [[people]] = first.line.shown
    if people is None:
        raise AssertionError("how many there are is always shown")
    return people


def _freeze_all(counted: Counted, shown: Sequence[Stepped]) -> list[dict[str, Any]]:
    rest = list(shown)
    frozen = []
    for table in counted.tables:
        size = len(table.values) if table.several else 1
        frozen.append(freeze(table, rest[:size]))
        rest = rest[size:]
    return frozen
