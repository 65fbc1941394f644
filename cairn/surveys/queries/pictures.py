"""What a survey released, as pictures: each says its finding, with the figures beside it."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cairn.analysis.disclosure import HIDDEN_CELL, Cell
from cairn.analysis.pictures import BarRow, Picture, draw_bars
from cairn.catalogue.asking import Asked
from cairn.surveys.queries.counting import Result


def name_of(asked: Asked) -> str:
    """The question as it was put, in the language of the page."""
    language = get_language() or "en"
    parts = [asked.question.text, *(part.name for part in (asked.level, asked.row) if part)]
    return ": ".join(part.in_language(language) for part in parts)


def picture_of(result: Result) -> Picture:
    """How many people chose each answer, in the order they were offered."""
    language = get_language() or "en"
    rows = [(name.in_language(language), count) for name, count in result.rows]
    if result.asked.question.kind != "several_of":
        rows.append((_("No answer"), result.unanswered))
    title = _say_most(rows)
    said = "; ".join(f"{name}: {cell_of(count).text}" for name, count in rows)
    return draw_bars(
        [BarRow(name, (cell_of(count),)) for name, count in rows], [_("People")], title=title,
        description=f"{name_of(result.asked)} ({said})", what=_("Answer"),
    )  # fmt: skip


def cell_of(count: int | None) -> Cell:
    """A released figure as a picture shows it."""
    return HIDDEN_CELL if count is None else Cell(str(count), False, count)


def _say_most(rows: list[tuple[str, int | None]]) -> str:
    known = [(count, name) for name, count in rows if count]
    if not known:
        return _("Too few people gave any one answer to be shown")
    most = max(count for count, _name in known)
    names = [name for count, name in known if count == most]
    if len(names) > 1:
        return _("%(num)s people each gave these answers: %(answers)s") % {
            "num": most, "answers": ", ".join(f"“{name}”" for name in names),
        }  # fmt: skip
    if any(count is None for _name, count in rows):
        shown = ngettext(
            "“%(answer)s” was the answer of %(num)s person",
            "“%(answer)s” was the answer of %(num)s people",
            most,
        )
    else:
        shown = ngettext(
            "“%(answer)s” was the answer of %(num)s person, more than any other",
            "“%(answer)s” was the answer of %(num)s people, more than any other",
            most,
        )
    return shown % {"answer": names[0], "num": most}
