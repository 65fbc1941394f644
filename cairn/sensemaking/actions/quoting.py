from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.sensemaking.actions.codebooks import change_places
from cairn.sensemaking.actions.recording import recording
from cairn.sensemaking.actions.refusals import Refused
from cairn.sensemaking.actions.themes import check_may_change
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Theme, ThemeExcerpt

MOST_QUOTES = 7


def choose_quotes(*, theme: Theme, members: QuerySet[ThemeExcerpt], by: Any) -> None:
    """Choose passages to be quoted on the theme's page, after those that are chosen already."""
    with recording("choose_quote", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        chosen = _quotes(theme)
        new = [row for row in members.filter(theme=theme) if row.quote_order is None]
        if any(row.stance == Stance.AGAINST for row in new):
            raise Refused(_("What speaks against a theme is shown by itself and not as a quote."))
        if len(chosen) + len(new) > MOST_QUOTES:
            raise Refused(_("A theme shows 7 quotes at most. Take one away first."))
        changes.about(theme, quotes=len(chosen) + len(new))
        for order, row in enumerate(new, start=(chosen[-1].quote_order or 0) + 1 if chosen else 0):
            changes.change(row, quote_order=order)


def unchoose_quotes(*, theme: Theme, members: QuerySet[ThemeExcerpt], by: Any) -> None:
    with recording("choose_quote", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        changes.about(theme)
        changes.change_all(members.filter(theme=theme, quote_order__isnull=False), quote_order=None)


def move_quote(*, member: ThemeExcerpt, up: bool, by: Any) -> None:
    with recording("move_quote", member.programme, by=by) as changes:
        check_may_change(member.theme, by)
        changes.about(member.theme)
        change_places(changes, _quotes(member.theme), member, up=up, field="quote_order")


def _quotes(theme: Theme) -> list[ThemeExcerpt]:
    chosen = theme.members.filter(quote_order__isnull=False, excerpt__retired_at=None)
    return list(chosen.order_by("quote_order", "pk"))
