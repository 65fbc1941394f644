from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks import task

from cairn.reports.actions.erasing import erase_contribution, erase_excerpts
from cairn.reports.actions.exporting import delete_stored, export_version
from cairn.reports.actions.publishing import approve_version
from cairn.reports.models import ReportVersion


@transaction.atomic
def publish(*, version: ReportVersion, by: Any, alone_reason: str) -> None:
    """Publish a proposal and have its files made, both or neither."""
    approve_version(version=version, by=by, alone_reason=alone_reason)
    export_files.enqueue(version.pk, [])


@transaction.atomic
def forget_excerpts(*, excerpts: Any, by: Any) -> None:
    """Take retired excerpts out of every version and have the files made again."""
    _make_again(erase_excerpts(excerpts=excerpts, by=by))


@transaction.atomic
def forget_contribution(*, contribution: Any, by: Any) -> None:
    _make_again(erase_contribution(contribution=contribution, by=by))


def _make_again(changed: list[tuple[ReportVersion, list[str]]]) -> None:
    for version, destroyed in changed:
        export_files.enqueue(version.pk, destroyed)


@task()
def export_files(version_id: int, stale: list[str]) -> None:
    """Make a version's files; `stale` are stored files that must not survive an erasure."""
    delete_stored(stale)
    export_version(version_id=version_id)
