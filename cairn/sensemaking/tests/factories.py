"""Rows for tests of sense-making; every sentence is made up."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cairn.evidence.models import Contribution, ContributionVersion, Contributor
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Code, Codebook, Excerpt, Theme, ThemeExcerpt

WORDS = "We met every morning. It kept us calm. Nobody had to guess."


def make_contribution(
    programme: Programme, text: str = WORDS, *, person: str = "", **fields: Any
) -> Contribution:
    """A contribution with its words; the same `person` is the same contributor."""
    number = Contribution.objects.in_programme(programme).count() + 1
    contributor, _ = Contributor.objects.get_or_create(
        programme=programme, key_hash=person or f"person-{number}"
    )
    row = Contribution.objects.create(
        programme=programme,
        number=number,
        contributor=contributor,
        identity_key=str(number),
        **fields,
    )
    ContributionVersion.objects.create(programme=programme, contribution=row, text=text)
    return row


def words_of(contribution: Contribution) -> ContributionVersion:
    return contribution.versions.get(is_current=True)


def make_code(programme: Programme, name: str = "Huddles", **fields: Any) -> Code:
    book = (
        fields.pop("codebook", None)
        or Codebook.objects.get_or_create(programme=programme, name="Our codes")[0]
    )
    return Code.objects.create(programme=programme, codebook=book, name=name, **fields)


def make_excerpt_row(contribution: Contribution, by: Any, start: int = 0, end: int = 21) -> Excerpt:
    version = words_of(contribution)
    return Excerpt.objects.create(
        programme=contribution.programme,
        contribution=contribution,
        version=version,
        start=start,
        end=end,
        quote=version.text[start:end],
        made_by=by,
    )


def make_theme(programme: Programme, by: Any, title: str = "Talking daily", **fields: Any) -> Theme:
    if fields.pop("signed_off", False):
        fields |= {"signed_off_by": by, "signed_off_at": timezone.now()}
    return Theme.objects.create(programme=programme, title=title, made_by=by, **fields)


def place(theme: Theme, excerpt: Excerpt, by: Any, **fields: Any) -> ThemeExcerpt:
    return ThemeExcerpt.objects.create(
        programme=theme.programme, theme=theme, excerpt=excerpt, by=by, **fields
    )
