"""Everything the page of one item shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cairn.decisions.models import Change, Finding, FindingTheme, Heading, Item, Recommendation
from cairn.decisions.queries.choosing import iceberg_levels
from cairn.decisions.queries.items import (
    evidence_of,
    evidence_rich,
    headings_for,
    recommendation_numbers,
)
from cairn.decisions.queries.ladder import Flag, ladder_for


@dataclass(frozen=True)
class Details:
    evidence: list[Any] = field(default_factory=list)
    flags: tuple[Flag, ...] = ()
    number: int = 0
    themes: list[Any] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    alike: list[Any] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    iceberg: str = ""

    @cached_property
    def rich(self) -> frozenset[int]:
        """The linked excerpts that are evidence-rich, by id."""
        return evidence_rich({link.excerpt_id: link.excerpt.quote for link in self.evidence})


def details_for(viewer: Any, item: Item) -> Details:
    """What an item stands on, what stands on it, and what the ladder check says of it."""
    evidence = evidence_of(viewer, item)
    if isinstance(item, Change):
        iceberg = dict(iceberg_levels()).get(item.iceberg, "")
        alike = similar_examples(viewer, item)
        return Details(evidence=evidence, alike=alike, iceberg=iceberg)
    flags = ladder_for(viewer, item.programme)[item.kind, item.pk]
    alike = _alike(viewer, item, flags)
    if isinstance(item, Finding):
        return Details(
            evidence,
            flags,
            alike=alike,
            themes=themes_of(viewer, item),
            recommendations=recommendations_of(viewer, item),
        )
    return Details(
        evidence,
        flags,
        alike=alike,
        number=recommendation_numbers(viewer, item.programme)[item.pk],
        findings=list(_live_findings(viewer, item)),
        headings=headings_for(viewer, item.programme),
    )


def similar_examples(viewer: Any, change: Change) -> list[Change]:
    """The examples a person has linked to `change`."""
    rows = Change.objects.visible_to(viewer, change.programme).filter(removed_at__isnull=True)
    return list(rows.filter(similar=change))


def themes_of(viewer: Any, finding: Finding) -> list[FindingTheme]:
    """The themes linked to a finding; `.theme.signed_off_at` tells which of them count."""
    rows = FindingTheme.objects.visible_to(viewer, finding.programme).filter(finding=finding)
    return list(rows.select_related("theme").order_by("pk"))


def recommendations_of(viewer: Any, finding: Finding) -> list[Recommendation]:
    numbers = recommendation_numbers(viewer, finding.programme)
    rows = Recommendation.objects.visible_to(viewer, finding.programme)
    found = list(rows.filter(findings=finding, removed_at__isnull=True))
    for row in found:
        row.number = numbers[row.pk]
    return found


def _live_findings(viewer: Any, item: Recommendation) -> Any:
    rows = Finding.objects.visible_to(viewer, item.programme).filter(removed_at__isnull=True)
    return rows.filter(recommendations=item)


def _alike(viewer: Any, item: Any, flags: tuple[Flag, ...]) -> list[Any]:
    others = [pk for flag in flags for pk in flag.others]
    if not others:
        return []
    return list(type(item).objects.visible_to(viewer, item.programme).filter(pk__in=others))
