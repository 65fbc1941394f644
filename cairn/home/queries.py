"""What a member finds across their programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cairn.decisions.choices import Kind
from cairn.decisions.models import Finding, Recommendation
from cairn.evidence.queries.contributions import Filters, standing_for
from cairn.programmes.models import Programme
from cairn.programmes.queries import programmes_of
from cairn.reports.queries.reports import reports_for
from cairn.sensemaking.choices import ThemeKind
from cairn.sensemaking.queries import themes_for

MOST_OF_A_KIND = 10
SHOWN_LENGTH = 200


@dataclass(frozen=True)
class Hit:
    """One thing that holds the words: what it is, what it says, and where it stands."""

    kind: str
    text: str
    address: str


def find_everywhere(viewer: Any, text: str) -> list[tuple[Programme, list[Hit]]]:
    """What holds every word of `text`, by programme of the viewer, ten of a kind at most."""
    if not text.strip():
        return []
    found = [(each, _find_in(viewer, each, text)) for each in programmes_of(viewer)]
    return [(programme, hits) for programme, hits in found if hits]


def _find_in(viewer: Any, programme: Programme, text: str) -> list[Hit]:
    return [
        *_contributions(viewer, programme, text),
        *_themes(viewer, programme, text),
        *_decisions(viewer, programme, text, Finding, Kind.FINDING),
        *_decisions(viewer, programme, text, Recommendation, Kind.RECOMMENDATION),
        *_reports(viewer, programme, text),
    ]


def _contributions(viewer: Any, programme: Programme, text: str) -> list[Hit]:
    rows: Any = standing_for(viewer, programme, Filters(words=text))[:MOST_OF_A_KIND]
    return [
        _hit("contribution", row.words, "evidence:contribution", programme, row.pk) for row in rows
    ]


def _themes(viewer: Any, programme: Programme, text: str) -> list[Hit]:
    rows = [
        row
        for kind in ThemeKind.values
        for row in _with_words(
            themes_for(viewer, programme, signed_off=False, kind=kind),
            text, "title", "definition", "meaning",
        )
    ]  # fmt: skip
    return [_hit("theme", row.title, "sensemaking:theme", programme, row.pk) for row in rows]


def _decisions(viewer: Any, programme: Programme, text: str, model: Any, kind: str) -> list[Hit]:
    rows = model.objects.visible_to(viewer, programme).filter(removed_at=None)
    found = _with_words(rows, text, "text")
    return [_hit(kind, row.text, "decisions:item", programme, kind, row.pk) for row in found]


def _reports(viewer: Any, programme: Programme, text: str) -> list[Hit]:
    found = _with_words(reports_for(viewer, programme), text, "title", "subtitle")
    return [_hit("report", row.title, "reports:report", programme, row.pk) for row in found]


def _with_words(rows: QuerySet[Any], text: str, *names: str) -> QuerySet[Any]:
    """The first rows that hold each word somewhere in the named fields."""
    for word in text.split():
        holds = Q()
        for name in names:
            holds |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(holds)
    return rows[:MOST_OF_A_KIND]


def _hit(kind: str, text: str, view: str, programme: Programme, *keys: Any) -> Hit:
    shown = text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH].rstrip()}…"
    return Hit(str(kind), shown, reverse(view, args=[programme.slug, *keys]))
