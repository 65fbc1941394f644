from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.decisions.queries.overview import follow_up_for, overview_for
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page


@member_page()
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    words = {
        "programme": programme,
        "stone": "decide",
        "overview": overview_for(request.user, programme),
        "may_decide": can_decide(request.user, programme),
    }
    return render(request, "decisions/index.jinja", words)


@member_page()
def follow_up(request: HttpRequest, programme: Programme) -> HttpResponse:
    groups = follow_up_for(request.user, programme)
    words = {"programme": programme, "stone": "improve", "groups": groups}
    return render(request, "decisions/follow_up.jinja", words)
