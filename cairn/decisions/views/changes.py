"""Verdicts, the matrix, similar examples and the good-practice table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.decisions.actions.changes import (
    link_similar,
    place_in_quadrant,
    record_verdict,
    unlink_similar,
)
from cairn.decisions.actions.editing import Conflict
from cairn.decisions.choices import Kind, Quadrant
from cairn.decisions.forms.items import VerdictForm
from cairn.decisions.queries.changes import matrix_for, practice_for, suggested_similar
from cairn.decisions.queries.details import similar_examples
from cairn.decisions.views.kinds import get_item, to_item
from cairn.decisions.views.pictures import matrix_picture
from cairn.decisions.views.undo import offer_undo
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page


@member_page(can_decide, methods=READ_AND_WRITE)
def verdict(request: HttpRequest, programme: Programme, item_id: int) -> HttpResponse:
    change = get_item(request, programme, Kind.CHANGE, item_id)
    form = VerdictForm(request.POST or None, initial=vars(change))
    words = {"programme": programme, "stone": "decide", "change": change, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            record_verdict(change=change, by=request.user, **_values(form))
        except Conflict as conflict:
            mine = {**form.cleaned_data, "revision": conflict.current.revision}
            words |= {"form": VerdictForm(initial=mine), "theirs": conflict.current}
            return render(request, "decisions/verdict.jinja", words, status=409)
        messages.success(request, _("The verdict is recorded."))
        return to_item(programme, change)
    return render(request, "decisions/verdict.jinja", words, status=422 if form.errors else 200)


def _values(form: VerdictForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "verdict": data["verdict"],
        "reason": data["verdict_reason"],
        "revision": data["revision"],
    }


@member_page()
def matrix(request: HttpRequest, programme: Programme) -> HttpResponse:
    found = matrix_for(request.user, programme)
    words = {
        "programme": programme,
        "stone": "decide",
        "matrix": found,
        "picture": matrix_picture(found),
        "quadrants": Quadrant.choices,
        "may_decide": can_decide(request.user, programme),
    }
    return render(request, "decisions/matrix.jinja", words)


@member_page(can_decide, methods=("POST",))
def place(request: HttpRequest, programme: Programme, item_id: int) -> HttpResponse:
    change = get_item(request, programme, Kind.CHANGE, item_id)
    asked = request.POST.get("quadrant", "")
    if asked and asked not in Quadrant.values:
        raise Http404
    before = place_in_quadrant(change=change, quadrant=asked, by=request.user)
    offer_undo(request, "quadrant", Kind.CHANGE, change.pk, quadrant=before)
    messages.success(request, _("Moved."))
    return redirect("decisions:matrix", programme.slug)


@member_page()
def practice(request: HttpRequest, programme: Programme) -> HttpResponse:
    words = {
        "programme": programme,
        "stone": "decide",
        "groups": practice_for(request.user, programme),
    }
    return render(request, "decisions/practice.jinja", words)


@member_page(can_decide, methods=READ_AND_WRITE)
def similar(request: HttpRequest, programme: Programme, item_id: int) -> HttpResponse:
    """Examples like this one: linked by a person, and suggested by the machine."""
    change = get_item(request, programme, Kind.CHANGE, item_id)
    if request.method == "POST":
        return _link_or_unlink(request, programme, change)
    words = {
        "programme": programme,
        "stone": "decide",
        "change": change,
        "linked": similar_examples(request.user, change),
        "suggested": suggested_similar(request.user, change),
    }
    return render(request, "decisions/similar.jinja", words)


def _link_or_unlink(request: HttpRequest, programme: Programme, change: Any) -> HttpResponse:
    asked = request.POST.get("other", "")
    if not asked.isdecimal():
        raise Http404
    other = get_item(request, programme, Kind.CHANGE, int(asked[:18]))
    action = unlink_similar if request.POST.get("do") == "unlink" else link_similar
    action(change=change, other=other, by=request.user)
    linked = action is link_similar
    offer_undo(request, "similar", Kind.CHANGE, change.pk, other=other.pk, link=not linked)
    messages.success(request, _("Saved."))
    return redirect("decisions:similar", programme.slug, change.pk)
