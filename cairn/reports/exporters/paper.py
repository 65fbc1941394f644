"""A report as tagged PDF (PDF/UA-1)."""

from __future__ import annotations

from cairn.design.exporters.paper import write_paper
from cairn.reports.exporters._content import ReportContent
from cairn.reports.exporters._outline import Link
from cairn.reports.exporters._render import fill_page

NAME = "pdf"
LABEL = "PDF"
EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"


def export(content: ReportContent, *, link: Link) -> bytes:
    """Return the PDF. Thread links in it must be absolute addresses, else `ValueError`."""
    return write_paper(fill_page(content, link=link, paper=True))
