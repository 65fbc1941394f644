"""The sections of a report that say what follows: findings, recommendations, good practice."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.catalogue.shelves import OutlineSection
from cairn.decisions.models import Heading as HeadingRow
from cairn.decisions.models import Recommendation as RecommendationRow
from cairn.reports.exporters import (
    Block,
    Finding,
    GoodPractice,
    GoodPracticeTable,
    Heading,
    Paragraph,
    Recommendation,
)
from cairn.reports.queries.material import Material


def fill_findings(material: Material, section: OutlineSection, language: str) -> list[Block]:
    return [
        block
        for heading in headings_used(material)
        for block in _under(heading, findings_under(material, heading), language)
    ]


def fill_recommendations(material: Material, section: OutlineSection, language: str) -> list[Block]:
    return [
        block
        for heading in headings_used(material)
        for block in _under(heading, recommendations_under(material, heading), language)
    ]


def fill_both(material: Material, section: OutlineSection, language: str) -> list[Block]:
    """Findings and, under the same heading, what we therefore recommend."""
    blocks: list[Block] = []
    for heading in headings_used(material):
        asked = recommendations_under(material, heading)
        therefore: list[Block] = [Paragraph(_("We therefore recommend:"))] if asked else []
        parts = [*findings_under(material, heading), *therefore, *asked]
        blocks += _under(heading, parts, language)
    return blocks


def headings_used(material: Material) -> list[HeadingRow | None]:
    return [*material.headings, None]


def findings_under(material: Material, heading: HeadingRow | None) -> list[Block]:
    """The findings of a heading; one under several headings is said under each."""
    blocks: list[Block] = []
    for row in material.findings:
        own = {one.pk for one in row.headings.all()}
        if (heading.pk in own) if heading else not own:
            blocks.append(Finding(row.text, f"finding:{row.pk}"))
            blocks += [Paragraph(row.detail, "team")] if row.detail else []
    return blocks


def recommendations_under(material: Material, heading: HeadingRow | None) -> list[Block]:
    """The recommendations of a heading; their numbers run on through the whole report."""
    return [
        recommendation(row, number)
        for number, row in enumerate(material.recommendations, start=1)
        if heading and row.heading_id == heading.pk
    ]


def recommendation(row: RecommendationRow, number: int) -> Recommendation:
    return Recommendation(
        number=number,
        text=row.text,
        addressees=tuple(each.name for each in row.addressees.all()),
        due=date_format(row.due_on, "j F Y") if row.due_on else "",
        measure=row.measure,
        ref=f"recommendation:{row.pk}",
    )


def _under(heading: HeadingRow | None, parts: list[Block], language: str) -> list[Block]:
    if not parts:
        return []
    return [Heading(title_of(heading, language) if heading else _("Also")), *parts]


def title_of(row: HeadingRow, language: str) -> str:
    return (row.title_cy if language == "cy" else "") or row.title


def fill_practice(material: Material, section: OutlineSection, language: str) -> list[Block]:
    rows = []
    for change in material.changes:
        domains = [code.name_cy if language == "cy" and code.name_cy else code.name
                   for code in change.domains.all()]  # fmt: skip
        where = change.system or change.organisation or change.place
        rows.append(
            GoodPractice(
                ", ".join(domains), where, change.title, change.what, f"change:{change.pk}"
            )
        )
    rows.sort(key=lambda row: (not row.domain, row.domain))
    return [GoodPracticeTable(_("Good practice"), tuple(rows))] if rows else []
