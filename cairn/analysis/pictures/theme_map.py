"""The theme map: every excerpt a mark near its neighbours, themes told apart by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.pictures.drawing import (
    COLOURS,
    INK,
    LINE,
    Picture,
    PictureTable,
    draw_box,
    draw_words,
    make_picture,
    wrap_words,
    write_number,
)

_SIDE, _EDGE, _KEY = 520.0, 24.0, 260.0
_SHAPES = (
    "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
    "M-5 -5H5V5H-5Z",
    "M0 -6L6 5H-6Z",
    "M0 -6L6 0L0 6L-6 0Z",
    "M-6 -5H6L0 6Z",
    "M-6 -2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
    "M-5 -3L0 -6L5 -3V3L0 6L-5 3Z",
)


@dataclass(frozen=True)
class MapPoint:
    """An excerpt's place, each coordinate from -1 to 1, and its theme's number; 0 fits nowhere."""

    x: float
    y: float
    theme: int


def draw_theme_map(
    points: Sequence[MapPoint],
    themes: Sequence[str],
    *,
    title: str = "",
    description: str = "",
    headers: tuple[str, str, str] = ("Number", "Theme", "Excerpts"),
    nowhere: str = "Fits nowhere",
) -> Picture:
    """Return the map; `themes` are titles in the order of their numbers, from 1.

    Raises `ValueError` when a point names a theme that is not there.
    """
    if any(not 0 <= point.theme <= len(themes) for point in points):
        raise ValueError("a point names a theme that is not in the list")
    sizes = [sum(point.theme == number for point in points) for number in range(len(themes) + 1)]
    title = title or _say_finding(themes, sizes)
    description = description or (
        f"{title}. {len(points)} excerpts in {len(themes)} themes; those that use the same words "
        "lie near each other. Directions have no meaning of their own."
    )
    parts = [draw_box(1, 1, _SIDE, _SIDE, stroke=LINE)]
    parts += [_draw_mark(_place(point.x), _place(-point.y), point.theme) for point in points]
    parts += [_draw_number(number, points) for number in range(1, len(themes) + 1) if sizes[number]]
    names = [*themes, nowhere] if sizes[0] else list(themes)
    parts += _draw_key(names, len(themes))
    rows = [(str(at), name, str(sizes[at])) for at, name in enumerate(themes, start=1)]
    rows += [("", nowhere, str(sizes[0]))] if sizes[0] else []
    size = (_SIDE + _KEY, max(_SIDE + 2, 30.0 + 24 * len(names)))
    return make_picture(title, description, size, parts, PictureTable(headers, tuple(rows)))


def _place(value: float) -> float:
    kept = min(1.0, max(-1.0, value))
    return _EDGE + (kept + 1) / 2 * (_SIDE - 2 * _EDGE)


def _draw_mark(x: float, y: float, theme: int) -> str:
    at = f'transform="translate({write_number(x)} {write_number(y)})"'
    if theme == 0:
        return f'<path d="M-4 -4L4 4M-4 4L4 -4" {at} stroke="{INK}" stroke-width="1.5"/>'
    shape = _SHAPES[(theme - 1) % len(_SHAPES)]
    colour = COLOURS[(theme - 1) % len(COLOURS)]
    return f'<path d="{shape}" {at} fill="{colour}" fill-opacity="0.75" stroke="#ffffff"/>'


def _draw_number(number: int, points: Sequence[MapPoint]) -> str:
    own = [point for point in points if point.theme == number]
    x = _place(sum(point.x for point in own) / len(own))
    y = _place(-sum(point.y for point in own) / len(own))
    disc = (
        f'<circle cx="{write_number(x)}" cy="{write_number(y)}" r="11" fill="#ffffff" '
        f'stroke="{INK}"/>'
    )
    return disc + draw_words(x, y + 4, str(number), size=12, anchor="middle", bold=True)


def _draw_key(names: Sequence[str], themes: int) -> list[str]:
    parts = []
    for at, name in enumerate(names):
        y, number = 24.0 + 24 * at, at + 1 if at < themes else 0
        label = f"{number}. {name}" if number else name
        parts.append(_draw_mark(_SIDE + 20, y - 4, number))
        line = wrap_words(label, _KEY - 44, size=13, lines=1)[0]
        parts.append(draw_words(_SIDE + 36, y, line, size=13))
    return parts


def _say_finding(themes: Sequence[str], sizes: Sequence[int]) -> str:
    if not themes:
        return "No themes yet"
    largest = max(range(1, len(themes) + 1), key=lambda number: sizes[number])
    return f"{themes[largest - 1]} draws the most excerpts"
