from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Left

from cairn.evidence.models import Contribution, ContributionVersion, Import, Question, SentFile
from cairn.evidence.queries.search import contributions_with
from cairn.programmes.models import Programme

EXACT = ("channel", "consent", "language", "role_band", "sector", "organisation", "place")
SORTS: dict[str, list[Any]] = {
    "number": ["number"],
    "newest": ["-number"],
    "received": [F("received_on").asc(nulls_last=True), "number"],
    "received_last": [F("received_on").desc(nulls_last=True), "number"],
}
SHOWN_LENGTH = 400


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; "" and None leave a thing open."""

    words: str = ""
    question: int | None = None
    imported: int | None = None
    channel: str = ""
    consent: str = ""
    language: str = ""
    role_band: str = ""
    sector: str = ""
    organisation: str = ""
    place: str = ""
    attribute: str = ""
    value: str = ""
    received_from: date | None = None
    received_to: date | None = None
    state: str = ""
    sort: str = ""

    @property
    def are_set(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self) if one.name != "sort")


def contributions_for(
    viewer: Any, programme: Programme, filters: Filters | None = None
) -> QuerySet[Contribution]:
    """The contributions `viewer` may see, with `words` (current text) and `version_id` on each."""
    filters = filters or Filters()
    rows: QuerySet[Contribution] = Contribution.objects.readable_by(viewer, programme)
    rows = _with_words(rows).select_related("question")
    rows = _narrow(rows, filters)
    if filters.words.strip():  # replaced versions are empty, so none is found by them
        found = contributions_with(filters.words)
        rows = rows.filter(pk__in=found) if found is not None else rows.none()
    return rows.order_by(*(SORTS.get(filters.sort) or SORTS["number"]))


def standing_for(
    viewer: Any, programme: Programme, filters: Filters | None = None
) -> QuerySet[Contribution]:
    """As `contributions_for`, without those that were withdrawn."""
    return contributions_for(viewer, programme, filters).filter(withdrawn_at=None)


def group_words_for(
    viewer: Any, programme: Programme, filters: Filters | None = None
) -> QuerySet[Contribution]:
    """As `standing_for`, without what only facilitators read: for what leaves the page."""
    return standing_for(viewer, programme, filters).filter(is_confided=False)


def contribution_for(viewer: Any, programme: Programme, pk: uuid.UUID) -> Contribution | None:
    rows = Contribution.objects.readable_by(viewer, programme)
    rows = rows.select_related("question", "imported_by", "added_by", "withdrawn_by", "attachment")
    found: Contribution | None = rows.filter(pk=pk).first()
    return found


def file_content(sent: SentFile) -> bytes | None:
    """The bytes of a file that somebody sent; None once it is destroyed."""
    try:
        with sent.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def versions_of(viewer: Any, contribution: Contribution) -> list[ContributionVersion]:
    """Every version, first to last; all but the current one have had their words erased."""
    rows = ContributionVersion.objects.readable_by(viewer, contribution.programme)
    return list(rows.filter(contribution=contribution).select_related("made_by"))


def current_version(viewer: Any, contribution: Contribution) -> ContributionVersion:
    rows = ContributionVersion.objects.readable_by(viewer, contribution.programme)
    found: ContributionVersion = rows.get(contribution=contribution, is_current=True)
    return found


def questions_for(viewer: Any, programme: Programme) -> list[Question]:
    """The questions that were answered in words `viewer` may read."""
    answered = Contribution.objects.readable_by(viewer, programme).filter(question=OuterRef("pk"))
    return list(Question.objects.visible_to(viewer, programme).filter(Exists(answered)))


def values_of(viewer: Any, programme: Programme, name: str) -> list[str]:
    """The values there are of one of the fixed attributes, in order."""
    if name not in EXACT:
        raise ValueError(f"{name} is not one of {', '.join(EXACT)}")
    rows = Contribution.objects.readable_by(viewer, programme).exclude(**{name: ""})
    return list(rows.order_by(name).values_list(name, flat=True).distinct())


def attribute_names(viewer: Any, programme: Programme) -> list[str]:
    """The free attributes that files brought in."""
    mappings = Import.objects.visible_to(viewer, programme).values_list("mapping", flat=True)
    return sorted(
        {
            column
            for mapping in mappings
            for column, use in mapping.get("columns", {}).items()
            if use == "attribute"
        }
    )


def shortened(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """For lists: `beginning` holds the first words only."""
    return rows.annotate(beginning=Left("words", SHOWN_LENGTH))


def _with_words(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    current = FilteredRelation("versions", condition=Q(versions__is_current=True))
    return rows.annotate(current=current, words=F("current__text"), version_id=F("current__id"))


def _narrow(rows: QuerySet[Contribution], filters: Filters) -> QuerySet[Contribution]:
    exact = {name: getattr(filters, name) for name in EXACT}
    exact |= {"question_id": filters.question, "imported_by_id": filters.imported}
    exact |= {"received_on__gte": filters.received_from, "received_on__lte": filters.received_to}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.attribute:
        # A transform, not a lookup by name: there, `__` in the name would reach other columns.
        rows = rows.annotate(free=KeyTransform(filters.attribute, "attributes"))
        rows = rows.filter(free=filters.value)
    if filters.state:
        rows = rows.filter(withdrawn_at__isnull=filters.state == "standing")
    return rows
