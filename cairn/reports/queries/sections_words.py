"""The sections of a report that are made of themes and of people's words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.catalogue.shelves import OutlineSection
from cairn.reports.exporters import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Quote,
    Table,
    Thanks,
    ThemePage,
)
from cairn.reports.queries.ledger import THEMES
from cairn.reports.queries.material import Material
from cairn.reports.queries.quoting import chosen_quotes, quote_of, quotes_against
from cairn.sensemaking.models import Theme


def fill_themes(material: Material, section: OutlineSection, language: str) -> list[Block]:
    numbers = material.numbers()
    return [theme_page(material, theme, numbers[theme.pk], language) for theme in material.themes]


def theme_page(material: Material, theme: Theme, number: int, language: str) -> ThemePage:
    return ThemePage(
        number=number,
        title=theme.title,
        definition=theme.definition,
        quotes=tuple(quote_of(material, one, language) for one in chosen_quotes(material, theme)),
        narrative=theme.meaning,
        points=tuple(str(point) for point in theme.points),
        who=who_said_it(material, theme),
        against=tuple(spoken_against(material, theme, language)),
        ref=f"theme:{theme.pk}",
    )


def who_said_it(material: Material, theme: Theme) -> Table | None:
    """The people behind a theme by role band; nothing where no role is known.

    A row of the one table that the programme's own pages show, with more hidden where a version
    published before asks for it.
    """
    heard = material.heard
    if heard is None:
        return None
    place = material.numbers()[theme.pk] - 1
    pairs = zip(heard.columns, heard.table.cells[place], strict=True)
    lines = [(name, cell.text) for name, cell in pairs if cell.text != "0"]
    return Table(
        caption=_("People behind the theme “%(title)s”") % {"title": theme.title},
        headers=(_("Role band"), _("People")),
        rows=(*lines, (_("All"), heard.table.row_totals[place].text)),
        note=say_star(material, {THEMES}),
    )


def say_star(material: Material, tables: set[str]) -> str:
    star = _("* not shown: it could tell of fewer than %(k)s people.") % {"k": material.people.k}
    if not material.gate.hides_more(tables):
        return star
    more = _("Some figures are hidden because a version published earlier would give them away.")
    return f"{star} {more}"


def spoken_against(material: Material, theme: Theme, language: str) -> Iterator[Quote | Paragraph]:
    for excerpt in quotes_against(material, theme):
        yield quote_of(material, excerpt, language)
    if theme.counter_note:
        yield Paragraph(theme.counter_note, "team")


def fill_big_picture(material: Material, section: OutlineSection, language: str) -> list[Block]:
    """The themes a line each, in their groups; those in no group last."""
    numbers = material.numbers()
    blocks: list[Block] = []
    for group in [*material.groups, None]:
        themes = [theme for theme in material.themes if theme.group_id == (group and group.pk)]
        if not themes:
            continue
        if group:
            blocks.append(Heading(group.title))
            blocks += [Paragraph(group.sentence, "team")] if group.sentence else []
        elif blocks:
            blocks.append(Heading(_("Other themes")))
        blocks.append(BulletList(tuple(_line(theme, numbers[theme.pk]) for theme in themes)))
    return blocks


def _line(theme: Theme, number: int) -> str:
    return f"{number}. {theme.title}" + (f": {theme.definition}" if theme.definition else "")


def fill_must_not_return(material: Material, section: OutlineSection, language: str) -> list[Block]:
    """What must not come back, in people's own words; kinds of it under a heading each."""
    blocks: list[Block] = []
    for theme in material.not_return:
        blocks.append(Heading(theme.title))
        blocks += [Paragraph(theme.definition, "team")] if theme.definition else []
        blocks += [quote_of(material, one, language) for one in chosen_quotes(material, theme)]
        blocks += [Paragraph(theme.meaning, "team")] if theme.meaning else []
    return blocks


def fill_case_studies(material: Material, section: OutlineSection, language: str) -> list[Block]:
    return [quote_of(material, excerpt, language) for excerpt in material.accounts]


def fill_thanks(material: Material, section: OutlineSection, language: str) -> list[Block]:
    words = _("We thank everybody who told us what they saw and what they think.")
    if material.thanked:
        words += " " + _("These people agreed to be thanked by name:")
    return [Thanks(words, tuple(material.thanked))]
