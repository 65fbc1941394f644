"""Rows for this room's tests: what was said, themes signed off, and items that stand on them."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from cairn.decisions.actions.changes import add_change
from cairn.decisions.actions.findings import add_finding
from cairn.decisions.actions.headings import add_heading
from cairn.decisions.actions.recommendations import add_recommendation
from cairn.decisions.drafts import ChangeDraft, FindingDraft, RecommendationDraft
from cairn.decisions.models import Change, Finding, Heading, Recommendation
from cairn.evidence.models import Contribution, ContributionVersion, Contributor
from cairn.sensemaking.models import Excerpt, Theme, ThemeExcerpt


def make_contribution(
    programme: Any, text: str, *, contributor: Contributor | None = None, **fields: Any
) -> Contribution:
    key = uuid.uuid4().hex
    row: Contribution = Contribution.objects.create(
        programme=programme,
        number=Contribution.objects.filter(programme=programme).count() + 1,
        contributor=contributor or Contributor.objects.create(programme=programme, key_hash=key),
        identity_key=key,
        **fields,
    )
    ContributionVersion.objects.create(programme=programme, contribution=row, text=text)
    return row


def make_excerpt_of(contribution: Contribution, quote: str = "") -> Excerpt:
    version = contribution.versions.get(is_current=True)
    words = quote or version.text
    start = version.text.index(words)
    row: Excerpt = Excerpt.objects.create(
        programme=contribution.programme, contribution=contribution, version=version,
        start=start, end=start + len(words), quote=words,
    )  # fmt: skip
    return row


def make_words(programme: Any, text: str, **fields: Any) -> Excerpt:
    """An excerpt that is the whole of a contribution by a person of its own."""
    return make_excerpt_of(make_contribution(programme, text, **fields))


def make_theme(programme: Any, title: str, *excerpts: Excerpt, by: Any, **fields: Any) -> Theme:
    signed = {"signed_off_by": by, "signed_off_at": timezone.now()}
    theme: Theme = Theme.objects.create(
        programme=programme, title=title, made_by=by, **(signed | fields)
    )
    for excerpt in excerpts:
        ThemeExcerpt.objects.create(programme=programme, theme=theme, excerpt=excerpt, by=by)
    return theme


def make_heading(programme: Any, title: str, *, by: Any) -> Heading:
    return add_heading(programme=programme, title=title, by=by)


def make_recommendation(
    programme: Any, text: str, *, by: Any, heading: Heading | None = None, **values: Any
) -> Recommendation:
    place = heading or Heading.objects.filter(programme=programme).first()
    return add_recommendation(
        programme=programme,
        heading=place or make_heading(programme, "A made-up heading", by=by),
        draft=RecommendationDraft(text=text, **values),
        by=by,
    )


def make_finding(programme: Any, text: str, *, by: Any, **values: Any) -> Finding:
    return add_finding(programme=programme, draft=FindingDraft(text=text, **values), by=by)


def make_change(programme: Any, title: str, *, by: Any, **values: Any) -> Change:
    return add_change(programme=programme, draft=ChangeDraft(title=title, **values), by=by)


def retire(excerpt: Excerpt, reason: str = "redacted") -> None:
    Excerpt.objects.filter(pk=excerpt.pk).update(
        retired_at=timezone.now(), retired_reason=reason, quote=""
    )
