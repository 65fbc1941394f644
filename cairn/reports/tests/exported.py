"""What the exporters' tests share: the sample report, its files, and their plain text."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from cairn.plugins import find_plugins
from cairn.reports.exporters import Paragraph, ReportContent, Section, from_json

SAMPLES = Path(__file__).parents[3] / "samples" / "exporters"
EXPORTERS = find_plugins("cairn.reports.exporters")


@cache
def sample() -> ReportContent:
    return from_json((SAMPLES / "content.json").read_text(encoding="utf-8"))


def thread_address(ref: str) -> str:
    return f"https://cairn.example/threads/{ref}"


@cache
def export(name: str, content: ReportContent, *, linked: bool = False) -> bytes:
    made: bytes = EXPORTERS[name].export(content, link=thread_address if linked else None)
    return made


def report_of(*blocks: object, **changes: object) -> ReportContent:
    """A small published report of one section that holds these blocks."""
    given: dict = {
        "title": "A small report",
        "subtitle": "",
        "programme": "A made-up programme",
        "language": "en",
        "status": "published",
        "version": "1",
        "date": dt.date(2026, 3, 5),
        "audience": "public",
        "notices": (),
        "sections": (Section("First", blocks or (Paragraph("Something."),)),),
    }
    return ReportContent(**(given | changes))


def text_of(name: str, made: bytes) -> str:
    """The words of a file, in reading order, single-spaced."""
    readers = {"html": _html_text, "docx": _docx_text, "pdf": _pdf_text}
    return re.sub(r"\s+", " ", readers[name](made)).strip()


def pages_of(made: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]


def _pdf_text(made: bytes) -> str:
    return "\n".join(pages_of(made))


def _docx_text(made: bytes) -> str:
    body = docx.Document(io.BytesIO(made)).element.body
    shown = (paragraph.iter(qn("w:t"), qn("w:br")) for paragraph in body.iter(qn("w:p")))
    return "\n".join("".join(node.text or " " for node in nodes) for nodes in shown)


def _html_text(made: bytes) -> str:
    reader = _Words()
    reader.feed(made.decode())
    return " ".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden = tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def write_expected() -> None:
    """Write the samples' expected text anew, after a wanted change has been read through."""
    for name in EXPORTERS:
        text = text_of(name, export(name, sample(), linked=True))
        (SAMPLES / name / "expected.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_expected()
