"""The programme's own questionnaires: the list, the outline of one, and its buttons."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.catalogue.asking import drafting
from cairn.catalogue.kinds import Text
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions.building import (
    check_draft,
    edit_questionnaire,
    make_questionnaire,
    open_questionnaire,
    remove_draft,
    start_next_version,
    undo_edit,
)
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import FORM_NOTES
from cairn.surveys.forms import askable
from cairn.surveys.forms.building import NewForm
from cairn.surveys.models import Questionnaire
from cairn.surveys.queries.building import (
    instrument_in,
    outline_of,
    questionnaire_for,
    questionnaires_for,
    versions_of,
)
from cairn.surveys.rules import can_ask, can_read
from cairn.surveys.views.surveys import open_with


@member_page(can_read)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = [(each, instrument_in(each)) for each in questionnaires_for(request.user, programme)]
    may_ask = can_ask(request.user, programme)
    context = {
        "programme": programme, "rows": rows, "may_ask": may_ask,
        "templates": askable() if may_ask else [],
    }  # fmt: skip
    return render(request, "surveys/questionnaires.jinja", context)


@member_page(can_ask, methods=READ_AND_WRITE)
def make(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new one from the template named in the address, or from nothing."""
    code = request.GET.get("template", "")
    template = next((each for each in askable() if each.code == code), None)
    start = {"name_en": template.name.en, "name_cy": template.name.cy} if template else None
    form = NewForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        name = Text(form.cleaned_data["name_en"], form.cleaned_data["name_cy"])
        row = make_questionnaire(programme=programme, name=name, template=template, by=request.user)
        return to_outline(row)
    context = {"programme": programme, "form": form, "template": template}
    return render(request, "surveys/make.jinja", context, status=422 if form.errors else 200)


@member_page(can_read)
def outline(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    row = need_questionnaire(request, programme, pk)
    versions = list(versions_of(request.user, row))
    context = {
        "programme": programme, "questionnaire": row, "outline": outline_of(row),
        "versions": versions, "newest": versions[0],
        "may_write": can_ask(request.user, programme) and not row.is_frozen,
        "may_ask": can_ask(request.user, programme),
        "notes": [(note, FORM_NOTES[note["code"]]) for note in row.notes],
    }  # fmt: skip
    return render(request, "surveys/outline.jinja", context)


@member_page(can_ask, methods=("POST",))
def press(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """A button of the outline: move, take out, undo, or begin the next version."""
    row = need_questionnaire(request, programme, pk)
    do, code = request.POST.get("do", ""), request.POST.get("code", "")
    try:
        if do in CHANGES:
            edit_questionnaire(
                questionnaire=row, change=partial(_change, do, code), by=request.user
            )
        elif do == "undo":
            undo_edit(questionnaire=row, by=request.user)
        elif do == "next":
            row = start_next_version(questionnaire=row, by=request.user)
        elif do == "remove":
            return _remove(request, row)
    except Refused as refused:
        messages.error(request, str(refused))
    except KeyError as gone:
        raise Http404 from gone
    return to_outline(row, f"at-{code}" if code else "")


CHANGES: dict[str, Any] = {
    "up": lambda data, code: drafting.move_question(data, code, -1),
    "down": lambda data, code: drafting.move_question(data, code, 1),
    "take_out": drafting.remove_question,
    "part_up": lambda data, code: drafting.move_section(data, code, -1),
    "part_down": lambda data, code: drafting.move_section(data, code, 1),
    "part_out": drafting.remove_section,
}


@member_page(can_ask, methods=READ_AND_WRITE)
def open_own(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    row = need_questionnaire(request, programme, pk)
    try:
        instrument = check_draft(row)
    except Refused as refused:
        messages.error(request, str(refused))
        return to_outline(row)
    return open_with(request, programme, instrument, partial(open_questionnaire, questionnaire=row))


def need_questionnaire(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> Questionnaire:
    row = questionnaire_for(request.user, programme, pk)
    if row is None:
        raise Http404
    return row


def to_outline(row: Questionnaire, at: str = "") -> HttpResponse:
    answer = redirect("surveys:questionnaire", row.programme.slug, row.pk)
    if at:
        answer["Location"] += f"#{at}"
    return answer


def _change(do: str, code: str, data: drafting.Plain) -> drafting.Plain:
    changed: drafting.Plain = CHANGES[do](data, code)
    return changed


def _remove(request: HttpRequest, row: Questionnaire) -> HttpResponse:
    remove_draft(questionnaire=row, by=request.user)
    messages.success(request, _("The draft is gone."))
    return redirect("surveys:questionnaires", row.programme.slug)
