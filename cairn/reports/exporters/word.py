"""A report as a Word document."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.shared import Mm

from cairn.reports.exporters import _word_xml as x
from cairn.reports.exporters._content import ReportContent
from cairn.reports.exporters._outline import Link, list_entries, place_sections
from cairn.reports.exporters._render import shorten
from cairn.reports.exporters._rewrite import clean_content
from cairn.reports.exporters._word_blocks import Writer
from cairn.reports.exporters._words import WORDS, Words, say_cover, say_mark

NAME = "docx"
LABEL = "Word"
EXTENSION = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MARKUP = Path(__file__).parent / "_markup"
# The only parts of the library's blank document that a report needs; the rest carries a thumbnail,
# somebody's revision marks and a template's name.
_KEPT = ("/styles", "/settings", "/numbering", "/officeDocument", "/core-properties")
_LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}


def export(content: ReportContent, *, link: Link) -> bytes:
    """Return the Word file. Thread links in it must be absolute addresses, else `ValueError`."""
    content = clean_content(content)
    words = WORDS[content.language]
    document = _open_blank()
    sections = place_sections(content, link=link, absolute=True)
    writer = Writer(document, words, say_mark(content))
    _write_cover(writer, content)
    writer.write_contents(list_entries(sections, words))
    for index, section in enumerate(sections):
        writer.write_section(section, new_page=index == 0)
    _write_margins(document, content, words)
    return _pack(document, content)


def _open_blank() -> Document:
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, rel in relations.items() if not rel.reltype.endswith(_KEPT)]:
            relations.pop(name)
    # The blank document's last element holds revision ids.
    document.element.body[-1].attrib.clear()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(24)
    return document


def _write_cover(writer: Writer, content: ReportContent) -> None:
    writer.add(x.prose("Title", content.title))
    if content.subtitle:
        writer.add(x.prose("Subtitle", content.subtitle))
    if writer.mark:
        writer.add(x.prose("Mark", writer.mark))
    for label, text in say_cover(content):
        writer.add(x.prose("Normal", text, x.run(f"{label}: ", bold=True)))
    if content.notices:
        writer.add(x.prose("Heading3", writer.words.notices))
        writer.write_bullets(content.notices)


def _write_margins(document: Document, content: ReportContent, words: Words) -> None:
    mark = say_mark(content)
    page = document.sections[0]
    title = x.run(shorten(content.title, 45))
    parts = [x.run(mark, style="Warning")] if mark else []
    header = x.paragraph("Header", *parts, x.W("r", x.W("tab")), title)
    number = (x.field("PAGE", "1"), x.run(f" {words.of} "), x.field("NUMPAGES", "1"))
    footer = x.paragraph("Footer", x.run(f"{words.page} "), *number)
    for margin, line in ((page.header, header), (page.footer, footer)):
        margin.is_linked_to_previous = False
        margin.part.element[:] = [line]


def _pack(document: Document, content: ReportContent) -> bytes:
    """Return the file with our own styles and properties in it and one fixed time on every part."""
    made = io.BytesIO()
    document.save(made)
    ours = _own_parts(content)
    out = io.BytesIO()
    day = max(content.date.year, 1980), content.date.month, content.date.day
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            part = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, ours.get(name) or source.read(name))
    return out.getvalue()


def _own_parts(content: ReportContent) -> dict[str, bytes]:
    language = _LANGUAGES[content.language]
    filled = {
        "LANGUAGE": language,
        "TITLE": escape(content.title),
        "DATE": content.date.isoformat(),
    }
    parts = {
        "word/styles.xml": "word-styles.xml",
        "word/numbering.xml": "word-numbering.xml",
        "word/settings.xml": "word-settings.xml",
        "docProps/core.xml": "word-core.xml",
    }
    return {name: _fill(file, filled) for name, file in parts.items()}


def _fill(file: str, filled: dict[str, str]) -> bytes:
    before, *rest = _split((_MARKUP / file).read_text(encoding="utf-8"), tuple(filled))
    return "".join([before, *(filled.get(part, part) for part in rest)]).encode()


def _split(text: str, names: tuple[str, ...]) -> list[str]:
    return re.split(f"({'|'.join(names)})", text)
