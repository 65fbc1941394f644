from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cairn.evidence.choices import USABLE
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.queries.search import contributions_with
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Coding, Excerpt, Memo

ATTRIBUTES = ("role_band", "sector", "organisation", "place", "language")


@dataclass(frozen=True)
class Segment:
    """A run of words that the same excerpts cover; `excerpts` is empty where none does."""

    text: str
    excerpts: tuple[int, ...]


def to_read(viewer: Any, programme: Programme, **wanted: Any) -> QuerySet[Contribution]:
    """Contributions whose words may be used, in their order, narrowed by the filters in `wanted`.

    `q` (full-text search), `question`, `coded` ("yes" | "no") and the attributes;
    an empty value narrows nothing.
    """
    rows: QuerySet[Contribution] = Contribution.objects.visible_to(viewer, programme).filter(
        withdrawn_at=None, consent__in=USABLE
    )
    if (wanted.get("q") or "").strip():  # replaced versions are empty, so none is found by them
        found = contributions_with(wanted["q"])
        rows = rows.filter(pk__in=found) if found is not None else rows.none()
    if wanted.get("question"):
        rows = rows.filter(question=wanted["question"])
    rows = rows.filter(**{name: wanted[name] for name in ATTRIBUTES if wanted.get(name)})
    if wanted.get("coded"):
        rows = rows.filter(_has_codings(viewer, programme, there=wanted["coded"] == "yes"))
    return rows.order_by("number")


def _has_codings(viewer: Any, programme: Programme, *, there: bool) -> Any:
    coded = Exists(
        Coding.objects.visible_to(viewer, programme).filter(
            excerpt__contribution=OuterRef("pk"), excerpt__retired_at=None
        )
    )
    return coded if there else ~coded


def values_of(viewer: Any, programme: Programme, attribute: str) -> list[str]:
    """The values an attribute takes in a programme, in alphabetical order."""
    rows = Contribution.objects.visible_to(viewer, programme).exclude(**{attribute: ""})
    return list(rows.order_by(attribute).values_list(attribute, flat=True).distinct())


def words_for(viewer: Any, programme: Programme, contribution: Any) -> ContributionVersion | None:
    """The words of a contribution as they stand now, with what is known about it."""
    rows = ContributionVersion.objects.visible_to(viewer, programme).filter(
        contribution=contribution, is_current=True, erased_at=None,
        contribution__consent__in=USABLE, contribution__withdrawn_at=None,
    )  # fmt: skip
    found: ContributionVersion | None = rows.select_related("contribution__question").first()
    return found


def coded_excerpts(viewer: Any, programme: Programme, contribution: Any) -> list[Excerpt]:
    """The excerpts of a contribution in their place, with codings (who coded what) and themes."""
    rows = Excerpt.objects.visible_to(viewer, programme).filter(
        contribution=contribution, retired_at=None
    )
    codings = Coding.objects.visible_to(viewer, programme).select_related("code", "by")
    found = rows.order_by("start", "end").prefetch_related(
        Prefetch("codings", queryset=codings),
        Prefetch("memos", queryset=Memo.objects.visible_to(viewer, programme).select_related("by")),
        "placings__theme",
    )
    return list(found)


def neighbours(rows: QuerySet[Contribution], number: int) -> tuple[Any, Any]:
    """The contributions before and after a number within `rows`, or None at an end."""
    before = rows.filter(number__lt=number).order_by("-number").first()
    return before, rows.filter(number__gt=number).order_by("number").first()


def coding_progress(viewer: Any, programme: Programme) -> dict[str, int]:
    """How many contributions may be read, and in how many a passage has been coded."""
    rows = to_read(viewer, programme)
    coded = Count("pk", filter=Q(_has_codings(viewer, programme, there=True)))
    return rows.order_by().aggregate(all=Count("pk"), coded=coded)


def mark_passages(text: str, excerpts: Iterable[Excerpt]) -> list[Segment]:
    """Cut a text wherever an excerpt begins or ends, so that overlapping ones can all be shown."""
    spans = [(row.start, row.end, row.pk) for row in excerpts]
    cuts = sorted({0, len(text)} | {cut for start, end, _ in spans for cut in (start, end)})
    return [
        Segment(
            text[start:end],
            tuple(key for first, last, key in spans if first <= start and end <= last),
        )
        for start, end in pairwise(cuts)
    ]


def span_in_text(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of the text as a browser shows it (CR LF as one line end) in the text itself."""
    if "\r" not in text:
        return start, end
    places = [
        at for at, letter in enumerate(text) if letter != "\r" or text[at + 1 : at + 2] != "\n"
    ]
    places.append(len(text))
    last = len(places) - 1
    return places[min(start, last)], places[min(end, last)]


def same_words(shown: str, words: str) -> bool:
    """Whether two runs hold the same words; line ends and runs of spaces may differ."""
    return shown.split() == words.split()
