"""One's own answers as a file to keep: made when it is asked for, stored nowhere, saying no names.

Pure: it sees words only. Nothing in a file tells who made it, with what, or at what time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from docx import Document
from docx.oxml.ns import qn

from cairn.design.exporters.paper import write_paper

# A Word file has to say when it was made; every copy says the same.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
STYLE = "@page { margin: 2cm } body { font: 12pt 'Liberation Sans', sans-serif; line-height: 1.5 } "
STYLE += "h2 { font-size: 13pt; margin-bottom: 0 } p { white-space: pre-wrap; margin-top: 0.3em }"


@dataclass(frozen=True)
class Copy:
    """`answers`: what was asked, what was answered, and what more is to be said of it, if anything.
    `language` is of the headings.
    """

    title: str
    language: str
    answers: Sequence[tuple[str, ...]]


def write_word_copy(copy: Copy) -> bytes:
    """Return the copy as a Word file."""
    document = Document()
    about = document.core_properties
    about.title, about.language = copy.title, copy.language
    about.author = about.comments = about.last_modified_by = about.keywords = ""
    about.created = about.modified = NO_DAY
    defaults = document.styles.element.find(f".//{qn('w:lang')}")
    defaults.set(qn("w:val"), "cy-GB" if copy.language == "cy" else "en-GB")
    document.add_heading(copy.title, 1)
    for asked, *lines in copy.answers:
        document.add_heading(_printable(asked), 2)
        for line in filter(None, lines):
            document.add_paragraph(_printable(line))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def write_paper_copy(copy: Copy) -> bytes:
    """Return the copy as tagged PDF (PDF/UA-1)."""
    parts = "".join(
        f"<h2>{escape(_printable(asked))}</h2>"
        + "".join(f"<p>{escape(_printable(line))}</p>" for line in filter(None, lines))
        for asked, *lines in copy.answers
    )
    title = escape(copy.title)
    page = (
        f'<!doctype html><html lang="{copy.language}"><head><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>{parts}</body></html>"
    )
    return write_paper(page)


def _printable(text: str) -> str:
    """What XML 1.0 can hold; the rest is shown as a mark."""
    return "".join(each if each in "\n\t" or each >= " " else "\ufffd" for each in text)


# How a copy is made in each form, and as what it is sent.
COPIES = {
    "docx": (
        write_word_copy, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (write_paper_copy, "application/pdf"),
}  # fmt: skip
