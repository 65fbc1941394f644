from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cairn.design.pages import page_of
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.releases.drafts import figures, read_text
from cairn.releases.queries import ledger_of, release_for
from cairn.releases.rules import can_read


@member_page(can_read)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The ledger: everything that was released of people in this programme."""
    page = page_of(request, ledger_of(request.user, programme))
    return render(request, "releases/index.jinja", {"programme": programme, "page": page})


@member_page(can_read)
def release(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    """The tables of one release as they were shown."""
    row = release_for(request.user, programme, pk)
    if row is None:
        raise Http404
    language = get_language() or "en"
    tables = [
        {
            "title": read_text(table["title"]).in_language(language),
            "rows": [
                (read_text(words).in_language(language), count)
                for words, count in zip(table["words"], figures(table), strict=True)
            ],
        }
        for table in row.tables
    ]
    context = {"programme": programme, "row": row, "tables": tables}
    return render(request, "releases/release.jinja", context)
