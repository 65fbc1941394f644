from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_sign_off
from cairn.sensemaking.actions.codebooks import change_places
from cairn.sensemaking.actions.recording import Recorder, recording
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.choices import ThemeKind
from cairn.sensemaking.models import Code, Excerpt, Theme, ThemeExcerpt, ThemeGroup


def make_theme(
    *, programme: Programme, title: str, by: Any, definition: str = "", kind: str = ThemeKind.THEME
) -> Theme:
    """A new theme, not signed off, at the end of those of its kind."""
    with recording("make_theme", programme, by=by) as changes:
        return new_theme(changes, title=title, definition=definition, kind=kind)


def make_theme_from(*, code: Code, by: Any) -> Theme:
    """A theme not signed off that holds every passage coded with a code."""
    with recording("make_theme_from", code.programme, by=by) as changes:
        theme = new_theme(changes, title=code.name, definition=code.definition[:300])
        coded = Excerpt.objects.in_programme(code.programme).filter(codings__code=code)
        add_members(changes, theme, list(coded.filter(retired_at=None).distinct()))
        changes.about(theme, code=code.pk)
        return theme


def edit_theme(*, theme: Theme, revision: int, by: Any, **fields: Any) -> None:
    """Write down what a theme says. Raises `Conflict` when it was edited since `revision`."""
    with recording("edit_theme", theme.programme, by=by) as changes:
        theme = Theme.objects.select_for_update().get(pk=theme.pk)
        if theme.revision != revision:
            raise Conflict(_("Somebody changed this theme while you were writing."))
        check_may_change(theme, by)
        changes.about(theme)
        changes.change(theme, **fields)


def sign_off(*, theme: Theme, by: Any) -> None:
    """Vouch for a theme: from now on it has a number, is counted and may be reported."""
    with recording("sign_off", theme.programme, by=by) as changes:
        if not theme.members.filter(excerpt__retired_at=None).exists():
            raise Refused(_("A theme needs at least one passage before it can be signed off."))
        changes.about(theme)
        changes.change(theme, signed_off_by=by, signed_off_at=timezone.now())


def take_back_sign_off(*, theme: Theme, by: Any) -> None:
    with recording("take_back_sign_off", theme.programme, by=by) as changes:
        changes.about(theme)
        changes.change(theme, signed_off_by=None, signed_off_at=None)


