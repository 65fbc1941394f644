"""Making a report from an outline and writing the team's own prose in it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.catalogue.shelves import outline as find_outline
from cairn.programmes.models import Programme
from cairn.reports.actions.refusals import Conflict
from cairn.reports.models import Report, Section


@transaction.atomic
def make_report(
    *, programme: Programme, outline: str, title: str, by: Any, subtitle: str = "",
    language: str = "en",
) -> Report:  # fmt: skip
    """A report on the newest version of an outline; that version stays with it."""
    report: Report = Report.objects.create(
        programme=programme,
        title=title,
        subtitle=subtitle,
        outline=outline,
        outline_version=find_outline(outline).version,
        language=language,
        made_by=by,
    )
    record("make_report", report, by=by, detail={"outline": outline})
    return report


@transaction.atomic
def edit_report(*, report: Report, revision: int, by: Any, **fields: Any) -> None:
    """Change title, subtitle or language; `Conflict` when somebody else saved in between."""
    changed = Report.objects.filter(pk=report.pk, revision=revision).update(
        **fields, revision=revision + 1
    )
    if not changed:
        raise Conflict(_("Somebody else changed this in the meantime. Nothing was overwritten."))
    record("edit_report", report, by=by, detail={"fields": sorted(fields)})


@transaction.atomic
def write_section(
    *, report: Report, key: str, prose: str, included: bool, revision: int, by: Any
) -> Section:
    """Keep the team's prose for a section; `Conflict` when somebody else wrote in between."""
    row, _made = Section.objects.get_or_create(
        report=report, key=key, defaults={"programme": report.programme, "revision": 0}
    )
    changed = Section.objects.filter(pk=row.pk, revision=revision).update(
        prose=prose, included=included, revision=revision + 1
    )
    if not changed:
        raise Conflict(_("Somebody else wrote here in the meantime. Nothing was overwritten."))
    row.refresh_from_db()
    record("write_section", report, by=by, detail={"section": key, "included": included})
    return row
