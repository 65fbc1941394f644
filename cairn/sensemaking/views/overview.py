from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import queries
from cairn.sensemaking.views.rendering import show


@member_page()
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    return show(
        request, programme, "index",
        progress=queries.coding_progress(request.user, programme),
        books=queries.codebooks_for(request.user, programme),
        themes=queries.theme_counts(request.user, programme),
        runs=queries.runs_for(request.user, programme)[:1],
    )  # fmt: skip
