"""Writes the blocks of a report into a Word document, one method a kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import resvg_py
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Emu

from cairn.reports.exporters import _word_xml as x
from cairn.reports.exporters._content import Paragraph, Recommendation, Table, ThemePage
from cairn.reports.exporters._outline import Entry, Placed, PlacedSection, Thread, twin_caption
from cairn.reports.exporters._render import draw_picture, fact_rows, list_asks
from cairn.reports.exporters._svg import size_of
from cairn.reports.exporters._words import Words

_WIDTH = Emu(x.PAGE_WIDTH * 635)
_HEIGHT = Emu(200 * 36000)
_PIXELS = 1600


class Writer:
    """Appends to the end of a document's body."""

    def __init__(self, document: Document, words: Words, mark: str) -> None:
        self.document, self.words, self.mark = document, words, mark
        body = document.element.body
        self.last = body[-1]
        self.bookmarks = count(1)
        self.kinds: dict[str, Callable[[Placed], None]] = {
            "heading": self.write_heading,
            "paragraph": self.write_paragraph,
            "quote": self.write_quote,
            "facts": self.write_facts,
            "table": self.write_table,
            "figure": self.write_figure,
            "finding": self.write_finding,
            "recommendation": self.write_recommendation,
            "theme": self.write_theme,
            "practice": self.write_practice,
            "bulletlist": lambda placed: self.write_bullets(placed.block.items),
            "thanks": self.write_thanks,
        }

    def add(self, element: x.Xml) -> None:
        self.last.addprevious(element)

    def write_contents(self, entries: Sequence[Entry]) -> None:
        """Write the contents as a field that already holds its lines."""
        self.add(x.prose("TOCHeading", self.words.contents))
        for index, entry in enumerate(entries):
            opening = x.field_start(r'TOC \o "1-2" \n \h') if index == 0 else []
            closing = [x.field_end()] if index == len(entries) - 1 else []
            line = x.link_inside(entry.anchor, f"{entry.label} {entry.title}")
            self.add(x.paragraph(f"TOC{entry.depth}", *opening, line, *closing))

    def write_section(self, section: PlacedSection, *, new_page: bool) -> None:
        self._title("Heading1", section.anchor, section.label, section.title, new_page=new_page)
        if self.mark:
            self.add(x.prose("Mark", self.mark))
        for placed in section.blocks:
            self.write(placed)

    def write(self, placed: Placed) -> None:
        self.kinds[placed.kind](placed)

    def write_heading(self, placed: Placed) -> None:
        self._title(f"Heading{placed.depth}", placed.anchor, placed.number, placed.block.text)

    def write_paragraph(self, placed: Placed) -> None:
        block: Paragraph = placed.block
        if block.origin == "team":
            self.add(x.prose("TeamLabel", self.words.team))
        self.add(x.prose("TeamProse" if block.origin == "team" else "Normal", block.text))

    def write_quote(self, placed: Placed) -> None:
        block = placed.block
        if block.erased:
            self.add(x.prose("Gap", self.words.erased))
            return
        self.add(x.prose("Quote", block.text, language=block.language))
        parts = [x.run(f"— {block.attribution} ")] if block.attribution else []
        parts += self._thread(placed.thread)
        if parts:
            self.add(x.paragraph("Attribution", *parts))

    def write_facts(self, placed: Placed) -> None:
        headers = (self.words.facts_item, self.words.facts_value)
        self._number_table(placed)
        self.add(x.table(placed.block.caption, headers, fact_rows(placed.block), (38, 62)))
        self.add(x.paragraph("Note"))

    def write_table(self, placed: Placed) -> None:
        self._number_table(placed)
        self._grid(placed.block)

    def write_figure(self, placed: Placed) -> None:
        label = (
            x.run(f"{self.words.figure} "),
            x.field(r"SEQ Figure \* ARABIC", placed.number),
            x.run(": "),
        )
        self.add(x.prose("Caption", placed.block.title, *label))
        self.add(x.paragraph("Normal", x.W("r", self._drawing(placed))))
        if placed.block.table:
            self.add(x.prose("Caption", twin_caption(placed, self.words)))
            self._grid(placed.block.table)

    def write_finding(self, placed: Placed) -> None:
        label = x.run(f"{self.words.finding} {placed.number}: ", bold=True)
        paragraph = x.prose("Finding", placed.block.text, label)
        self._append_thread(paragraph, placed.thread)
        self.add(paragraph)

    def write_recommendation(self, placed: Placed) -> None:
        block: Recommendation = placed.block
        label = x.run(f"{self.words.recommendation} {placed.number}")
        self.add(x.paragraph("RecommendationLabel", *self._mark_place(placed.anchor, label)))
        lines = [x.prose("Recommendation", block.text)]
        for name, text in list_asks(block, self.words):
            lines.append(x.prose("Recommendation", text, x.run(f"{name}: ", bold=True)))
        self._append_thread(lines[-1], placed.thread)
        for line in lines:
            self.add(line)

    def write_theme(self, placed: Placed) -> None:
        block: ThemePage = placed.block
        self._title("Heading2", placed.anchor, f"{self.words.theme} {placed.number}:", block.title)
        definition = x.prose("Definition", block.definition)
        self._append_thread(definition, placed.thread)
        self.add(definition)
        self._part(self.words.quotes, placed.quotes)
        if block.narrative or block.points:
            self.add(x.prose("Heading3", self.words.meaning))
            if block.narrative:
                self.add(x.prose("Normal", block.narrative))
            self.write_bullets(block.points)
        self._part(self.words.who, (placed.who,) if placed.who else ())
        self._part(self.words.against, placed.against)

    def write_practice(self, placed: Placed) -> None:
        rows = []
        for row in placed.rows:
            synopsis = [x.run(row.block.synopsis), *self._thread(row.thread, " ")]
            rows.append((row.block.domain, row.block.system, row.block.example, synopsis))
        self._number_table(placed)
        self.add(x.table(placed.block.caption, self.words.practice, rows, (17, 17, 23, 43)))
        self.add(x.paragraph("Note"))

    def write_bullets(self, items: Sequence[str]) -> None:
        for item in items:
            self.add(x.prose("ListBullet", item))

    def write_thanks(self, placed: Placed) -> None:
        self.add(x.prose("Normal", placed.block.text))
        self.write_bullets(placed.block.people)

    def _part(self, title: str, parts: Sequence[Placed]) -> None:
        if parts:
            self.add(x.prose("Heading3", title))
        for placed in parts:
            self.write(placed)

    def _title(
        self, style: str, anchor: str, label: str, text: str, *, new_page: bool = False
    ) -> None:
        title = x.run(f"{label} {text}")
        self.add(x.paragraph(style, *self._mark_place(anchor, title), new_page=new_page))

    def _mark_place(self, anchor: str, *parts: x.Xml) -> list[x.Xml]:
        return x.bookmarked(next(self.bookmarks), anchor, *parts)

    def _number_table(self, placed: Placed) -> None:
        label = (
            x.run(f"{self.words.table} "),
            x.field(r"SEQ Table \* ARABIC", placed.number),
            x.run(": "),
        )
        self.add(x.prose("Caption", placed.block.caption, *label))

    def _grid(self, block: Table) -> None:
        self.add(
            x.table(block.caption, block.headers, block.rows, x.share_widths(len(block.headers)))
        )
        # Word joins two tables that touch, so a paragraph always follows one.
        self.add(x.prose("Note", block.note))

    def _drawing(self, placed: Placed) -> Any:
        svg = draw_picture(placed)
        width, height = size_of(svg)
        picture = io.BytesIO(
            resvg_py.svg_to_bytes(svg_string=svg, width=_PIXELS, background="white")
        )
        scale = min(_WIDTH / width, _HEIGHT / height)
        inline = self.document.part.new_pic_inline(
            picture, Emu(int(width * scale)), Emu(int(height * scale))
        )
        inline.docPr.set("descr", placed.block.description)
        inline.docPr.set("name", f"{self.words.figure} {placed.number}")
        return x.W("drawing", inline)

    def _thread(self, thread: Thread | None, before: str = "") -> list[x.Xml]:
        if thread is None:
            return []
        relation = self.document.part.relate_to(
            thread.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        return ([x.run(before)] if before else []) + [x.link_outside(relation, thread.text)]

    def _append_thread(self, paragraph: x.Xml, thread: Thread | None) -> None:
        for part in self._thread(thread, " "):
            paragraph.append(part)
