"""The tree of organisations: kept by hand, or loaded from a public list of ODS codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.people.drafts import OrganisationDraft
from cairn.people.models import Organisation
from cairn.people.queries import path_to

BATCH = 500
FIELDS = ["name", "parent", "closed_on"]


class Refused(Exception):
    """What was asked cannot be done; the message is for the person and says what to do."""


@dataclass
class Loaded:
    """How many organisations of a list did what. Rings are parents that would go round in one."""

    new: int = 0
    changed: int = 0
    same: int = 0
    closed_and_unknown: int = 0
    rings: int = 0


@transaction.atomic
def add_organisation(*, by: Any, **fields: Any) -> Organisation:
    _check_code(fields.get("ods_code", ""), None)
    row = Organisation.objects.create(**fields)
    record("add_organisation", row, by=by)
    return row


@transaction.atomic
def edit_organisation(*, organisation: Organisation, by: Any, **fields: Any) -> Organisation:
    """Change or move an organisation; with it moves all that is below it."""
    _check_code(fields.get("ods_code", ""), organisation)
    parent = fields.get("parent")
    if parent is not None:
        _check_no_ring(organisation, parent, by)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    record("edit_organisation", organisation, by=by, detail={"fields": sorted(fields)})
    return organisation


@transaction.atomic
def load_organisations(*, drafts: Iterable[OrganisationDraft], by: Any) -> Loaded:
    """Bring the tree up to a list: all of it or nothing, and the same again the second time.

    Closed organisations that are not here stay away; those that are here are marked. What the list
    does not name stays as it is.
    """
    told = {each.code: each for each in drafts}
    rows = list(Organisation.objects.select_for_update())
    known = {row.ods_code.upper(): row for row in rows if row.ods_code}
    missing = [each for each in told.values() if each.code not in known]
    new = [
        Organisation(ods_code=each.code, name=each.name) for each in missing if not each.closed_on
    ]
    Organisation.objects.bulk_create(new, batch_size=BATCH)
    counts = Loaded(new=len(new), closed_and_unknown=len(missing) - len(new))
    made = {row.ods_code: row for row in new}
    both = known | made
    by_key = {row.pk: row for row in [*rows, *new]}
    here = [each for each in told.values() if each.code in both]
    changed = [each.code for each in here if _follow(each, both, by_key, counts)]
    Organisation.objects.bulk_update([both[code] for code in changed], FIELDS, batch_size=BATCH)
    counts.changed = len(set(changed) - made.keys())
    counts.same = len(told.keys() & known.keys()) - counts.changed
    record("load_organisations", Organisation(), by=by, detail=vars(counts))
    return counts


def _follow(
    draft: OrganisationDraft,
    rows: dict[str, Organisation],
    by_key: dict[int, Organisation],
    counts: Loaded,
) -> bool:
    """Make a row what the list says it is; whether that changed it."""
    row = rows[draft.code]
    before = [row.name, row.closed_on, row.parent_id]
    row.name, row.closed_on = draft.name, draft.closed_on
    parent = rows.get(draft.parent)
    if parent is not None and _goes_round(row, parent, by_key):
        counts.rings += 1
    elif parent is not None:
        row.parent = parent
    return before != [row.name, row.closed_on, row.parent_id]


def _goes_round(row: Organisation, parent: Organisation, rows: dict[int, Organisation]) -> bool:
    above: Organisation | None = parent
    while above is not None:
        if above.pk == row.pk:
            return True
        above = rows.get(above.parent_id or 0)
    return False


def _check_code(code: str, organisation: Organisation | None) -> None:
    others = Organisation.objects.filter(ods_code__iexact=code)
    if organisation is not None:
        others = others.exclude(pk=organisation.pk)
    if code and others.exists():
        raise Refused(_("Another organisation has this code. Nothing was saved."))


def _check_no_ring(organisation: Organisation, parent: Organisation, by: Any) -> None:
    """Under a lock on both, in one order: of two moves that would close a ring, one is told."""
    ends = Organisation.objects.select_for_update().filter(pk__in=[organisation.pk, parent.pk])
    list(ends.order_by("pk"))
    if organisation in [*path_to(by, parent), parent]:
        raise Refused(
            _("An organisation cannot be below itself or below one of its own. Nothing was saved.")
        )
