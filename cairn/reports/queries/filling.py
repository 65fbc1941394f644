"""An outline filled with what the programme knows: one function a kind of section."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cairn.analysis.disclosure_ledger import Released
from cairn.catalogue.shelves import Outline, OutlineSection, outline
from cairn.reports.exporters import (
    Block,
    Language,
    Paragraph,
    ReportContent,
    Section,
    Status,
)
from cairn.reports.models import Report
from cairn.reports.models import Section as SectionRow
from cairn.reports.queries.ledger import PRINTED
from cairn.reports.queries.material import Material, material_for
from cairn.reports.queries.sections_decided import (
    fill_both,
    fill_findings,
    fill_practice,
    fill_recommendations,
)
from cairn.reports.queries.sections_figures import fill_coverage, fill_facts, fill_method
from cairn.reports.queries.sections_words import (
    fill_big_picture,
    fill_case_studies,
    fill_must_not_return,
    fill_thanks,
    fill_themes,
)

Fill = Callable[[Material, OutlineSection, str], list[Block]]
FILL_KINDS: dict[str, Fill] = {
    "facts": fill_facts,
    "big_picture": fill_big_picture,
    "themes": fill_themes,
    "must_not_return": fill_must_not_return,
    "findings": fill_findings,
    "recommendations": fill_recommendations,
    "practice_table": fill_practice,
    "case_studies": fill_case_studies,
    "coverage": fill_coverage,
    "method": fill_method,
    "thanks": fill_thanks,
}
APPENDICES = {"practice_table", "case_studies", "appendix"}


@dataclass(frozen=True)
class Part:
    """One section of the outline with the team's prose and what stands in it."""

    outline: OutlineSection
    row: SectionRow | None
    title: str
    blocks: tuple[Block, ...]
    joined: bool = False  # its recommendations stand in the findings' section

    @property
    def included(self) -> bool:
        return self.row is None or self.row.included


@dataclass(frozen=True)
class Filled:
    report: Report
    material: Material
    parts: list[Part]
    content: ReportContent

    def printed(self) -> dict[str, Released]:
        """What the tables of the sections that are in it show, by the tables' names."""
        kinds = [part.outline.kind for part in self.parts if part.included and part.blocks]
        tables = set().union(*(PRINTED.get(kind, ()) for kind in kinds))
        released = self.material.gate.released
        return {table: found.line for table, found in released.items() if table in tables}


def outline_of(report: Report) -> Outline:
    return outline(report.outline, report.outline_version)


def fill_report(viewer: Any, report: Report, *, status: Status = "draft") -> Filled:
    """The report as it would be printed now. The number of queries does not grow with the rows."""
    material = material_for(viewer, report.programme)
    rows = SectionRow.objects.visible_to(viewer, report.programme).filter(report=report)
    prose = {row.key: row for row in rows}
    with translation.override(report.language):
        parts = fill_parts(outline_of(report), prose, material, report.language)
    return Filled(report, material, parts, content_of(report, parts, status=status))


def fill_parts(
    wanted: Outline, rows: dict[str, SectionRow], material: Material, language: str
) -> list[Part]:
    shown = [each for each in wanted.sections if each.code not in rows or rows[each.code].included]
    joined = joined_sections(shown)
    parts = []
    for each in wanted.sections:
        row = rows.get(each.code)
        blocks = fill_section(each, row, material, language, joined)
        title = title_of(each, joined, language)
        parts.append(Part(each, row, title, tuple(blocks), joined[1:] == [each]))
    return parts


def joined_sections(shown: list[OutlineSection]) -> list[OutlineSection]:
    """Findings and recommendations laid out by the same framework: they are told together."""
    by_kind = {each.kind: each for each in shown}
    pair = [by_kind.get("findings"), by_kind.get("recommendations")]
    found = [each for each in pair if each is not None and each.framework]
    together = len(found) == 2 and found[0].framework == found[1].framework
    return found if together else []


def title_of(each: OutlineSection, joined: list[OutlineSection], language: str) -> str:
    if joined and each == joined[0]:
        return _("Findings and recommendations")
    return each.heading(language) if each.kind in APPENDICES else each.title.in_language(language)


def fill_section(
    each: OutlineSection,
    row: SectionRow | None,
    material: Material,
    language: str,
    joined: list[OutlineSection],
) -> list[Block]:
    blocks: list[Block] = [Paragraph(row.prose, "team")] if row and row.prose.strip() else []
    if joined and each == joined[0]:
        return blocks + fill_both(material, each, language)
    if joined and each == joined[1]:
        return blocks
    fill = FILL_KINDS.get(each.kind)
    return blocks + (fill(material, each, language) if fill else [])


def content_of(
    report: Report, parts: list[Part], *, status: Status, day: dt.date | None = None
) -> ReportContent:
    """What is printed: the sections that are included and hold something, appendices last."""
    sections = [
        Section(part.title, part.blocks, appendix=part.outline.kind in APPENDICES)
        for part in parts
        if part.included and part.blocks
    ]
    return ReportContent(
        title=report.title,
        subtitle=report.subtitle,
        programme=report.programme.name,
        language=cast(Language, report.language),
        status=status,
        version="",
        date=day or timezone.localdate(),
        audience="members",
        notices=(),
        sections=tuple(sorted(sections, key=lambda section: section.appendix)),
    )
