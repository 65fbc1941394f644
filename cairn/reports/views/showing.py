"""What the pages of this room share: finding rows, showing content, sending files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from markupsafe import Markup

from cairn.plugins import find_plugins
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_publish, can_write_report
from cairn.reports.actions.exporting import EXPORTERS, thread_path
from cairn.reports.exporters import Link, ReportContent
from cairn.reports.exporters.web import render_body


def show(
    request: HttpRequest, programme: Programme, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {
        "programme": programme,
        "stone": "share",
        "may_write": can_write_report(request.user, programme),
        "may_publish": can_publish(request.user, programme),
    }
    return render(request, f"reports/{template}.jinja", context, status=status)


def found_or_404(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def body_of(content: ReportContent, link: Link) -> Markup:
    """The report's words for a page that has a heading of its own."""
    return Markup(render_body(content, link=link, titled=False))  # noqa: S704 - escaped when it was filled


def link_for_members(programme: Programme) -> Link:
    return lambda ref: thread_path(programme.slug, ref)


def exporters() -> dict[str, Any]:
    return find_plugins(EXPORTERS)


def send(data: Any, title: str, exporter: Any) -> HttpResponse:
    """A file to keep, never shown inside the product."""
    response = HttpResponse(data, content_type=exporter.MEDIA_TYPE)
    name = slugify(title)[:60] or "report"
    response["Content-Disposition"] = f'attachment; filename="{name}.{exporter.EXTENSION}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
