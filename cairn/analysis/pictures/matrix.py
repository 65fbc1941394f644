"""The change matrix: stopped or started then, wanted or not from now on (Burbidge, RSA 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.pictures.drawing import (
    QUIET,
    Picture,
    PictureTable,
    draw_box,
    draw_lines,
    draw_link,
    draw_words,
    make_picture,
    wrap_words,
)

QUADRANTS = ("let_go", "restart", "end", "amplify")
_NAMES = ("Let go", "Restart", "End", "Amplify")
_SIDES = ("Stopped in the crisis", "Started in the crisis", "Do not carry on", "Carry on")
_WIDE, _LEFT, _TOP, _STEP = 350.0, 40.0, 44.0, 38.0


@dataclass(frozen=True)
class MatrixItem:
    """A change and the quadrant people put it in."""

    text: str
    quadrant: str
    url: str = ""


def draw_change_matrix(
    items: Sequence[MatrixItem],
    *,
    names: Sequence[str] = _NAMES,
    sides: Sequence[str] = _SIDES,
    title: str = "",
    description: str = "",
    headers: tuple[str, str] = ("Quadrant", "Change"),
    shown: int = 8,
) -> Picture:
    """Return the two-by-two; the first `shown` of a quadrant are drawn, all are in the table.

    `names` follow `QUADRANTS`; `sides` are the two rows, then the two columns. Raises `ValueError`
    for a quadrant that is none of the four.
    """
    if any(item.quadrant not in QUADRANTS for item in items):
        raise ValueError(f"a quadrant is one of {', '.join(QUADRANTS)}")
    held = [[item for item in items if item.quadrant == each] for each in QUADRANTS]
    title = title or _say_finding(names, held)
    counts = ", ".join(f"{name} {len(each)}" for name, each in zip(names, held, strict=True))
    description = description or f"{title}. {counts}."
    highs = [_measure_row(held[0:2], shown), _measure_row(held[2:4], shown)]
    parts = _draw_sides(sides, highs)
    for number, each in enumerate(held):
        x, y = _LEFT + (number % 2) * _WIDE, _TOP + (number // 2) * highs[0]
        parts += _draw_quadrant(names[number], each, (x, y, highs[number // 2]), shown)
    rows = tuple((name, item.text) for name, each in zip(names, held, strict=True) for item in each)
    size = (_LEFT + 2 * _WIDE + 12, _TOP + sum(highs) + 12)
    return make_picture(title, description, size, parts, PictureTable(headers, rows))


def _measure_row(held: Sequence[Sequence[MatrixItem]], shown: int) -> float:
    lines = max([2, *(min(len(each), shown + 1) for each in held)])
    return max(200.0, 46 + _STEP * lines)


def _draw_sides(sides: Sequence[str], highs: Sequence[float]) -> list[str]:
    parts = [
        draw_words(_LEFT + (at + 0.5) * _WIDE, 28, sides[2 + at], anchor="middle", bold=True)
        for at in range(2)
    ]
    middles = (_TOP + highs[0] / 2, _TOP + highs[0] + highs[1] / 2)
    for at, middle in enumerate(middles):
        turn = f"rotate(-90 24 {middle:.1f})"
        words = draw_words(24, middle, sides[at], anchor="middle", bold=True)
        parts.append(f'<g transform="{turn}">{words}</g>')
    return parts


def _draw_quadrant(
    name: str, items: Sequence[MatrixItem], place: tuple[float, float, float], shown: int
) -> list[str]:
    x, y, high = place
    parts = [
        draw_box(x + 2, y + 2, _WIDE - 4, high - 4, stroke=QUIET),
        draw_words(x + 14, y + 26, f"{name} ({len(items)})", size=16, bold=True),
    ]
    for at, item in enumerate(items[:shown]):
        lines = wrap_words(item.text, _WIDE - 44, size=12, lines=2)
        words = draw_lines(x + 28, y + 50 + at * _STEP, lines, size=12)
        dot = draw_box(x + 14, y + 43 + at * _STEP, 6, 6, fill=QUIET, stroke=QUIET)
        parts.append(draw_link(item.url, dot + words))
    if len(items) > shown:
        parts.append(draw_words(x + 28, y + 50 + shown * _STEP, f"+ {len(items) - shown}", size=12))
    return parts


def _say_finding(names: Sequence[str], held: Sequence[Sequence[MatrixItem]]) -> str:
    largest = max(range(4), key=lambda at: len(held[at]))
    if not held[largest]:
        return "No change has been placed yet"
    return f"{names[largest]}: {len(held[largest])} of {sum(map(len, held))} changes"
