"""Pictures of a programme: of signed-off themes only, and of counts that passed the gate."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.analysis.layout import lay_out_texts
from cairn.analysis.pictures import (
    BarRow,
    MapPoint,
    Picture,
    draw_bars,
    draw_coverage,
    draw_theme_map,
)
from cairn.evidence.queries import coverage_for
from cairn.evidence.queries.coverage import OTHERS
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import ThemeExcerpt
from cairn.sensemaking.queries.heard import Crossing, people_behind, sizes_by
from cairn.sensemaking.queries.themes import themes_for

SIZE_ATTRIBUTES = ("role_band", "sector", "organisation", "place", "language")
COVERAGE_ATTRIBUTES = ("sector", "place", "organisation", "language")
MOST_POINTS = 1_000


def theme_sizes(viewer: Any, programme: Programme, attribute: str) -> Picture | None:
    """How many people stand behind each theme, by an attribute; None while there is nothing to show."""
    themes = list(themes_for(viewer, programme))
    found = sizes_by(viewer, programme, themes, attribute) if themes else None
    if found is None:
        return None
    cells, parts = found.table.cells, found.columns
    if not any(cell.value for row in cells for cell in row):  # too few in each: show what may be
        cells, parts = tuple((total,) for total in found.table.row_totals), (_("People"),)
    rows = [BarRow(*row) for row in zip(found.rows, cells, strict=True)]
    title = _say_largest(found)
    return draw_bars(
        rows, parts, title=title, description=_say_sizes(title, found), what=_("Theme")
    )


def coverage_grid(viewer: Any, programme: Programme, across: str) -> Picture | None:
    """Whom we have heard from and whom not; None while nobody has said anything."""
    found = coverage_for(viewer, programme, across)
    if not found.rows:
        return None
    shown = {"": _("Not said"), OTHERS: _("All others")}
    rows, columns = (
        [shown.get(label, label) for label in labels] for labels in (found.rows, found.columns)
    )
    silent = sum(cell.value == 0 for cells in found.table.cells for cell in cells)
    title = (
        ngettext("%(num)s group has not been heard", "%(num)s groups have not been heard", silent)
        % {"num": silent}
        if silent
        else _("Every group has been heard")
    )
    about = _("People heard, by role band; an empty dashed box is a group nobody spoke for.")
    return draw_coverage(
        rows, columns, found.table, title=title, description=f"{title}. {about}",
        what=_("Role band"), total=_("All"),
    )  # fmt: skip


def theme_map(viewer: Any, programme: Programme) -> Picture | None:
    """Passages as marks near those that use the same words; themes on too few people are left out."""
    enough = people_behind(viewer, programme)
    themes = [theme for theme in themes_for(viewer, programme) if theme.pk in enough]
    if not themes:
        return None
    places = {theme.pk: place for place, theme in enumerate(themes, start=1)}
    members = _members_of(viewer, programme, list(places))
    points = lay_out_texts([words for _, words in members])
    marks = [MapPoint(x, y, places[key]) for (x, y), (key, _) in zip(points, members, strict=True)]
    widest = max(themes, key=lambda theme: enough[theme.pk])
    title = _("More people spoke of “%(title)s” than of any other theme") % {"title": widest.title}
    about = _("Passages that use the same words lie near each other. Directions have no meaning.")
    return draw_theme_map(
        marks, [theme.title for theme in themes], title=title, description=f"{title}. {about}",
        headers=(_("Mark"), _("Theme"), _("Passages")), nowhere=_("Fits nowhere"),
    )  # fmt: skip


def _members_of(viewer: Any, programme: Programme, themes: list[int]) -> list[tuple[int, str]]:
    """Theme and words of the supporting passages, evenly thinned out where there are too many."""
    rows = ThemeExcerpt.objects.visible_to(viewer, programme).filter(
        theme__in=themes, excerpt__retired_at=None, stance=Stance.FOR
    )
    members = list(rows.order_by("pk").values_list("theme_id", "excerpt__quote"))
    return members[:: 1 + (len(members) - 1) // MOST_POINTS]


def _say_largest(found: Crossing) -> str:
    known = [
        (cell.value, name)
        for cell, name in zip(found.table.row_totals, found.rows, strict=True)
        if cell.value
    ]
    if not known:
        return _("Too few people stand behind any theme to be shown")
    people, name = max(known)
    return ngettext(
        "“%(title)s” was spoken of by %(num)s person, more than any other theme",
        "“%(title)s” was spoken of by %(num)s people, more than any other theme",
        people,
    ) % {"title": name, "num": people}


def _say_sizes(title: str, found: Crossing) -> str:
    rows = [
        f"{name}: {cell.text}"
        for name, cell in zip(found.rows, found.table.row_totals, strict=True)
    ]
    return f"{title}. {'; '.join(rows)}."
