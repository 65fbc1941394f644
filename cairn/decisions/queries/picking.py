"""What the evidence picker offers: excerpts, signed-off themes, and what people said."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cairn.decisions.models import Finding, Item, signed_off_themes
from cairn.evidence.choices import USABLE
from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Excerpt, Theme


def excerpt_for(viewer: Any, programme: Programme, excerpt_id: int) -> Excerpt | None:
    """The excerpt if it still has its words."""
    found: Excerpt | None = _excerpts(viewer, programme).filter(pk=excerpt_id).first()
    return found


def excerpts_to_pick(
    viewer: Any, programme: Programme, item: Item, *, words: str
) -> QuerySet[Excerpt]:
    """Excerpts with words, holding each of `words`, not linked to `item` yet."""
    linked: Any = item.evidence.values("excerpt")
    rows = _excerpts(viewer, programme).exclude(pk__in=linked)
    for word in words.split():
        rows = rows.filter(quote__icontains=word)
    return rows


def themes_to_pick(viewer: Any, programme: Programme, item: Item, *, words: str) -> QuerySet[Theme]:
    """Signed-off themes not linked to the finding yet; nothing for a change or recommendation."""
    if not isinstance(item, Finding):
        return Theme.objects.none()
    rows: QuerySet[Theme] = Theme.objects.visible_to(viewer, programme)
    rows = rows.filter(pk__in=signed_off_themes(programme.pk).values("pk"))
    rows = rows.exclude(pk__in=item.themes.values("theme"))
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return rows


def theme_to_link(viewer: Any, programme: Programme, theme_id: int) -> Theme | None:
    found: Theme | None = Theme.objects.visible_to(viewer, programme).filter(pk=theme_id).first()
    return found


def contributions_to_pick(
    viewer: Any, programme: Programme, *, words: str
) -> QuerySet[ContributionVersion]:
    """The words as they stand of contributions that may be used, holding each of `words`."""
    rows: QuerySet[ContributionVersion] = ContributionVersion.objects.visible_to(viewer, programme)
    rows = rows.filter(
        is_current=True,
        erased_at__isnull=True,
        contribution__withdrawn_at__isnull=True,
        contribution__consent__in=USABLE,
    )
    for word in words.split():
        rows = rows.filter(text__icontains=word)
    return rows.select_related("contribution").order_by("contribution__number")


def version_for(viewer: Any, programme: Programme, version_id: int) -> ContributionVersion | None:
    return contributions_to_pick(viewer, programme, words="").filter(pk=version_id).first()


def _excerpts(viewer: Any, programme: Programme) -> QuerySet[Excerpt]:
    rows: QuerySet[Excerpt] = Excerpt.objects.visible_to(viewer, programme)
    return rows.filter(retired_at__isnull=True).select_related("contribution")
