"""How new codes dwindle: a bar for what each unit brought, a line for all codes so far."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.analysis.pictures.drawing import (
    COLOURS,
    INK,
    LINE,
    QUIET,
    Picture,
    PictureTable,
    draw_box,
    draw_words,
    make_picture,
    write_number,
)
from cairn.analysis.saturation import Saturation

_WIDTH, _HEIGHT = 760.0, 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 16.0, 52.0, 48.0
_TICKS = 8


@dataclass(frozen=True)
class CurveWords:
    """What the picture says, in the reader's language."""

    title: str
    description: str
    unit: str = "Unit"
    new: str = "New codes"
    known: str = "Codes so far"
    share: str = "New in the run, of the base"
    reached: str = "Enough"


def draw_saturation(found: Saturation, words: CurveWords) -> Picture:
    """Return the curve of a saturation with at least one unit; raises `ValueError` without any."""
    if not found.curve:
        raise ValueError("a curve needs a unit")
    wide = (_WIDTH - _LEFT - _RIGHT) / len(found.curve)
    most = max(1, found.curve[-1].known)
    high = (_HEIGHT - _TOP - _BOTTOM) / most
    parts = [*_draw_legend(words), *_draw_axes(found, wide, high, most, words.unit)]
    parts += _draw_bars(found, wide, high)
    parts.append(_draw_line(found, wide, high))
    if found.reached_at is not None:
        parts += _draw_reached(_LEFT + found.reached_at * wide, words.reached)
    return make_picture(
        words.title, words.description, (_WIDTH, _HEIGHT), parts, _make_table(found, words)
    )


def _draw_legend(words: CurveWords) -> list[str]:
    return [
        draw_box(_LEFT, 10, 16, 16, fill=COLOURS[1], stroke=QUIET),
        draw_words(_LEFT + 22, 23, words.new, size=13),
        draw_box(_LEFT + 260, 17, 24, 2, fill=COLOURS[0], stroke=COLOURS[0]),
        draw_words(_LEFT + 292, 23, words.known, size=13),
    ]


def _draw_axes(found: Saturation, wide: float, high: float, most: int, unit: str) -> list[str]:
    floor = _HEIGHT - _BOTTOM
    drawn = [draw_box(_LEFT, floor, _WIDTH - _LEFT - _RIGHT, 0, stroke=QUIET)]
    for value in range(0, most + 1, _step(most)):
        y = floor - value * high
        drawn.append(draw_box(_LEFT, y, _WIDTH - _LEFT - _RIGHT, 0, stroke=LINE))
        drawn.append(draw_words(_LEFT - 8, y + 4, str(value), size=12, anchor="end"))
    every = _step(len(found.curve))
    for step in found.curve[every - 1 :: every]:
        x = _LEFT + (step.number - 0.5) * wide
        drawn.append(draw_words(x, floor + 18, step.unit, size=12, anchor="middle"))
    return [*drawn, draw_words(_WIDTH / 2, _HEIGHT - 8, unit, size=13, anchor="middle", fill=QUIET)]


def _draw_bars(found: Saturation, wide: float, high: float) -> list[str]:
    floor, edge = _HEIGHT - _BOTTOM, QUIET if wide > 6 else COLOURS[1]
    return [
        draw_box(_LEFT + (step.number - 0.85) * wide, floor - step.new * high, wide * 0.7,
                 step.new * high, fill=COLOURS[1], stroke=edge)
        for step in found.curve
        if step.new
    ]  # fmt: skip


def _draw_line(found: Saturation, wide: float, high: float) -> str:
    points = " ".join(
        f"{write_number(_LEFT + (step.number - 0.5) * wide)},"
        f"{write_number(_HEIGHT - _BOTTOM - step.known * high)}"
        for step in found.curve
    )
    return f'<polyline points="{points}" fill="none" stroke="{COLOURS[0]}" stroke-width="2.5"/>'


def _draw_reached(x: float, word: str) -> list[str]:
    height = _HEIGHT - _TOP - _BOTTOM
    late = x > _WIDTH - 160
    return [
        draw_box(x, _TOP, 0, height, stroke=INK, dashed=True),
        draw_words(x - 6 if late else x + 6, _TOP - 6, word, size=13,
                   anchor="end" if late else "start", bold=True),
    ]  # fmt: skip


def _step(most: int) -> int:
    """A round distance between marks, so that there are about eight at most."""
    size = 1
    while most / size > _TICKS:
        size = size * 5 // 2 if str(size)[0] == "2" else size * 2
    return size


def _make_table(found: Saturation, words: CurveWords) -> PictureTable:
    rows = tuple(
        (step.unit, str(step.new), str(step.known),
         "" if step.share is None else f"{step.share:.0%}")
        for step in found.curve
    )  # fmt: skip
    return PictureTable((words.unit, words.new, words.known, words.share), rows)
