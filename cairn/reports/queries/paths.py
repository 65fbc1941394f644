"""Which findings and recommendations stand on words that still stand; four queries in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cairn.decisions.models import (
    Finding,
    FindingEvidence,
    FindingTheme,
    Recommendation,
    RecommendationEvidence,
)
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import ThemeExcerpt

STANDING = {"excerpt__retired_at": None, "stance": Stance.FOR}


@dataclass(frozen=True)
class Paths:
    """Ids of the findings and recommendations that have a path to words that still stand."""

    findings: set[int] = field(default_factory=set)
    recommendations: set[int] = field(default_factory=set)


def paths_of(viewer: Any, programme: Programme) -> Paths:
    """The path runs over evidence, signed-off themes and, for a recommendation, its findings."""
    placed = ThemeExcerpt.objects.visible_to(viewer, programme).filter(**STANDING)
    linked = FindingTheme.objects.visible_to(viewer, programme).filter(
        theme__signed_off_at__isnull=False,
        theme__discarded_at=None,
        theme__in=placed.values("theme"),
    )
    held = FindingEvidence.objects.visible_to(viewer, programme).filter(**STANDING)
    findings = {*linked.values_list("finding", flat=True), *held.values_list("finding", flat=True)}
    standing = Finding.objects.visible_to(viewer, programme).filter(
        pk__in=findings, removed_at=None
    )
    through = Recommendation.objects.visible_to(viewer, programme).filter(findings__in=standing)
    own = RecommendationEvidence.objects.visible_to(viewer, programme).filter(**STANDING)
    recommendations = {
        *through.values_list("pk", flat=True),
        *own.values_list("recommendation", flat=True),
    }
    return Paths(findings, recommendations)
