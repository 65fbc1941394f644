"""Who said it: counts of people, only ever of signed-off themes and only through the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from cairn.analysis.disclosure import Cell, ReleasedTable, release_table
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Position, Stance
from cairn.sensemaking.models import Placement, Theme, ThemeExcerpt
from cairn.sensemaking.queries.suggestions import runs_for
from cairn.sensemaking.queries.themes import themes_for


@dataclass(frozen=True)
class SaidBy:
    """How many people of each value of an attribute stand behind a theme, as may be shown.

    `machine` says what read the values, empty where people gave them.
    """

    attribute: str
    rows: tuple[tuple[str, Cell], ...]
    total: Cell
    machine: str = ""


@dataclass(frozen=True)
class Crossing:
    """A gated table of people: names of rows, names of columns, and the figures."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    table: ReleasedTable


@dataclass(frozen=True)
class Counted:
    """People before the gate, a row for each theme, and the names of the columns."""

    columns: tuple[str, ...]
    cells: list[list[int]]


def said_by(viewer: Any, theme: Theme, attribute: str) -> SaidBy | None:
    """The people behind a signed-off theme by an attribute; None while it is not signed off.

    A row of the table that `sizes_by` releases, so that a page of one theme gives nothing away
    that the picture of all themes hides.
    """
    if not theme.signed_off_at:
        return None
    themes = list(themes_for(viewer, theme.programme, kind=theme.kind))
    found = sizes_by(viewer, theme.programme, themes, attribute)
    if found is None:
        return None
    place = [each.pk for each in themes].index(theme.pk)
    cells = zip(found.columns, found.table.cells[place], strict=True)
    rows = tuple((value, cell) for value, cell in cells if cell.text != "0")
    return SaidBy(attribute, rows, found.table.row_totals[place]) if rows else None


def positions_behind(viewer: Any, theme: Theme) -> SaidBy | None:
    """The people behind a signed-off theme by what a machine took their words for, as `said_by`.

    Each person counts once; one who sounds both glad and unhappy is mixed. None while the theme is
    not signed off or nothing of its kind was read.
    """
    if not theme.signed_off_at:
        return None
    themes = [each.pk for each in themes_for(viewer, theme.programme, kind=theme.kind)]
    found = _count_positions(viewer, theme.programme, themes)
    read = runs_for(viewer, theme.programme).exclude(position_engine="").first()
    if read is None or not any(position for __, position in found):
        return None
    columns = {str(each): str(each.label) for each in Position} | {"": _("Not read")}
    cells = [[found[key, position] for position in columns] for key in themes]
    programme, place = theme.programme, themes.index(theme.pk)
    table = release_table(cells, programme.k, programme.rule)
    pairs = zip(columns.values(), table.cells[place], strict=True)
    rows = tuple((label, cell) for label, cell in pairs if cell.text != "0")
    machine = f"{read.position_engine}, {_('seed %(seed)s') % {'seed': read.seed}}"
    return SaidBy("position", rows, table.row_totals[place], machine)


def _count_positions(
    viewer: Any, programme: Programme, themes: Sequence[int]
) -> Counter[tuple[int, str]]:
    """People by theme and position; the newest reading of a passage counts."""
    read = Placement.objects.visible_to(viewer, programme).filter(
        version=OuterRef("excerpt__version"), start__lte=OuterRef("excerpt__start"),
        end__gt=OuterRef("excerpt__start"),
    )  # fmt: skip
    newest = Subquery(read.exclude(position="").order_by("-run_id").values("position")[:1])
    members = _supporting(viewer, programme).filter(theme__in=themes).order_by()
    heard: dict[tuple[int, Any], set[str]] = {}
    rows = members.values_list("theme", "excerpt__contribution__contributor", newest)
    for theme, person, position in rows:
        heard.setdefault((theme, person), set()).add(position or "")
    return Counter((theme, _sum_up(said)) for (theme, __), said in heard.items())


def _sum_up(said: set[str]) -> str:
    """One position for all a person said: what is clear outweighs what is not."""
    clear = said - {"", Position.UNCLEAR}
    if len(clear) > 1:
        return str(Position.MIXED)
    return clear.pop() if clear else max(said)


def sizes_by(
    viewer: Any, programme: Programme, themes: Sequence[Theme], attribute: str
) -> Crossing | None:
    """People behind each of the signed-off themes by an attribute; None where nothing is known."""
    found = count_by(viewer, programme, themes, attribute)
    if found is None:
        return None
    names = tuple(theme.title for theme in themes)
    return Crossing(names, found.columns, release_table(found.cells, programme.k, programme.rule))


def count_by(
    viewer: Any, programme: Programme, themes: Sequence[Theme], attribute: str
) -> Counted | None:
    """The counts that `sizes_by` releases, for whoever has a stricter gate; never to be shown."""
    name = f"excerpt__contribution__{attribute}"
    members = _supporting(viewer, programme).filter(theme__in=themes).exclude(**{name: ""})
    counts = members.order_by().values_list("theme_id", name).annotate(people=_PEOPLE)
    found = {(key, value): people for key, value, people in counts}
    columns = _most_said(found)
    if not columns:
        return None
    cells = [[found.get((theme.pk, value), 0) for value in columns] for theme in themes]
    return Counted(columns, cells)


def people_behind(viewer: Any, programme: Programme) -> dict[int, int]:
    """The signed-off themes that stand on enough people to be shown one by one, with how many."""
    counts = (
        _supporting(viewer, programme).order_by().values_list("theme_id").annotate(people=_PEOPLE)
    )
    return {key: people for key, people in counts if people >= programme.k}


def _most_said(found: dict[tuple[int, str], int]) -> tuple[str, ...]:
    """The values most people stand behind, by the alphabet; a picture holds no more."""
    people: Counter[str] = Counter()
    for (__, value), count in found.items():
        people[value] += count
    return tuple(sorted(value for value, __ in people.most_common(MOST_VALUES)))


MOST_VALUES = 8
_PEOPLE = Count("excerpt__contribution__contributor", distinct=True)


def _supporting(viewer: Any, programme: Programme) -> Any:
    return ThemeExcerpt.objects.visible_to(viewer, programme).filter(
        theme__signed_off_at__isnull=False, excerpt__retired_at=None, stance=Stance.FOR
    )
