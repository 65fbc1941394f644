from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from cairn.audit.actions import record
from cairn.decisions.actions.editing import Refused, set_removed, swap_order, write_fields
from cairn.decisions.actions.states import recheck_item, recheck_programme
from cairn.decisions.drafts import FindingDraft
from cairn.decisions.models import Finding, FindingTheme, signed_off_themes
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Theme


@transaction.atomic
def add_finding(*, programme: Programme, draft: FindingDraft, by: Any) -> Finding:
    last = Finding.objects.in_programme(programme).aggregate(last=Max("order"))["last"]
    row: Finding = Finding.objects.create(
        programme=programme, order=(last or 0) + 1, made_by=by, **draft.fields()
    )
    _set_links(row, draft)
    record("add_finding", row, by=by)
    return row


@transaction.atomic
def edit_finding(*, finding: Finding, draft: FindingDraft, revision: int, by: Any) -> Finding:
    """Save the whole form. Raises Conflict when another revision stands."""
    row = write_fields(finding, draft.fields(), revision=revision, by=by, action="edit_finding")
    _set_links(row, draft)
    return row


def _set_links(row: Finding, draft: FindingDraft) -> None:
    row.headings.set(draft.headings)
    row.domains.set(draft.domains)


@transaction.atomic
def move_finding(*, finding: Finding, step: int, by: Any) -> bool:
    rows = list(Finding.objects.in_programme(finding.programme).filter(removed_at__isnull=True))
    moved = swap_order(rows, finding.pk, step)
    if moved:
        record("move_finding", finding, by=by, detail={"step": step})
    return moved


@transaction.atomic
def link_theme(*, finding: Finding, theme: Theme, by: Any) -> None:
    """Let a finding stand on a signed-off theme. Raises Refused("not_signed_off") on others."""
    if not signed_off_themes(finding.programme_id).filter(pk=theme.pk).exists():
        raise Refused("not_signed_off")
    FindingTheme.objects.get_or_create(
        finding=finding, theme=theme, defaults={"programme": finding.programme, "by": by}
    )
    record("link_theme", finding, by=by, detail={"theme": theme.pk})


@transaction.atomic
def unlink_theme(*, finding: Finding, theme: Theme, by: Any) -> None:
    finding.themes.filter(theme=theme).delete()
    record("unlink_theme", finding, by=by, detail={"theme": theme.pk})
    recheck_programme(programme=finding.programme, by=by)


@transaction.atomic
def remove_finding(*, finding: Finding, by: Any) -> None:
    """Take a finding out; recommendations that stood on it alone become drafts."""
    set_removed(finding, removed=True, by=by, action="remove_finding")
    recheck_programme(programme=finding.programme, by=by)


@transaction.atomic
def restore_finding(*, finding: Finding, by: Any) -> None:
    row = set_removed(finding, removed=False, by=by, action="restore_finding")
    recheck_item(item=row, by=by)
