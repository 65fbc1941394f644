"""Bars: how many people spoke of each theme, by role, sector or whatever tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.disclosure import HIDDEN, Cell
from cairn.analysis.pictures.drawing import (
    LINE,
    QUIET,
    Picture,
    PictureTable,
    define_fills,
    draw_box,
    draw_words,
    make_key,
    make_picture,
    name_fill,
    wrap_words,
)

_WIDTH, _LABEL, _BAR, _GAP = 760.0, 220.0, 22.0, 16.0
_ROOM = _WIDTH - _LABEL - 70


@dataclass(frozen=True)
class BarRow:
    """One bar, or one group of bars: its name and a gated figure for each part."""

    name: str
    cells: tuple[Cell, ...]


def draw_bars(
    rows: Sequence[BarRow],
    parts: Sequence[str],
    *,
    stacked: bool = True,
    title: str = "",
    description: str = "",
    what: str = "Theme",
) -> Picture:
    """Return horizontal bars; `parts` name the cells of every row, `what` heads their names.

    Without `title` and `description` English ones say what stands out. Hidden figures take no
    length and show as a star beside the bar. Raises `ValueError` when a row lacks cells.
    """
    if any(len(row.cells) != len(parts) for row in rows):
        raise ValueError("every row needs a figure for each part")
    title = title or _say_finding(rows)
    key = make_key("bars", title, *(row.name for row in rows))
    scale = _ROOM / max([1, *(_longest(row, stacked) for row in rows)])
    drawn, y = _draw_legend(key, parts)
    for row in rows:
        draw = _draw_stack if stacked else _draw_group
        height = _BAR if stacked else _BAR * 0.8 * len(parts)
        drawn += _draw_name(row.name, y, height)
        drawn += draw(key, row, y, scale)
        y += height + _GAP
    description = description or f"{title}. {_say_rows(rows, parts)}"
    table = PictureTable((what, *parts), tuple(_table_row(row) for row in rows))
    drawn = [define_fills(key, len(parts)), *drawn]
    return make_picture(title, description, (_WIDTH, y + 8), drawn, table)


def _draw_legend(key: str, parts: Sequence[str]) -> tuple[list[str], float]:
    drawn, x, y = [], 12.0, 12.0
    for number, part in enumerate(parts):
        label = wrap_words(part, 260, size=13, lines=1)[0]
        width = 30 + 7.4 * len(label)
        if x + width > _WIDTH and x > 12:
            x, y = 12.0, y + 24
        drawn.append(draw_box(x, y, 16, 16, fill=name_fill(key, number), stroke=QUIET))
        drawn.append(draw_words(x + 22, y + 13, label, size=13))
        x += width + 12
    return drawn, y + 38


def _draw_name(name: str, y: float, height: float) -> list[str]:
    lines = wrap_words(name, _LABEL - 24, size=13, lines=2)
    top = y + height / 2 + (5 if len(lines) == 1 else -3)
    words = [
        draw_words(_LABEL - 10, top + 15 * at, line, size=13, anchor="end")
        for at, line in enumerate(lines)
    ]
    axis = draw_box(_LABEL, y - 4, 0, height + 8, stroke=LINE)
    return [*words, axis]


def _draw_stack(key: str, row: BarRow, y: float, scale: float) -> list[str]:
    drawn, x = [], _LABEL
    for number, cell in enumerate(row.cells):
        width = (cell.value or 0) * scale
        if width:
            drawn.append(draw_box(x, y, width, _BAR, fill=name_fill(key, number), stroke="#ffffff"))
        x += width
    return [*drawn, draw_words(x + 6, y + 16, _say_sum(row), size=13)]


def _draw_group(key: str, row: BarRow, y: float, scale: float) -> list[str]:
    drawn, height = [], _BAR * 0.8
    for number, cell in enumerate(row.cells):
        top, width = y + number * height, (cell.value or 0) * scale
        if width:
            fill = name_fill(key, number)
            drawn.append(draw_box(_LABEL, top, width, height - 2, fill=fill, stroke="#ffffff"))
        drawn.append(draw_words(_LABEL + width + 6, top + 13, cell.text, size=12))
    return drawn


def _longest(row: BarRow, stacked: bool) -> int:
    values = [cell.value or 0 for cell in row.cells]
    return sum(values) if stacked else max(values, default=0)


def _say_sum(row: BarRow) -> str:
    shown = sum(cell.value or 0 for cell in row.cells)
    if not any(cell.hidden for cell in row.cells):
        return str(shown)
    return f"{shown} + {HIDDEN}" if shown else HIDDEN


def _say_finding(rows: Sequence[BarRow]) -> str:
    if not rows:
        return "Nothing to show yet"
    if any(cell.hidden for row in rows for cell in row.cells):  # the largest may be a hidden one
        return "How many people spoke about what, small figures hidden"
    largest = max(rows, key=lambda row: sum(cell.value or 0 for cell in row.cells))
    return f"{largest.name} is what most people spoke about"


def _say_rows(rows: Sequence[BarRow], parts: Sequence[str]) -> str:
    said = []
    for row in rows[:12]:
        figures = ", ".join(
            f"{part} {cell.text}" for part, cell in zip(parts, row.cells, strict=True)
        )
        said.append(f"{row.name}: {figures}.")
    return " ".join(said)


def _table_row(row: BarRow) -> tuple[str, ...]:
    return (row.name, *(cell.text for cell in row.cells))
