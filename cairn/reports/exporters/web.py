"""A report as one HTML file, or as the part of a page that the product shows itself."""

from __future__ import annotations

from cairn.reports.exporters._content import ReportContent
from cairn.reports.exporters._outline import Link
from cairn.reports.exporters._render import fill_body, fill_page

NAME = "html"
LABEL = "HTML"
EXTENSION = "html"
MEDIA_TYPE = "text/html; charset=utf-8"


def export(content: ReportContent, *, link: Link) -> bytes:
    """Return a standalone page in UTF-8: its styles inside, no script, no outside request."""
    return fill_page(content, link=link).encode()


def render_body(content: ReportContent, *, link: Link, titled: bool = True) -> str:
    """Return the report's `<article>` for a page that links `reports/report.css` itself.

    `titled=False` leaves out the `<h1>`, for a page that has its own.
    """
    return fill_body(content, link=link, titled=titled)
