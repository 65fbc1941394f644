"""Tables of recommendations and of good practice, brought in row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.decisions.actions.changes import add_change
from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.headings import add_heading
from cairn.decisions.actions.recommendations import add_recommendation
from cairn.decisions.drafts import ChangeDraft, PracticeRow, RecommendationDraft, RecommendationRow
from cairn.decisions.models import Change, Heading, Recommendation
from cairn.decisions.queries.matching import match_domains, match_headings
from cairn.evidence.actions import add_contribution
from cairn.evidence.choices import Channel, Consent
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.sensemaking.actions import make_excerpt

# The whole table is one voice: its rows do not count as people of their own.
TABLE_AUTHOR = "table of recommendations"


@dataclass(frozen=True)
class Imported:
    """How many rows are new, how many had been imported before, and the headings made for them."""

    new: int
    repeated: int
    headings: list[Heading]


@transaction.atomic
def import_recommendations(
    *,
    programme: Programme,
    rows: Sequence[RecommendationRow],
    by: Any,
    headings: Mapping[str, Heading | None] | None = None,
    consent: str = Consent.ANALYSIS,
    consent_basis: str = "",
) -> Imported:
    """Each row becomes a contribution and a draft that names it; a row known already adds nothing.

    `headings` says which heading stands for each name in the table; None makes one. Without it
    they are matched by their words. Raises `evidence.actions.Refused` for a row without words.
    """
    matched = headings or match_headings(by, programme, [row.heading for row in rows])
    places: dict[str, Heading] = {}
    new = 0
    for row in rows:
        told = add_contribution(
            programme=programme, text=row.text, by=by, contributor_key=TABLE_AUTHOR,
            channel=Channel.DOCUMENT, consent=consent, consent_basis=consent_basis,
        )  # fmt: skip
        if Recommendation.objects.filter(imported_from=told).exists():
            continue
        if row.heading not in places:
            places[row.heading] = matched.get(row.heading) or add_heading(
                programme=programme, title=row.heading, by=by
            )
        _recommend(programme, places[row.heading], row, told, by)
        new += 1
    made = [place for name, place in places.items() if not matched.get(name)]
    return _imported("import_recommendations", programme, new, len(rows), made, by)


def _recommend(
    programme: Programme, heading: Heading, row: RecommendationRow, told: Contribution, by: Any
) -> None:
    draft = RecommendationDraft(text=row.text)
    made = add_recommendation(programme=programme, heading=heading, draft=draft, by=by)
    made.imported_from = told
    made.save(update_fields=["imported_from"])


def _imported(
    action: str, programme: Programme, new: int, total: int, made: list[Heading], by: Any
) -> Imported:
    record(action, programme, by=by, detail={"new": new, "repeated": total - new})
    return Imported(new, total - new, made)


@transaction.atomic
def import_practice(
    *,
    programme: Programme,
    rows: Sequence[PracticeRow],
    by: Any,
    consent: str = Consent.ANALYSIS,
    consent_basis: str = "",
) -> Imported:
    """Each row becomes a contribution of its system and a change that stands on all of its words.

    Domains are matched by their words; a domain that is not known here is left out.
    """
    domains = match_domains(by, programme, [row.domain for row in rows])
    new = 0
    for row in rows:
        told = add_contribution(
            programme=programme, text=row.words, by=by, contributor_key=f"system: {row.system}",
            channel=Channel.DOCUMENT, organisation=row.system[:200], consent=consent,
            consent_basis=consent_basis,
        )  # fmt: skip
        if not Change.objects.filter(imported_from=told).exists():
            _change(programme, row, domains[row.domain], told, by)
            new += 1
    return _imported("import_practice", programme, new, len(rows), [], by)


def _change(
    programme: Programme, row: PracticeRow, domain: Any, told: Contribution, by: Any
) -> None:
    draft = ChangeDraft(
        title=row.example[:200],
        what=row.synopsis,
        system=row.system[:150],
        domains=[domain] if domain else [],
    )
    change = add_change(programme=programme, draft=draft, by=by)
    change.imported_from = told
    change.save(update_fields=["imported_from"])
    version = told.versions.get(is_current=True)
    excerpt = make_excerpt(version=version, start=0, end=len(version.text), by=by)
    add_evidence(item=change, excerpt=excerpt, by=by)
