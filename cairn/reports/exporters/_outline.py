"""Numbers, anchors and thread links for every block: given here once, so all formats agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from cairn.reports.exporters._content import (
    Figure,
    Heading,
    ReportContent,
    Section,
    Table,
    ThemePage,
)
from cairn.reports.exporters._words import WORDS, Words

Link: TypeAlias = Callable[[str], str] | None
_ADDRESS = re.compile(r"https?://[^\s]+|/[^/\s\\][^\s]*|/", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_NUMBERED = ("Table", "Figure", "Facts", "GoodPracticeTable", "Quote", "Finding", "GoodPractice")


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a block's thread opens, and words that name it unlike any other link in the report."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place: its kind, number, anchor, heading depth (section titles are 1), parts."""

    block: Any
    kind: str
    number: str
    anchor: str
    depth: int = 0
    thread: Thread | None = None
    quotes: tuple[Placed, ...] = ()
    who: Placed | None = None
    against: tuple[Placed, ...] = ()
    rows: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedSection:
    title: str
    number: str
    label: str
    anchor: str
    blocks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    label: str
    title: str
    anchor: str
    depth: int


def place_sections(
    content: ReportContent, *, link: Link, absolute: bool = False
) -> tuple[PlacedSection, ...]:
    """Return the sections with everything in them numbered.

    `link` turns a ref into an address: http(s), or a path from the root unless `absolute`. Any other
    address raises `ValueError`, so no script can be smuggled into a link.
    """
    placer = _Placer(WORDS[content.language], link, absolute)
    return tuple(placer.place_section(section) for section in content.sections)


def list_entries(sections: tuple[PlacedSection, ...], words: Words) -> tuple[Entry, ...]:
    """Return the contents: sections, and the first level of headings and themes in them."""
    entries = []
    for section in sections:
        entries.append(Entry(section.label, section.title, section.anchor, 1))
        for placed in section.blocks:
            if placed.depth == 2:
                label = (
                    f"{words.theme} {placed.number}:" if placed.kind == "theme" else placed.number
                )
                title = placed.block.title if placed.kind == "theme" else placed.block.text
                entries.append(Entry(label, title, placed.anchor, 2))
    return tuple(entries)


class _Placer:
    def __init__(self, words: Words, link: Link, absolute: bool) -> None:
        self.words, self.link, self.absolute = words, link, absolute
        self.seen: Counter[str] = Counter()
        self.section = ""
        self.levels = [0, 0]

    def place_section(self, section: Section) -> PlacedSection:
        self.section = self._number_section(section)
        self.levels = [0, 0]
        label = f"{self.words.appendix} {self.section}:" if section.appendix else self.section
        blocks = tuple(self.place(block) for block in section.blocks)
        return PlacedSection(section.title, self.section, label, f"section-{self.section}", blocks)

    def _number_section(self, section: Section) -> str:
        self.seen["appendix" if section.appendix else "section"] += 1
        return _letter(self.seen["appendix"]) if section.appendix else str(self.seen["section"])

    def place(self, block: Any) -> Placed:
        if isinstance(block, Heading):
            return self._place_heading(block)
        if isinstance(block, ThemePage):
            return self._place_theme(block)
        kind = type(block).__name__
        number = self._count(kind, block)
        anchor = f"{_slug(kind)}-{number}" if number else ""
        rows = tuple(self.place(row) for row in block.rows) if kind == "GoodPracticeTable" else ()
        return Placed(
            block, _slug(kind), number, anchor, thread=self._thread(kind, number, block), rows=rows
        )

    def _place_heading(self, block: Heading) -> Placed:
        # A second level with no first above it would leave a gap in the order of headings.
        level = block.level if self.levels[0] else 1
        self.levels = (
            [self.levels[0] + 1, 0] if level == 1 else [self.levels[0], self.levels[1] + 1]
        )
        number = ".".join([self.section, *map(str, self.levels[:level])])
        return Placed(block, "heading", number, f"section-{number}", depth=level + 1)

    def _place_theme(self, block: ThemePage) -> Placed:
        self.levels[1] = 0
        number = str(block.number)
        return Placed(
            block,
            "theme",
            number,
            f"theme-{number}",
            depth=2,
            thread=self._thread("ThemePage", number, block),
            quotes=tuple(self.place(quote) for quote in block.quotes),
            who=self.place(block.who) if block.who else None,
            against=tuple(self.place(item) for item in block.against),
        )

    def _count(self, kind: str, block: Any) -> str:
        if kind == "Recommendation":
            return str(block.number)
        if kind not in _NUMBERED:
            return ""
        counted = "Table" if kind in {"Facts", "GoodPracticeTable"} else kind
        self.seen[counted] += 1
        return str(self.seen[counted])

    def _thread(self, kind: str, number: str, block: Any) -> Thread | None:
        ref = getattr(block, "ref", "")
        if not self.link or not ref or getattr(block, "erased", False):
            return None
        names = {"Quote": self.words.quote, "GoodPractice": self.words.example}
        names |= {"Finding": self.words.finding.lower(), "ThemePage": self.words.theme.lower()}
        name = names.get(kind, self.words.recommendation.lower())
        return Thread(
            check_address(self.link(ref), self.absolute), f"{self.words.thread} {name} {number}"
        )


def check_address(address: str, absolute: bool) -> str:
    """Return the address if a report may carry it; raise `ValueError` if not."""
    pattern = _ABSOLUTE if absolute else _ADDRESS
    if not _ADDRESS.fullmatch(address) or not pattern.match(address):
        raise ValueError(f"A report cannot carry the address {address!r}.")
    return address


def twin_caption(placed: Placed, words: Words) -> str:
    """Return what the table twin of a figure is called."""
    block = placed.block
    assert isinstance(block, Figure)
    assert isinstance(block.table, Table)
    return f"{words.figure_data} {placed.number}: {block.table.caption}"


def _letter(count: int) -> str:
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _slug(kind: str) -> str:
    return {"GoodPracticeTable": "practice", "GoodPractice": "example"}.get(kind, kind.lower())
