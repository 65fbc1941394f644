"""Lines, boxes and words as SVG with presentation attributes only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html import escape

INK, QUIET, LINE, PAPER = "#212b32", "#4c6272", "#aeb7bd", "#ffffff"
FONT = "Liberation Sans, Arial, sans-serif"
# Each pair differs in lightness, so that the order holds in greyscale too.
COLOURS = ("#003087", "#41b6e6", "#7c2855", "#ffb81c", "#00703c", "#ae2573", "#768692", "#78be20")
_HATCHES = (
    "",
    "M0 8L8 0",
    "M0 4H8",
    "M4 4h.01",
    "M0 0L8 8",
    "M4 0V8",
    "M0 8L8 0M0 0L8 8",
    "M0 4H8M4 0V8",
)
_LETTER = 0.54


@dataclass(frozen=True)
class PictureTable:
    """The same figures as rows under headings, every cell as it is shown."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture, what it says, how to tell it to someone who cannot see it, and its figures."""

    title: str
    description: str
    svg: str
    table: PictureTable


def make_picture(
    title: str,
    description: str,
    size: tuple[float, float],
    parts: Sequence[str],
    table: PictureTable,
) -> Picture:
    """Wrap parts in an `<svg>` that names and describes itself; `size` is in pixels."""
    key = make_key(title, *parts)
    width, height = map(write_number, size)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="{key}-title {key}-desc" '
        f'font-family="{FONT}" font-size="14" fill="{INK}">'
        f'<title id="{key}-title">{clean(title)}</title>'
        f'<desc id="{key}-desc">{clean(description)}</desc>'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )
    return Picture(title, description, svg, table)


def make_key(*parts: str) -> str:
    """Return a name for ids that other pictures on the page will not have."""
    return "p" + blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()


def clean(text: str) -> str:
    """Escape text for SVG and leave out the characters XML forbids."""
    kept = [letter for letter in text if letter in "\t\n" or _is_allowed(ord(letter))]
    return escape("".join(kept), quote=True)


def draw_words(
    x: float,
    y: float,
    text: str,
    *,
    size: int = 14,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{write_number(x)}" y="{write_number(y)}" font-size="{size}" '
        f'text-anchor="{anchor}" fill="{fill}"{weight}>{clean(text)}</text>'
    )


def draw_lines(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: int = 14,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """Draw lines of words one under another from the base line `y`."""
    step = size * 1.3
    return "".join(
        draw_words(x, y + at * step, line, size=size, anchor=anchor, fill=fill, bold=bold)
        for at, line in enumerate(lines)
    )


def draw_box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    stroke: str = LINE,
    dashed: bool = False,
) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{write_number(x)}" y="{write_number(y)}" width="{write_number(width)}" '
        f'height="{write_number(height)}" fill="{fill}" stroke="{stroke}"{dashes}/>'
    )


def draw_link(url: str, inside: str) -> str:
    """Make a part a link; an address that is no path or web address is left out."""
    if not url.startswith(("/", "#", "?", "https://", "http://")):
        return inside
    return f'<a href="{clean(url)}">{inside}</a>'


def define_fills(key: str, count: int) -> str:
    """Return definitions of `count` fills that differ in colour and pattern."""
    return f"<defs>{''.join(_define_fill(key, number) for number in range(count))}</defs>"


def name_fill(key: str, number: int) -> str:
    return f"url(#{key}-{number})"


def wrap_words(text: str, width: float, *, size: int = 14, lines: int = 2) -> list[str]:
    """Break text into lines of about `width` pixels; what is left out ends in three dots."""
    room = max(4, int(width / (size * _LETTER)))
    wrapped = [""]
    for word in text.split():
        longer = f"{wrapped[-1]} {word}".strip()
        if len(longer) <= room or not wrapped[-1]:
            wrapped[-1] = longer
        else:
            wrapped.append(word)
    shown = [_cut(line, room) for line in wrapped[:lines]]
    if len(wrapped) > lines:
        shown[-1] = _cut(shown[-1] + " …", room)
    return shown


def write_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _cut(line: str, room: int) -> str:
    return line if len(line) <= room else line[: room - 1].rstrip(" …") + "…"


def _is_allowed(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _define_fill(key: str, number: int) -> str:
    colour = COLOURS[number % len(COLOURS)]
    hatch = _HATCHES[(number + number // len(COLOURS)) % len(_HATCHES)]
    return (
        f'<pattern id="{key}-{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/>'
        f'<path d="{hatch or "M0 0"}" stroke="#ffffff" stroke-width="2" stroke-linecap="round"/>'
        "</pattern>"
    )
