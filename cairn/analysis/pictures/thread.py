"""The thread as a picture: from what somebody said to what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cairn.analysis.pictures.drawing import (
    INK,
    QUIET,
    Picture,
    PictureTable,
    draw_box,
    draw_lines,
    draw_link,
    draw_words,
    make_picture,
    wrap_words,
    write_number,
)

COLUMNS = ("contribution", "excerpt", "theme", "finding", "recommendation")
_NAMES = ("Contribution", "Excerpt", "Theme", "Finding", "Recommendation")
_WIDE, _HIGH, _APART, _GAP, _TOP = 168.0, 74.0, 46.0, 16.0, 44.0


@dataclass(frozen=True)
class ThreadNode:
    """One stop of the thread; `kind` is one of `COLUMNS`, a gap marks what was withdrawn."""

    id: str
    kind: str
    text: str
    url: str = ""
    gap: bool = False
    here: bool = False


@dataclass(frozen=True)
class ThreadLink:
    """From one node's id to the next one's."""

    start: str
    end: str


def draw_thread(
    nodes: Sequence[ThreadNode],
    links: Sequence[ThreadLink],
    *,
    names: Sequence[str] = _NAMES,
    title: str = "",
    description: str = "",
    headers: tuple[str, str, str] = ("Kind", "Words", "Leads to"),
) -> Picture:
    """Return the nodes in five columns with lines between; `names` head the columns.

    Raises `ValueError` for an unknown kind, an id used twice, or a link to a node that is missing.
    """
    places = _place_nodes(nodes)
    if any(link.start not in places or link.end not in places for link in links):
        raise ValueError("a link leads to a node that is not in the thread")
    title = title or _say_finding(nodes)
    description = description or f"{title}. {len(nodes)} stops and {len(links)} links between them."
    parts = [
        draw_words(_left(at) + _WIDE / 2, 24, name, anchor="middle", bold=True)
        for at, name in enumerate(names)
    ]
    parts += [_draw_line(places[link.start], places[link.end]) for link in links]
    parts += [_draw_node(node, *places[node.id]) for node in nodes]
    height = max([y + _HIGH for _, y in places.values()], default=_TOP + _HIGH) + 12
    width = _left(len(COLUMNS)) - _APART + 12
    table = PictureTable(headers, tuple(_table_row(node, nodes, links, names) for node in nodes))
    return make_picture(title, description, (width, height), parts, table)


def _place_nodes(nodes: Sequence[ThreadNode]) -> dict[str, tuple[float, float]]:
    filled = [0] * len(COLUMNS)
    places: dict[str, tuple[float, float]] = {}
    for node in nodes:
        if node.kind not in COLUMNS or node.id in places:
            raise ValueError(f"node {node.id!r} is of an unknown kind or is there twice")
        column = COLUMNS.index(node.kind)
        places[node.id] = (_left(column), _TOP + filled[column] * (_HIGH + _GAP))
        filled[column] += 1
    return places


def _left(column: int) -> float:
    return 12 + column * (_WIDE + _APART)


def _draw_line(start: tuple[float, float], end: tuple[float, float]) -> str:
    first, second = sorted([start, end])
    x1, y1 = first[0] + _WIDE, first[1] + _HIGH / 2
    x2, y2 = second[0], second[1] + _HIGH / 2
    middle = (x1 + x2) / 2
    numbers = [write_number(value) for value in (x1, y1, middle, y1, middle, y2, x2, y2)]
    curve = "M{} {}C{} {} {} {} {} {}".format(*numbers)
    return f'<path d="{curve}" fill="none" stroke="{QUIET}" stroke-width="1.5"/>'


def _draw_node(node: ThreadNode, x: float, y: float) -> str:
    stroke = INK if node.here else QUIET
    fill = "#f0f4f5" if node.gap else "#fff7d6" if node.here else "#ffffff"
    box = draw_box(x, y, _WIDE, _HIGH, fill=fill, stroke=stroke, dashed=node.gap)
    inner = draw_box(x + 3, y + 3, _WIDE - 6, _HIGH - 6, stroke=INK) if node.here else ""
    lines = wrap_words(node.text, _WIDE - 20, size=12, lines=4)
    words = draw_lines(x + 10, y + 18, lines, size=12, fill=QUIET if node.gap else INK)
    return draw_link(node.url, box + inner + words)


def _say_finding(nodes: Sequence[ThreadNode]) -> str:
    counts: Mapping[str, int] = {
        kind: sum(node.kind == kind and not node.gap for node in nodes) for kind in COLUMNS
    }
    heard, asked = counts["contribution"], counts["recommendation"]
    if not heard:
        return "Nothing somebody said stands behind this yet"
    if not asked:
        return f"What was said in {heard} contributions has not become a recommendation yet"
    return f"What was said in {heard} contributions leads to {asked} recommendations"


def _table_row(
    node: ThreadNode,
    nodes: Sequence[ThreadNode],
    links: Sequence[ThreadLink],
    names: Sequence[str],
) -> tuple[str, ...]:
    ends = {link.end for link in links if link.start == node.id}
    leads = "; ".join(other.text for other in nodes if other.id in ends)
    return (names[COLUMNS.index(node.kind)], node.text, leads)
