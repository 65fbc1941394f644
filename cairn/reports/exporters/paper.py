"""A report as tagged PDF (PDF/UA-1)."""

from __future__ import annotations

import logging
from typing import NoReturn

from weasyprint import HTML

from cairn.reports.exporters._content import ReportContent
from cairn.reports.exporters._outline import Link
from cairn.reports.exporters._render import fill_page

NAME = "pdf"
LABEL = "PDF"
EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"

# Its warnings quote the text they are about, and no contribution may end up in a log.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def export(content: ReportContent, *, link: Link) -> bytes:
    """Return the PDF. Thread links in it must be absolute addresses, else `ValueError`."""
    page = HTML(string=fill_page(content, link=link, paper=True), url_fetcher=_refuse)
    pdf: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _refuse(address: str, *_: object, **__: object) -> NoReturn:
    """Nothing is fetched while a report is made: all it needs is in it."""
    raise ValueError(f"A report may not fetch {address}.")
