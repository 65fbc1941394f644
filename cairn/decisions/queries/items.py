"""What a member may read of headings, findings, recommendations and changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cairn.analysis.evidence_rich import weigh_evidence
from cairn.decisions.choices import Kind
from cairn.decisions.models import (
    Addressee,
    Change,
    ChangeEvidence,
    Finding,
    FindingEvidence,
    FindingTheme,
    Heading,
    Item,
    Recommendation,
    RecommendationEvidence,
)
from cairn.programmes.models import Programme

MODELS: dict[str, type[Item]] = {
    Kind.CHANGE: Change,
    Kind.FINDING: Finding,
    Kind.RECOMMENDATION: Recommendation,
}
EVIDENCE: dict[str, Any] = {
    Kind.CHANGE: ChangeEvidence,
    Kind.FINDING: FindingEvidence,
    Kind.RECOMMENDATION: RecommendationEvidence,
}


def headings_for(viewer: Any, programme: Programme) -> list[Heading]:
    """The headings in order, each with how many findings and recommendations stand under it."""
    live = Q(recommendations__removed_at__isnull=True, recommendations__isnull=False)
    rows = Heading.objects.visible_to(viewer, programme)
    return list(
        rows.annotate(
            recommendation_count=Count("recommendations", filter=live, distinct=True),
            finding_count=Count(
                "findings", filter=Q(findings__removed_at__isnull=True), distinct=True
            ),
        ).order_by("order", "pk")  # a grouped query forgets the model's own order
    )


def heading_for(viewer: Any, programme: Programme, heading_id: int) -> Heading | None:
    row: Heading | None = (
        Heading.objects.visible_to(viewer, programme).filter(pk=heading_id).first()
    )
    return row


def addressees_for(viewer: Any, programme: Programme) -> list[Addressee]:
    return list(Addressee.objects.visible_to(viewer, programme))


def recommendation_numbers(viewer: Any, programme: Programme) -> dict[int, int]:
    """The number of each recommendation: one count through all headings, in their order."""
    rows = Recommendation.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    return {pk: place for place, pk in enumerate(rows.values_list("pk", flat=True), start=1)}


def recommendations_for(viewer: Any, programme: Programme) -> list[Recommendation]:
    """All recommendations in order, `.number` set; addressees, findings and evidence loaded."""
    rows = _loaded(viewer, programme, Kind.RECOMMENDATION)
    found = list(
        rows.select_related("heading").prefetch_related(
            "addressees", Prefetch("findings", Finding.objects.filter(removed_at__isnull=True))
        )
    )
    for number, row in enumerate(found, start=1):
        row.number = number
    return found


def findings_for(viewer: Any, programme: Programme) -> list[Finding]:
    """All findings in order, with headings, domains, themes (`.themes`) and evidence loaded."""
    themes = Prefetch("themes", FindingTheme.objects.select_related("theme").order_by("pk"))
    rows = _loaded(viewer, programme, Kind.FINDING)
    return list(rows.prefetch_related("headings", "domains", themes))


def changes_for(viewer: Any, programme: Programme) -> list[Change]:
    """All changes, with domains, conditions, similar examples and evidence loaded."""
    similar = Prefetch("similar", Change.objects.filter(removed_at__isnull=True))
    rows = _loaded(viewer, programme, Kind.CHANGE)
    return list(
        rows.select_related("verdict_by").prefetch_related("domains", "conditions", similar)
    )


def item_for(viewer: Any, programme: Programme, kind: str, item_id: int) -> Item | None:
    """The change, finding or recommendation of that id, removed ones not."""
    if kind not in MODELS:
        return None
    return _live(MODELS[kind], viewer, programme).filter(pk=item_id).first()


def removed_item_for(viewer: Any, programme: Programme, kind: str, item_id: int) -> Item | None:
    """An item that was removed, for undo."""
    rows: Any = MODELS[kind].objects.visible_to(viewer, programme)
    found: Item | None = rows.filter(pk=item_id, removed_at__isnull=False).first()
    return found


def evidence_of(viewer: Any, item: Item) -> list[Any]:
    """What is linked to `item`, words that speak for it first; `.excerpt.contribution` loaded."""
    rows = EVIDENCE[item.kind].objects.visible_to(viewer, item.programme)
    linked = rows.filter(**{item.kind: item}).select_related("excerpt__contribution")
    return list(linked.order_by("-stance", "pk"))


def evidence_rich(words: Mapping[int, str]) -> frozenset[int]:
    """Which of these words, by id, say why, what followed, how much or when."""
    return frozenset(key for key, text in words.items() if weigh_evidence(text).rich)


def _live(model: type[Any], viewer: Any, programme: Programme) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.visible_to(viewer, programme)
    return rows.filter(removed_at__isnull=True)


def _loaded(viewer: Any, programme: Programme, kind: str) -> QuerySet[Any]:
    """The items of a kind that stand, with what is linked to each."""
    linked = EVIDENCE[kind].objects.visible_to(viewer, programme)
    words = Prefetch("evidence", linked.select_related("excerpt__contribution").order_by("pk"))
    return _live(MODELS[kind], viewer, programme).prefetch_related(words)
