from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.decisions.actions.editing import Refused
from cairn.decisions.actions.headings import (
    add_heading,
    edit_heading,
    move_heading,
    remove_heading,
)
from cairn.decisions.forms.items import HeadingForm
from cairn.decisions.queries.items import heading_for, headings_for
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page

STEPS = {"up": -1, "down": 1}


@member_page()
def headings(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = headings_for(request.user, programme)
    return _page(request, programme, rows, HeadingForm())


@member_page(can_decide, methods=("POST",))
def add(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = HeadingForm(request.POST)
    if not form.is_valid():
        return _page(request, programme, headings_for(request.user, programme), form, status=422)
    add_heading(programme=programme, by=request.user, **form.cleaned_data)
    messages.success(request, _("The heading is added at the end."))
    return redirect("decisions:headings", programme.slug)


@member_page(can_decide, methods=READ_AND_WRITE)
def heading(request: HttpRequest, programme: Programme, heading_id: int) -> HttpResponse:
    row = heading_for(request.user, programme, heading_id)
    if row is None:
        raise Http404
    if request.POST.get("do") in {"up", "down", "remove"}:
        return _move_or_remove(request, programme, row)
    form = HeadingForm(request.POST or None, initial={"title": row.title, "title_cy": row.title_cy})
    if request.method == "POST" and form.is_valid():
        edit_heading(heading=row, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("decisions:headings", programme.slug)
    words = {"programme": programme, "stone": "decide", "form": form, "heading": row}
    return render(request, "decisions/heading.jinja", words, status=422 if form.errors else 200)


def _move_or_remove(request: HttpRequest, programme: Programme, row: Any) -> HttpResponse:
    do = request.POST["do"]
    if do in STEPS:
        move_heading(heading=row, step=STEPS[do], by=request.user)
        messages.success(request, _("Moved. The recommendations are numbered in the new order."))
    else:
        _remove(request, row)
    return redirect("decisions:headings", programme.slug)


def _remove(request: HttpRequest, row: Any) -> None:
    try:
        remove_heading(heading=row, by=request.user)
    except Refused:
        messages.error(
            request,
            _("The heading stays: something stands under it. Move that elsewhere first."),
        )
    else:
        messages.success(request, _("The heading is removed."))


def _page(
    request: HttpRequest,
    programme: Programme,
    rows: list[Any],
    form: HeadingForm,
    status: int = 200,
) -> HttpResponse:
    words = {
        "programme": programme,
        "stone": "decide",
        "headings": rows,
        "form": form,
        "may_decide": can_decide(request.user, programme),
    }
    return render(request, "decisions/headings.jinja", words, status=status)
