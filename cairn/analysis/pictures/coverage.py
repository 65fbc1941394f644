"""The coverage grid: whom we have heard, and whom not."""

from __future__ import annotations

from collections.abc import Sequence

from cairn.analysis.disclosure import Cell, ReleasedTable
from cairn.analysis.pictures.drawing import (
    INK,
    QUIET,
    Picture,
    PictureTable,
    draw_box,
    draw_lines,
    draw_words,
    make_picture,
    wrap_words,
)

_NAME, _TOP, _HIGH = 190.0, 64.0, 34.0
_SHADES = ("#ffffff", "#dbe6f2", "#b3cde8", "#7da7d1")


def draw_coverage(
    row_names: Sequence[str],
    column_names: Sequence[str],
    heard: ReleasedTable,
    *,
    title: str = "",
    description: str = "",
    what: str = "Role",
    total: str = "All",
) -> Picture:
    """Return a grid of people heard; nobody is an empty dashed box with a nought.

    A list of counts is one row and needs no name.
    Raises `ValueError` when the names do not fit the table.
    """
    row_names = list(row_names) or [total] * (not heard.row_totals)
    if len(row_names) != len(heard.cells) or any(
        len(row) != len(column_names) for row in heard.cells
    ):
        raise ValueError("the grid needs a name for each row and each column")
    silent = [
        f"{row} in {column}"
        for row, cells in zip(row_names, heard.cells, strict=True)
        for column, cell in zip(column_names, cells, strict=True)
        if cell.value == 0
    ]
    title = title or _say_finding(silent)
    description = description or f"{title}. {_say_silent(silent)}"
    wide = max(72.0, min(130.0, 620.0 / max(1, len(column_names))))
    parts = _draw_heads(column_names, wide)
    for number, (name, cells) in enumerate(zip(row_names, heard.cells, strict=True)):
        parts += _draw_row(name, cells, _TOP + number * _HIGH, wide, heard.k)
    size = (_NAME + wide * len(column_names) + 12, _TOP + _HIGH * len(row_names) + 12)
    return make_picture(
        title, description, size, parts, _make_table(row_names, column_names, heard, what, total)
    )


def _draw_heads(names: Sequence[str], wide: float) -> list[str]:
    heads = []
    for number, name in enumerate(names):
        lines = wrap_words(name, wide - 8, size=12, lines=3)
        middle = _NAME + wide * (number + 0.5)
        heads.append(draw_lines(middle, 18, lines, size=12, anchor="middle", bold=True))
    return heads


def _draw_row(name: str, cells: Sequence[Cell], y: float, wide: float, k: int) -> list[str]:
    label = wrap_words(name, _NAME - 20, size=13, lines=1)[0]
    parts = [draw_words(_NAME - 8, y + 22, label, size=13, anchor="end")]
    for number, cell in enumerate(cells):
        x = _NAME + wide * number
        nobody = cell.value == 0
        fill = "#f2f2f2" if cell.hidden else _choose_shade(cell.value or 0, k)
        parts.append(
            draw_box(x + 2, y + 2, wide - 4, _HIGH - 4, fill=fill, stroke=QUIET, dashed=nobody)
        )
        ink = QUIET if nobody else INK
        parts.append(
            draw_words(x + wide / 2, y + 22, cell.text, size=13, anchor="middle", fill=ink)
        )
    return parts


def _choose_shade(value: int, k: int) -> str:
    steps = (value >= 1) + (value >= 3 * k) + (value >= 10 * k)
    return _SHADES[steps]


def _say_finding(silent: Sequence[str]) -> str:
    if not silent:
        return "Somebody was heard in every group"
    if len(silent) == 1:
        return f"Nobody was heard from {silent[0]}"
    return f"Nobody was heard from {len(silent)} groups"


def _say_silent(silent: Sequence[str]) -> str:
    if not silent:
        return "Every box of the grid holds people."
    more = f" and {len(silent) - 12} more" if len(silent) > 12 else ""
    return f"Not heard: {'; '.join(silent[:12])}{more}."


def _make_table(
    rows: Sequence[str], columns: Sequence[str], heard: ReleasedTable, what: str, total: str
) -> PictureTable:
    if not heard.row_totals:
        cells = tuple(cell.text for cell in heard.cells[0])
        return PictureTable((what, *columns, total), ((*rows, *cells, heard.total.text),))
    body = [
        (name, *(cell.text for cell in cells), sums.text)
        for name, cells, sums in zip(rows, heard.cells, heard.row_totals, strict=True)
    ]
    last = (total, *(cell.text for cell in heard.column_totals), heard.total.text)
    return PictureTable((what, *columns, total), (*body, last))
