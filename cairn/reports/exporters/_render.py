"""Fills the page templates that HTML and PDF share."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from cairn.reports.exporters._content import Facts, Recommendation, ReportContent
from cairn.reports.exporters._outline import Link, Placed, list_entries, place_sections
from cairn.reports.exporters._rewrite import clean_content
from cairn.reports.exporters._svg import clean_svg
from cairn.reports.exporters._words import WORDS, Words, say_cover, say_mark

_MARKUP = Path(__file__).parent / "_markup"
_STYLES = Path(__file__).parent.parent / "static" / "reports" / "report.css"


def fill_body(
    content: ReportContent, *, link: Link, titled: bool = True, paper: bool = False
) -> str:
    """Return the report as one `<article>`: classes only, no script, no inline style."""
    content = clean_content(content)
    words = WORDS[content.language]
    sections = place_sections(content, link=link, absolute=paper)
    body = _templates().get_template("body.jinja")
    return body.render(
        content=content,
        words=words,
        sections=sections,
        entries=list_entries(sections, words),
        cover=say_cover(content),
        mark=say_mark(content),
        running=shorten(content.title, 45),
        titled=titled,
        paper=paper,
    )


def fill_page(content: ReportContent, *, link: Link, paper: bool = False) -> str:
    """Return the report as a whole page that asks for nothing from outside."""
    body = Markup(fill_body(content, link=link, paper=paper))  # noqa: S704 - escaped when it was filled
    page = _templates().get_template("standalone.jinja")
    styles = _paper_styles(content) if paper else _read_all(_STYLES, _MARKUP / "standalone.css")
    return page.render(
        content=clean_content(content),
        words=WORDS[content.language],
        body=body,
        styles=styles,
        paper=paper,
    )


def shorten(text: str, limit: int) -> str:
    """Return the text on one line, cut with an ellipsis where it is longer than the limit."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_rightward(text: str) -> bool:
    """Return whether the first letter that has a direction says that the text runs from the right."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in strong if way in {"L", "R", "AL"}), "L") != "L"


def list_asks(block: Recommendation, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the lines under a recommendation: for whom, by when, how we will know."""
    lines = (
        (words.addressees, "; ".join(block.addressees)),
        (words.due, block.due),
        (words.measure, block.measure),
    )
    return tuple((label, value) for label, value in lines if value)


def fact_rows(block: Facts) -> tuple[tuple[str, str], ...]:
    return tuple((row.label, row.value) for row in block.rows)


def draw_picture(placed: Placed) -> str:
    """Return the figure's picture, safe to stand inside a page."""
    prefix = f"{placed.anchor}-"
    return clean_svg(placed.block.svg, description=placed.block.description, prefix=prefix)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_MARKUP),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "direction": lambda text: Markup(' dir="rtl"') if is_rightward(text) else "",
        "fact_rows": fact_rows,
        "asks": pass_context(_asks),
        "picture": lambda placed: Markup(draw_picture(placed)),  # noqa: S704 - cleaned by an allow-list
        "fingerprint": _fingerprint,
    }
    return environment


def _asks(context: Context, block: Recommendation) -> tuple[tuple[str, str], ...]:
    return list_asks(block, context["words"])


def _paper_styles(content: ReportContent) -> str:
    words = WORDS[content.language]
    styles = _read_all(_STYLES, _MARKUP / "paper.css")
    for name, value in (("MARK", say_mark(content)), ("PAGE", words.page), ("OF", words.of)):
        styles = styles.replace(f"RUNNING_{name}", value)
    return styles


def _fingerprint(styles: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()


@cache
def _read_all(*paths: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in paths)
