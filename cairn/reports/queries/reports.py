"""Reports, their sections and their versions, as a viewer may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.reports.choices import Audience, VersionState
from cairn.reports.models import Report, ReportFile, ReportVersion, Section

PUBLISHED = Q(versions__state=VersionState.PUBLISHED)


def reports_for(viewer: Any, programme: Programme) -> QuerySet[Report]:
    """The reports with `published` (how many versions), `newest` and whether one is `waiting`."""
    rows: QuerySet[Report] = Report.objects.visible_to(viewer, programme)
    return (
        rows.select_related("made_by")
        .annotate(
            published=Count("versions", filter=PUBLISHED),
            newest=Max("versions__number", filter=PUBLISHED),
            published_at=Max("versions__published_at"),
            waiting=Count("versions", filter=Q(versions__state=VersionState.PROPOSED)),
        )
        .order_by("-pk")
    )


def report_for(viewer: Any, programme: Programme, pk: int) -> Report | None:
    rows = Report.objects.visible_to(viewer, programme).select_related("programme", "made_by")
    found: Report | None = rows.filter(pk=pk).first()
    return found


def section_of(viewer: Any, report: Report, key: str) -> Section:
    """The team's prose for a section; a row not saved yet where nobody has written."""
    rows = Section.objects.visible_to(viewer, report.programme)
    found: Section | None = rows.filter(report=report, key=key).first()
    return found or Section(programme=report.programme, report=report, key=key, revision=0)


def versions_of(viewer: Any, report: Report) -> QuerySet[ReportVersion]:
    """The versions, newest first."""
    rows: QuerySet[ReportVersion] = ReportVersion.objects.visible_to(viewer, report.programme)
    return rows.filter(report=report).select_related("proposed_by", "approved_by")


def version_for(viewer: Any, programme: Programme, pk: int, number: int) -> ReportVersion | None:
    rows = ReportVersion.objects.visible_to(viewer, programme).filter(report=pk, number=number)
    found: ReportVersion | None = rows.select_related(
        "report", "programme", "proposed_by", "approved_by"
    ).first()
    return found


def public_version(slug: str, pk: int, number: int | None = None) -> ReportVersion | None:
    """A version published for everybody, the newest unless a number is asked for."""
    rows = ReportVersion.objects.filter(
        programme__slug=slug,
        report=pk,
        state=VersionState.PUBLISHED,
        audience=Audience.PUBLIC,
    ).select_related("report", "programme")
    found: ReportVersion | None = (rows.filter(number=number) if number else rows).first()
    return found


def public_numbers(slug: str, pk: int) -> list[int]:
    """The numbers of the versions published for everybody, newest first."""
    rows = ReportVersion.objects.filter(
        programme__slug=slug,
        report=pk,
        state=VersionState.PUBLISHED,
        audience=Audience.PUBLIC,
    )
    return list(rows.values_list("number", flat=True))


def public_versions_with(contribution: Contribution) -> list[ReportVersion]:
    """The newest version of each report for everybody that rests on a contribution.

    Public as the versions are; whoever asks has the contribution.
    """
    rows = ReportVersion.objects.in_programme(contribution.programme).filter(
        references__contribution=contribution, state=VersionState.PUBLISHED,
        audience=Audience.PUBLIC,
    )  # fmt: skip
    held = rows.select_related("report", "programme").order_by("number")
    return list({each.report_id: each for each in held}.values())


def files_of(version: ReportVersion) -> list[ReportFile]:
    """The files of a version whoever holds the version may have."""
    return list(version.files.order_by("exporter"))


def published_count(viewer: Any, programme: Programme) -> int:
    rows = ReportVersion.objects.visible_to(viewer, programme)
    return int(rows.filter(state=VersionState.PUBLISHED).count())


def waiting_for(viewer: Any, programme: Programme) -> list[ReportVersion]:
    """The proposals that wait for a second member."""
    rows = ReportVersion.objects.visible_to(viewer, programme).filter(state=VersionState.PROPOSED)
    return list(rows.select_related("report"))
