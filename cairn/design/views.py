"""Answers every room gives in one way: files to keep, never shown in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cairn.analysis.pictures import Picture
from cairn.design.exporters import MEDIA_TYPES, write_png, write_table

PART = re.compile(r"bytes=(?P<first>\d{1,12})-(?P<last>\d{0,12})")
PICTURE_FORMS = ("svg", "png", "csv", "xlsx")


def picture_files(page: str, *args: Any, query: str = "") -> list[tuple[str, str]]:
    """Each form a picture can be taken away in, with its address; `page` takes the form last."""
    return [(form, reverse(page, args=[*args, form]) + query) for form in PICTURE_FORMS]


def send_picture(name: str, form: str, picture: Picture) -> HttpResponse:
    """A picture as `svg` or `png`, or its table as `csv` or `xlsx`."""
    if form == "svg":
        return send_file(f"{name}.svg", "image/svg+xml", picture.svg.encode())
    if form == "png":
        return send_file(f"{name}.png", "image/png", write_png(picture.svg))
    return send_table(name, form, picture.table.headers, picture.table.rows)


def send_table(
    name: str, form: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    if form not in MEDIA_TYPES:
        raise Http404
    return send_file(f"{name}.{form}", MEDIA_TYPES[form], write_table(form, headers, rows))


def send_foreign_file(name: str, media_type: str, data: bytes, part: str = "") -> HttpResponse:
    """What a stranger sent: to be kept, shown or played, and never opened as a page of ours.

    `part` is the bytes a browser asks for (RFC 9110, section 14.2): some play nothing without.
    """
    response = send_file(name, media_type, data)
    response["Accept-Ranges"] = "bytes"
    if span := _span_of(part, len(data)):
        first, last = span
        response.content, response.status_code = data[first : last + 1], 206
        response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _span_of(part: str, length: int) -> tuple[int, int] | None:
    """The first and the last byte asked for; None for all, also where it is asked badly."""
    asked = PART.fullmatch(part)
    if asked is None:
        return None
    first, last = int(asked["first"]), min(int(asked["last"] or length), length - 1)
    return (first, last) if first <= last else None


def send_file(name: str, media_type: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
