"""Words people said, as they may be printed: verbatim, with consent, attributed no finer than k."""

from __future__ import annotations

from typing import Any

from cairn.evidence.choices import Consent
from cairn.reports.exporters import Quote
from cairn.reports.queries.material import Material, is_quotable
from cairn.reports.queries.people import ATTRIBUTES
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Excerpt, Theme

MOST_QUOTES, FEWEST_QUOTES = 7, 3


def quote_of(material: Material, excerpt: Excerpt, language: str) -> Quote:
    said = excerpt.contribution
    other = said.language[:2] if said.language and said.language[:2] != language else ""
    attribution = attribution_of(material, said)
    return Quote(excerpt.quote, attribution, f"excerpt:{excerpt.pk}", language=other)


def attribution_of(material: Material, said: Any) -> str:
    """The name of whoever allowed it; else what at least k people share."""
    shared = material.people.attribute({name: getattr(said, name) for name in ATTRIBUTES})
    if said.consent == Consent.ATTRIBUTED_QUOTE and said.attributed_name:
        return ", ".join(filter(None, [said.attributed_name, shared]))
    return shared


def chosen_quotes(material: Material, theme: Theme) -> list[Excerpt]:
    """The excerpts chosen for a theme's page that may be printed, at most seven."""
    rows = [row for row in material.members[theme.pk] if row.quote_order is not None]
    supporting = [row.excerpt for row in rows if row.stance == Stance.FOR]
    return [excerpt for excerpt in supporting if is_quotable(material, excerpt)][:MOST_QUOTES]


def quotes_against(material: Material, theme: Theme) -> list[Excerpt]:
    """What speaks against a theme: what was chosen, else the first that may be printed."""
    rows = [row for row in material.members[theme.pk] if row.stance == Stance.AGAINST]
    rows.sort(key=lambda row: (row.quote_order is None, row.quote_order, row.pk))
    return [row.excerpt for row in rows if is_quotable(material, row.excerpt)][:MOST_QUOTES]
