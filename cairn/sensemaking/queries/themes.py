from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from cairn.programmes.models import Programme
from cairn.sensemaking.choices import ThemeKind
from cairn.sensemaking.models import Excerpt, Theme, ThemeExcerpt, ThemeGroup

_COUNT_PASSAGES = Count("members", filter=Q(members__excerpt__retired_at=None), distinct=True)


def themes_for(
    viewer: Any, programme: Programme, *, signed_off: bool = True, kind: str = ThemeKind.THEME
) -> QuerySet[Theme]:
    """The standing themes of a kind in their order: groups first, what stands in none last.

    Each has `passages`: how many excerpts that hold words it is made of.
    `signed_off=False` gives the drafts as well, for those who work on them; nothing that is not
    signed off may be counted or reported.
    """
    rows = Theme.objects.visible_to(viewer, programme).filter(
        discarded_at=None, merged_into=None, kind=kind
    )
    rows = rows.filter(signed_off_at__isnull=False) if signed_off else rows
    rows = rows.annotate(passages=_COUNT_PASSAGES)
    place = (F("group__order").asc(nulls_last=True), F("group_id").asc(nulls_last=True))
    return rows.select_related("group", "signed_off_by").order_by(*place, "order", "pk")


def theme_numbers(viewer: Any, programme: Programme) -> dict[int, int]:
    """The number of each signed-off theme, from 1 in their order; generated, never typed."""
    keys = themes_for(viewer, programme).values_list("pk", flat=True)
    return {key: number for number, key in enumerate(keys, start=1)}


def theme_for(viewer: Any, programme: Programme, pk: int) -> Theme | None:
    """One theme that stands, whether signed off or not."""
    rows = Theme.objects.visible_to(viewer, programme).filter(discarded_at=None, merged_into=None)
    found: Theme | None = rows.select_related("group", "signed_off_by").filter(pk=pk).first()
    return found


def theme_members(viewer: Any, theme: Theme) -> QuerySet[ThemeExcerpt]:
    """The excerpts of a theme that still hold words: chosen quotes first, in their order."""
    rows = ThemeExcerpt.objects.visible_to(viewer, theme.programme).filter(
        theme=theme, excerpt__retired_at=None
    )
    chosen_first = F("quote_order").asc(nulls_last=True)
    return rows.select_related("excerpt__contribution").order_by(
        chosen_first, "excerpt__contribution__number", "excerpt__start"
    )


def groups_for(viewer: Any, programme: Programme) -> QuerySet[ThemeGroup]:
    groups: QuerySet[ThemeGroup] = ThemeGroup.objects.visible_to(viewer, programme)
    return groups


def excerpts_for(
    viewer: Any,
    programme: Programme,
    *,
    search: str = "",
    code: int | None = None,
    theme: int | None = None,
    contribution: Any = None,
) -> QuerySet[Excerpt]:
    """Excerpts that still hold words, by contribution and place; each word searched must stand in it."""
    rows: QuerySet[Excerpt] = Excerpt.objects.visible_to(viewer, programme).filter(retired_at=None)
    for word in search.split():
        rows = rows.filter(quote__icontains=word)
    if code is not None:
        rows = rows.filter(codings__code_id=code).distinct()
    if theme is not None:
        rows = rows.filter(placings__theme_id=theme)
    if contribution is not None:
        rows = rows.filter(contribution=contribution)
    return rows.select_related("contribution", "version", "made_by")


def excerpt_for(viewer: Any, programme: Programme, pk: int) -> Excerpt | None:
    """One excerpt that still holds words."""
    return excerpts_for(viewer, programme).filter(pk=pk).first()


def theme_counts(viewer: Any, programme: Programme) -> dict[str, int]:
    """How many themes stand, and how many of them are signed off."""
    rows = Theme.objects.visible_to(viewer, programme).filter(discarded_at=None, merged_into=None)
    signed = Count("pk", filter=Q(signed_off_at__isnull=False))
    return rows.order_by().aggregate(all=Count("pk"), signed_off=signed)


def standing_themes(viewer: Any, programme: Programme) -> QuerySet[Theme]:
    """Every standing theme of either kind, by title, to choose from."""
    rows: QuerySet[Theme] = Theme.objects.visible_to(viewer, programme)
    return rows.filter(discarded_at=None, merged_into=None).order_by("title", "pk")


def theme_board(viewer: Any, programme: Programme) -> list[tuple[ThemeGroup | None, list[Theme]]]:
    """All groups in their order, each with its standing themes; what stands in no group last."""
    themes = list(themes_for(viewer, programme, signed_off=False))
    groups: list[ThemeGroup | None] = [*groups_for(viewer, programme), None]
    return [
        (group, [theme for theme in themes if theme.group_id == (group.pk if group else None)])
        for group in groups
    ]


def member_rows(viewer: Any, programme: Programme, keys: list[int]) -> QuerySet[ThemeExcerpt]:
    """The members with those keys."""
    rows: QuerySet[ThemeExcerpt] = ThemeExcerpt.objects.visible_to(viewer, programme)
    return rows.filter(pk__in=keys, excerpt__retired_at=None)


def group_for(viewer: Any, programme: Programme, pk: int) -> ThemeGroup | None:
    return groups_for(viewer, programme).filter(pk=pk).first()


def quotes_of(
    viewer: Any, programme: Programme, themes: list[Theme]
) -> dict[int, list[ThemeExcerpt]]:
    """The chosen quotes of each theme, in their order."""
    rows = ThemeExcerpt.objects.visible_to(viewer, programme).filter(
        theme__in=themes, quote_order__isnull=False, excerpt__retired_at=None
    )
    found: dict[int, list[ThemeExcerpt]] = {theme.pk: [] for theme in themes}
    for row in rows.select_related("excerpt__contribution").order_by("quote_order", "pk"):
        found[row.theme_id].append(row)
    return found
