from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.evidence.forms import FilterForm
from cairn.evidence.models import Contribution
from cairn.evidence.queries import contribution_for, contributions_for, shortened, versions_of
from cairn.evidence.rules import can_add_evidence, can_redact, can_withdraw
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page

PAGE = 50


@member_page()
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = FilterForm(request.GET, viewer=request.user, programme=programme)
    filters = form.filters()
    rows = shortened(contributions_for(request.user, programme, filters))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "form": form,
        "filters": filters,
        "page": page,
        "may_add": can_add_evidence(request.user, programme),
        "may_redact": can_redact(request.user, programme),
        "address": _without_page(request),
    }
    return render(request, "evidence/index.jinja", context)


@member_page()
def contribution(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    row = need_contribution(request, programme, pk)
    versions = versions_of(request.user, row)
    context = {
        "programme": programme,
        "contribution": row,
        "versions": versions,
        "current": versions[-1],
        "may_describe": can_add_evidence(request.user, programme),
        "may_redact": can_redact(request.user, programme),
        "may_withdraw": can_withdraw(request.user, programme),
    }
    return render(request, "evidence/contribution.jinja", context)


def need_contribution(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> Contribution:
    row = contribution_for(request.user, programme, pk)
    if row is None:
        raise Http404
    return row


def _without_page(request: HttpRequest) -> str:
    state = request.GET.copy()
    state.pop("page", None)
    return state.urlencode()
