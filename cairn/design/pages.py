"""Paging: fifty rows a page, the page number in the address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS_A_PAGE = 50


def page_of(request: HttpRequest, rows: Any, *, size: int = ROWS_A_PAGE) -> Page:
    """The page of `rows` that the address asks for; the nearest one when there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
