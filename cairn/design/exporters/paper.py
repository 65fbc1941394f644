"""A page of our own as tagged PDF."""

from __future__ import annotations

import logging
from typing import NoReturn


def write_paper(page: str) -> bytes:
    """Return a whole HTML page as PDF/UA-1. Nothing is fetched: all it needs is in it."""
    from weasyprint import HTML  # noqa: PLC0415 - it takes a second, and most processes make none

    # Its warnings quote the text they are about, and nobody's words may end up in a log.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    paper: bytes = HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1")
    return paper


def _refuse(address: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"A file to keep may not fetch {address}.")
