"""A person accepts what a machine proposed: from then on it is the person's, unsigned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.sensemaking.actions.quoting import MOST_QUOTES
from cairn.sensemaking.actions.recording import Recorder, recording
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.actions.themes import check_may_change, new_group, new_theme
from cairn.sensemaking.choices import SuggestionState
from cairn.sensemaking.models import (
    Excerpt,
    Placement,
    SuggestedGroup,
    SuggestedTheme,
    Theme,
    ThemeExcerpt,
    ThemeGroup,
)


def keep_suggestions(*, suggestions: Sequence[SuggestedTheme], title: str, by: Any) -> Theme:
    """One theme, not signed off, of all that was placed in some open suggestions of a run."""
    if not suggestions or any(row.state != SuggestionState.OPEN for row in suggestions):
        raise Conflict(_("One of these was kept or discarded already. Load the page again."))
    if any(row.held_id for row in suggestions):
        raise Refused(
            _("That theme is signed off already. Put the passages you tick in it instead.")
        )
    first = suggestions[0]
    with recording("keep_suggestions", first.programme, by=by) as changes:
        theme = new_theme(changes, title=(title or first.title)[:150], suggested_by=first)
        rows = Placement.objects.filter(suggested__in=suggestions, taken_at=None)
        placed = accept_placements(changes, theme, list(rows.select_related("version")))
        for suggestion in suggestions:
            changes.change(suggestion, state=SuggestionState.KEPT)
        changes.about(theme, suggestions=[row.pk for row in suggestions], placed=placed)
        return theme


def keep_group(*, group: SuggestedGroup, title: str, by: Any) -> ThemeGroup:
    """A group of themes, none signed off, of the open suggestions that stand in a group."""
    open_ones = group.themes.filter(state=SuggestionState.OPEN, held=None).order_by("order")
    with recording("keep_group", group.programme, by=by) as changes:
        suggestions = list(open_ones.select_for_update())
        if not suggestions:
            raise Conflict(_("One of these was kept or discarded already. Load the page again."))
        made = new_group(changes, title=(title or group.title)[:150])
        for suggestion in suggestions:
            theme = new_theme(changes, title=suggestion.title, suggested_by=suggestion, group=made)
            rows = suggestion.placements.filter(taken_at=None).select_related("version")
            accept_placements(changes, theme, list(rows))
            changes.change(suggestion, state=SuggestionState.KEPT)
        changes.about(made, suggestions=[row.pk for row in suggestions])
        return made


def keep_placements(
    *, placements: QuerySet[Placement], theme: Theme | None, title: str, by: Any
) -> Theme:
    """Take some passages out of a reading into a theme that stands or, by title, a new one."""
    rows = list(placements.filter(taken_at=None).select_related("version", "programme"))
    if not rows:
        raise Refused(_("Tick at least one passage first. Nothing was changed."))
    if theme is None and not title.strip():
        raise Refused(_("Choose a theme, or write a title for a new one. Nothing was changed."))
    with recording("keep_placements", rows[0].programme, by=by) as changes:
        theme = theme or new_theme(changes, title=title.strip()[:150])
        check_may_change(theme, by)
        placed = accept_placements(changes, theme, rows, quotes=False)
        for row in rows:
            changes.change(row, taken_at=timezone.now())
        changes.about(theme, placed=placed)
        return theme


def discard_suggestion(*, suggestion: SuggestedTheme, by: Any) -> None:
    with recording("discard_suggestion", suggestion.programme, by=by) as changes:
        changes.about(suggestion)
        changes.change(suggestion, state=SuggestionState.DISCARDED)


def accept_placements(
    changes: Recorder, theme: Theme, rows: list[Placement], *, quotes: bool = True
) -> int:
    """Make excerpts where none stand and put them in the theme; the closest become its quotes."""
    rows = [row for row in rows if row.version.is_current and not row.version.erased_at]
    excerpts = _excerpts_at(changes, rows)
    held = set(theme.members.values_list("excerpt_id", flat=True))
    rows.sort(key=lambda row: (row.quote_rank is None, row.quote_rank or 0, -row.score, row.pk))
    members, order = [], 0
    for row in rows:
        excerpt = excerpts[(row.version_id, row.start, row.end)]
        if excerpt.pk in held:
            continue
        held.add(excerpt.pk)
        chosen = quotes and row.quote_rank is not None and order < MOST_QUOTES
        members.append(_member(changes, theme, excerpt, order if chosen else None))
        order += chosen
    return len(changes.make_all(ThemeExcerpt, members))


def _member(changes: Recorder, theme: Theme, excerpt: Excerpt, order: int | None) -> ThemeExcerpt:
    return ThemeExcerpt(
        programme=changes.programme, theme=theme, excerpt=excerpt, by=changes.by, quote_order=order
    )


def _excerpts_at(changes: Recorder, rows: list[Placement]) -> dict[tuple[int, int, int], Excerpt]:
    versions = {row.version_id for row in rows}
    standing = Excerpt.objects.in_programme(changes.programme).filter(retired_at=None)
    found = {
        (row.version_id, row.start, row.end): row for row in standing.filter(version__in=versions)
    }
    new = {
        (row.version_id, row.start, row.end): Excerpt(
            programme=changes.programme, contribution_id=row.contribution_id, version=row.version,
            start=row.start, end=row.end, quote=row.version.text[row.start : row.end],
            made_by=changes.by,
        )
        for row in rows
        if (row.version_id, row.start, row.end) not in found
    }  # fmt: skip
    changes.make_all(Excerpt, list(new.values()))
    return found | new