def discard_theme(*, theme: Theme, by: Any) -> None:
    with recording("discard_theme", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        changes.about(theme)
        changes.change(theme, discarded_at=timezone.now(), signed_off_by=None, signed_off_at=None)


def merge_themes(*, theme: Theme, into: Theme, by: Any) -> None:
    """Every passage of `theme` moves to `into`; `theme` stands no more."""
    with recording("merge_themes", theme.programme, by=by) as changes:
        if theme.pk == into.pk or into.discarded_at or into.merged_into_id:
            raise Refused(_("Choose another theme that still stands. Nothing was changed."))
        check_may_change(theme, by)
        check_may_change(into, by)
        changes.about(theme, into=into.pk)
        _move(changes, theme.members.all(), into)
        changes.change(theme, merged_into=into, signed_off_by=None, signed_off_at=None)


def split_theme(*, theme: Theme, title: str, members: QuerySet[ThemeExcerpt], by: Any) -> Theme:
    """Move some passages of a theme to a new theme in the same group."""
    with recording("split_theme", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        new = new_theme(changes, title=title, kind=theme.kind, group=theme.group)
        moved = _move(changes, members.filter(theme=theme), new)
        if not moved:
            raise Refused(_("Choose at least one passage for the new theme. Nothing was changed."))
        changes.about(theme, new=new.pk, moved=moved)
        return new


def move_members(*, members: QuerySet[ThemeExcerpt], into: Theme, by: Any) -> int:
    """Move passages to another theme; returns how many moved."""
    with recording("move_members", into.programme, by=by) as changes:
        for theme in {row.theme for row in members.select_related("theme")} | {into}:
            check_may_change(theme, by)
        moved = _move(changes, members.exclude(theme=into), into)
        changes.about(into, moved=moved)
        return moved


def remove_members(*, theme: Theme, members: QuerySet[ThemeExcerpt], by: Any) -> None:
    with recording("remove_members", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        removed = changes.remove_all(members.filter(theme=theme))
        changes.about(theme, removed=removed)


def place_excerpt(*, theme: Theme, excerpt: Excerpt, stance: str, by: Any) -> ThemeExcerpt:
    """Put a passage in a theme, supporting it or speaking against it."""
    with recording("place_excerpt", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        if excerpt.retired_at or excerpt.programme_id != theme.programme_id:
            raise Conflict(_("That passage holds no words any more. Load the page again."))
        changes.about(theme, excerpt=excerpt.pk)
        found: ThemeExcerpt | None = theme.members.filter(excerpt=excerpt).first()
        return found or add_members(changes, theme, [excerpt], stance=stance)[0]


def set_stance(*, theme: Theme, members: QuerySet[ThemeExcerpt], stance: str, by: Any) -> None:
    """Say that passages support a theme or speak against it; what speaks against is no quote."""
    with recording("set_stance", theme.programme, by=by) as changes:
        check_may_change(theme, by)
        changes.about(theme, stance=stance)
        changes.change_all(members.filter(theme=theme), stance=stance, quote_order=None)


def new_theme(changes: Recorder, **fields: Any) -> Theme:
    kind = fields.get("kind", ThemeKind.THEME)
    last = Theme.objects.in_programme(changes.programme).filter(kind=kind).order_by("order").last()
    order = last.order + 1 if last else 0
    theme = Theme(programme=changes.programme, order=order, made_by=changes.by, **fields)
    changes.about(changes.make(theme))
    return theme


def add_members(
    changes: Recorder, theme: Theme, excerpts: list[Excerpt], **fields: Any
) -> list[ThemeExcerpt]:
    return changes.make_all(
        ThemeExcerpt,
        [
            ThemeExcerpt(
                programme=changes.programme, theme=theme, excerpt=excerpt, by=changes.by, **fields
            )
            for excerpt in excerpts
        ],
    )


def check_may_change(theme: Theme, by: Any) -> None:
    """What was signed off is changed only by those who may sign off."""
    if theme.signed_off_at and not can_sign_off(by, theme.programme):
        raise Refused(
            _("“%(title)s” is signed off. Ask a facilitator to take the sign-off back first.")
            % {"title": theme.title}
        )


def move_theme(*, theme: Theme, up: bool, by: Any) -> None:
    """Change places with the neighbour in the same group."""
    with recording("move_theme", theme.programme, by=by) as changes:
        changes.about(theme)
        rows = Theme.objects.in_programme(theme.programme).filter(
            kind=theme.kind, group=theme.group_id, discarded_at=None, merged_into=None
        )
        change_places(changes, list(rows.order_by("order", "pk")), theme, up=up)


def group_theme(*, theme: Theme, group: ThemeGroup | None, by: Any) -> None:
    with recording("group_theme", theme.programme, by=by) as changes:
        changes.about(theme, group=group.pk if group else None)
        changes.change(theme, group=group)


def make_group(*, programme: Programme, title: str, by: Any, sentence: str = "") -> ThemeGroup:
    with recording("make_group", programme, by=by) as changes:
        return new_group(changes, title=title, sentence=sentence)


def new_group(changes: Recorder, **fields: Any) -> ThemeGroup:
    order = ThemeGroup.objects.in_programme(changes.programme).count()
    group = ThemeGroup(programme=changes.programme, order=order, **fields)
    changes.about(changes.make(group))
    return group


def edit_group(*, group: ThemeGroup, title: str, sentence: str, by: Any) -> None:
    with recording("edit_group", group.programme, by=by) as changes:
        changes.about(group)
        changes.change(group, title=title, sentence=sentence)


def move_group(*, group: ThemeGroup, up: bool, by: Any) -> None:
    with recording("move_group", group.programme, by=by) as changes:
        changes.about(group)
        rows = ThemeGroup.objects.in_programme(group.programme).order_by("order", "pk")
        change_places(changes, list(rows), group, up=up)


def remove_group(*, group: ThemeGroup, by: Any) -> None:
    """Take a group away; its themes stay and stand in none."""
    with recording("remove_group", group.programme, by=by) as changes:
        changes.about(group)
        changes.change_all(group.themes.all(), group=None)
        changes.remove_all(ThemeGroup.objects.filter(pk=group.pk))


def _move(changes: Recorder, members: QuerySet[ThemeExcerpt], into: Theme) -> int:
    held = set(into.members.values_list("excerpt_id", flat=True))
    moving = list(members)
    twice = [row.pk for row in moving if row.excerpt_id in held]
    changes.remove_all(ThemeExcerpt.objects.filter(pk__in=twice))
    for row in moving:
        if row.pk not in twice:
            changes.change(row, theme=into, quote_order=None)
    return len(moving)
