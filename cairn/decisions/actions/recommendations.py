from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import Max

from cairn.audit.actions import record
from cairn.decisions.actions.editing import (
    lock,
    number_anew,
    set_removed,
    swap_order,
    write_fields,
)
from cairn.decisions.actions.states import recheck_item
from cairn.decisions.drafts import RecommendationDraft
from cairn.decisions.models import Addressee, Finding, Heading, Recommendation
from cairn.programmes.models import Programme


class Links(TypedDict):
    addressees: list[str]
    findings: list[Finding]


@transaction.atomic
def add_recommendation(
    *, programme: Programme, heading: Heading, draft: RecommendationDraft, by: Any
) -> Recommendation:
    """Add a draft at the end of `heading`; its number follows from its place."""
    row: Recommendation = Recommendation.objects.create(
        programme=programme,
        heading=heading,
        order=next_place(heading),
        made_by=by,
        **draft.fields(),
    )
    set_links(row, addressees=draft.addressees, findings=draft.findings)
    record("add_recommendation", row, by=by)
    return row


@transaction.atomic
def edit_recommendation(
    *, recommendation: Recommendation, draft: RecommendationDraft, revision: int, by: Any
) -> Recommendation:
    """Save the whole form. Raises Conflict when another revision stands."""
    row = write_fields(
        recommendation, draft.fields(), revision=revision, by=by, action="edit_recommendation"
    )
    set_links(row, addressees=draft.addressees, findings=draft.findings)
    recheck_item(item=row, by=by)
    return row


def next_place(heading: Heading) -> int:
    return (heading.recommendations.aggregate(last=Max("order"))["last"] or 0) + 1


def set_links(
    row: Recommendation, *, addressees: Iterable[str], findings: Iterable[Finding] | None
) -> None:
    row.addressees.set([addressee_named(row.programme, name) for name in addressees])
    if findings is not None:
        row.findings.set(findings)


def addressee_named(programme: Programme, name: str) -> Addressee:
    """The addressee of that name, however it is spaced or capitalised, made if there is none."""
    clean = " ".join(name.split())[:150]
    found = Addressee.objects.in_programme(programme).filter(name__iexact=clean).first()
    row: Addressee = found or Addressee.objects.create(programme=programme, name=clean)
    return row


@transaction.atomic
def move_recommendation(*, recommendation: Recommendation, step: int, by: Any) -> bool:
    """Move up (-1) or down (+1) within its heading, or over the edge into the next heading."""
    row = lock(recommendation)
    within = list(
        row.heading.recommendations.filter(removed_at__isnull=True).order_by("order", "pk")
    )
    moved = swap_order(within, row.pk, step) or _cross_edge(row, step)
    if moved:
        record("move_recommendation", row, by=by, detail={"step": step})
    return moved


def _cross_edge(row: Recommendation, step: int) -> bool:
    headings = list(Heading.objects.in_programme(row.programme))
    target = [heading.pk for heading in headings].index(row.heading_id) + step
    if not 0 <= target < len(headings):
        return False
    _place_in(row, headings[target], first=step > 0)
    return True


def _place_in(row: Recommendation, heading: Heading, *, first: bool) -> None:
    row.heading = heading
    row.save(update_fields=["heading"])
    others = list(heading.recommendations.exclude(pk=row.pk).order_by("order", "pk"))
    number_anew([row, *others] if first else [*others, row])


@transaction.atomic
def move_to_heading(*, recommendation: Recommendation, heading: Heading, by: Any) -> None:
    row = lock(recommendation)
    _place_in(row, heading, first=False)
    record("move_recommendation", row, by=by, detail={"heading": heading.pk})


@transaction.atomic
def remove_recommendation(*, recommendation: Recommendation, by: Any) -> None:
    set_removed(recommendation, removed=True, by=by, action="remove_recommendation")


@transaction.atomic
def restore_recommendation(*, recommendation: Recommendation, by: Any) -> None:
    """Undo of removing; what it stood on may have gone meanwhile, so that is asked again."""
    row = set_removed(recommendation, removed=False, by=by, action="restore_recommendation")
    recheck_item(item=row, by=by)
