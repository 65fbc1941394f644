"""The path from a finding or a recommendation to somebody's words."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from cairn.decisions.models.changes import Change
from cairn.decisions.models.findings import Finding, FindingEvidence, FindingTheme
from cairn.decisions.models.recommendations import Recommendation
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Excerpt, Theme, ThemeExcerpt

Item = Change | Finding | Recommendation
SIGNED_OFF = Q(signed_off_at__isnull=False, discarded_at__isnull=True)


def signed_off_themes(programme_id: int) -> QuerySet[Theme]:
    return Theme.objects.filter(SIGNED_OFF, programme_id=programme_id)


def supporting_excerpts(item: Item) -> QuerySet[Excerpt]:
    """The excerpts with words that speak for `item`: its own, its findings', their themes'."""
    own = item.evidence.filter(stance=Stance.FOR).values("excerpt")
    reached = Q(pk__in=own) | _through_findings(item)
    return Excerpt.objects.filter(
        reached, programme_id=item.programme_id, retired_at__isnull=True
    ).order_by("pk")


def _through_findings(item: Item) -> Q:
    findings = _findings_of(item)
    linked = FindingTheme.objects.filter(finding__in=findings).values("theme")
    themes = signed_off_themes(item.programme_id).filter(pk__in=linked)
    placed = ThemeExcerpt.objects.filter(theme__in=themes, stance=Stance.FOR)
    held = FindingEvidence.objects.filter(finding__in=findings, stance=Stance.FOR)
    return Q(pk__in=held.values("excerpt")) | Q(pk__in=placed.values("excerpt"))


def _findings_of(item: Item) -> QuerySet[Any]:
    if isinstance(item, Finding):
        return Finding.objects.filter(pk=item.pk)
    if isinstance(item, Recommendation):
        return item.findings.filter(removed_at__isnull=True)
    return Finding.objects.none()


def has_path(item: Item) -> bool:
    """Whether `item` can show a path to at least one excerpt that still has its words."""
    return supporting_excerpts(item).exists()
