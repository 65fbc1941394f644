"""The sections of a report that count: every figure about people has passed the gate."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.analysis.disclosure import Cell
from cairn.analysis.pictures import draw_coverage
from cairn.catalogue.shelves import OutlineSection
from cairn.evidence.choices import Channel
from cairn.reports.exporters import Block, Fact, Facts, Figure, Paragraph, Table
from cairn.reports.queries.ledger import HEARD, PEOPLE, PRINTED
from cairn.reports.queries.material import Material
from cairn.reports.queries.sections_words import say_star

ROWS, COLUMNS = "role_band", "sector"


def fill_facts(material: Material, section: OutlineSection, language: str) -> list[Block]:
    """How many, who, where, sectors, analysis, themes."""
    grid = material.people.release_grid(ROWS, COLUMNS)
    where = material.people.release_places()
    rows = [
        Fact(_("How many"), say_how_many(material)),
        Fact(_("Who"), say_parts(material, ROWS, grid.row_totals)),
        Fact(_("Where"), say_parts(material, "place", where.cells[0])),
        Fact(_("Sectors"), say_parts(material, COLUMNS, grid.column_totals)),
        Fact(_("Analysis"), say_analysis(material)),
        Fact(_("Themes"), say_themes(material)),
    ]
    blocks: list[Block] = [Facts(tuple(rows), _("What this report rests on"))]
    if any("*" in row.value for row in rows):
        blocks.append(Paragraph(say_star(material, PRINTED["facts"])))
    return blocks


def say_how_many(material: Material) -> str:
    people = material.people.total()
    count = material.figures.contributions
    told = ngettext("%(count)s contribution", "%(count)s contributions", count) % {"count": count}
    if people.value is None and not material.gate.hides_more({PEOPLE}):
        fewer = _("fewer than %(k)s people") % {"k": material.people.k}
        return _("%(contributions)s from %(people)s") % {"contributions": told, "people": fewer}
    number = 2 if people.value is None else people.value
    who = ngettext("%(n)s person", "%(n)s people", number) % {"n": people.text}
    return _("%(contributions)s from %(people)s") % {"contributions": told, "people": who}


def say_parts(material: Material, attribute: str, cells: tuple[Cell, ...]) -> str:
    names = [*material.people.values_of(attribute), _("did not say")]
    if len(names) == 1:
        return _("Not asked")
    parts = zip(names, cells, strict=True)
    return "; ".join(f"{name} {cell.text}" for name, cell in parts if cell.text != "0")


def say_analysis(material: Material) -> str:
    count = material.figures.excerpts
    words = ngettext(
        "%(count)s passage marked by people", "%(count)s passages marked by people", count
    )
    said = words % {"count": count}
    if material.figures.engines:
        said += "; " + _("a machine suggested themes, people decided on each")
    return said


def say_themes(material: Material) -> str:
    count = len(material.themes)
    words = ngettext("%(count)s theme signed off", "%(count)s themes signed off", count)
    return words % {"count": count}


def fill_coverage(material: Material, section: OutlineSection, language: str) -> list[Block]:
    """The grid of whom we heard from, with its table; a line where nobody said who they are."""
    people = material.people
    rows = [*people.values_of(ROWS), _("Did not say")]
    columns = [*people.values_of(COLUMNS), _("Did not say")]
    if len(rows) == len(columns) == 1:
        return [Paragraph(_("We did not ask people for their role or sector."))]
    grid = people.release_grid(ROWS, COLUMNS)
    missing = [
        f"{row} / {column}"
        for row, cells in zip(rows, grid.cells, strict=True)
        for column, cell in zip(columns, cells, strict=True)
        if cell.value == 0 and _("Did not say") not in (row, column)
    ]
    title = say_coverage(missing)
    picture = draw_coverage(
        rows, columns, grid, title=title, description=title, what=_("Role band"), total=_("All")
    )
    twin = Table(
        _("People we heard from"),
        picture.table.headers,
        picture.table.rows,
        say_star(material, {HEARD}),
    )
    return [Figure(title, title, picture.svg, twin)]


def say_coverage(missing: list[str]) -> str:
    if not missing:
        return _("We heard from every role band in every sector")
    shown = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
    return _("We heard nobody from: %(groups)s") % {"groups": shown}


def fill_method(material: Material, section: OutlineSection, language: str) -> list[Block]:
    figures = material.figures
    channels = ", ".join(
        str(label).lower() for code, label in Channel.choices if code in figures.channels
    )
    said = [Paragraph(_("Words came to us by: %(channels)s.") % {"channels": channels})]
    read = _(
        "People read them and marked passages; each theme was signed off by a person. Every "
        "quotation is verbatim and printed with consent."
    )
    said = (said if channels else []) + [Paragraph(read)]
    if figures.engines:
        named = ", ".join(figures.engines)
        said.append(Paragraph(_("A machine suggested themes first (%(engine)s); nothing it "
                                "suggested counts until a person kept it.") % {"engine": named}))  # fmt: skip
    gate = _(
        "Figures that could tell of fewer than %(k)s people are not shown, and nobody is described "
        "more closely than %(k)s people share."
    )
    gated = [gate % {"k": material.people.k}]
    if (base := material.gate.rules.base) > 1:
        gated.append(_("Other figures are to the nearest %(base)d.") % {"base": base})
    return [*said, Paragraph(" ".join(gated))]
