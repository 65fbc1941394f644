from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.decisions.queries.ladder import ladder_rows
from cairn.decisions.queries.thread import LEVELS, thread_of, unused_contributions
from cairn.decisions.views.pictures import thread_picture
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page

PER_PAGE = 50


class NodeConverter:
    """The kind of a thing on the thread, in an address."""

    regex = "|".join(LEVELS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


@member_page()
def thread(request: HttpRequest, programme: Programme, node: str, node_id: str) -> HttpResponse:
    found = thread_of(request.user, programme, node, key_of(node, node_id))
    if found is None:
        raise Http404
    words = {"programme": programme, "stone": "decide", "thread": found}
    words["picture"] = thread_picture(found)
    return render(request, "decisions/thread.jinja", words)


def key_of(node: str, text: str) -> Any:
    """A contribution is known by a uuid, everything else by a number."""
    try:
        return uuid.UUID(text) if node == "contribution" else int(text[:18])
    except ValueError:
        raise Http404 from None


@member_page()
def unused(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = unused_contributions(request.user, programme)
    page = Paginator(rows.prefetch_related("versions"), PER_PAGE).get_page(request.GET.get("page"))
    words = {"programme": programme, "stone": "decide", "page": page, "chosen": {}}
    return render(request, "decisions/unused.jinja", words)


@member_page()
def ladder(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = ladder_rows(request.user, programme, request.GET.get("flag", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    chosen = {"flag": request.GET.get("flag", "")}
    words = {"programme": programme, "stone": "decide", "page": page, "chosen": chosen}
    return render(request, "decisions/ladder.jinja", words)
