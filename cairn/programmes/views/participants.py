from __future__ import annotations

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.design.pages import page_of
from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest
from cairn.programmes.actions import participants as actions
from cairn.programmes.forms.participants import ParticipantFilterForm, ParticipantForm
from cairn.programmes.models import Participant, Programme
from cairn.programmes.queries.participants import participant_for, participants_for
from cairn.programmes.rules import can_ask, can_see_participants
from cairn.programmes.views.doors import member_page
from cairn.programmes.views.plan import save_or_show

BACK = "programmes:participants"


@member_page(can_see_participants)
def participants(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = ParticipantFilterForm(request.GET, viewer=request.user, programme=programme)
    filters = form.filters()
    context = {
        "programme": programme,
        "form": form,
        "filters": filters,
        "page": page_of(request, participants_for(request.user, programme, filters)),
        "may_ask": can_ask(request.user, programme),
    }
    return render(request, "programmes/participants.jinja", context)


@member_page(can_ask, methods=READ_AND_WRITE)
def add_participant(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = ParticipantForm(request.user, None, request.POST or None)
    save = partial(actions.add_participant, programme=programme)
    return save_or_show(request, programme, form, _("Add a participant"), BACK, save)


@member_page(can_ask, methods=READ_AND_WRITE)
def edit_participant(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    person = _need(request, programme, pk)
    form = ParticipantForm(request.user, person, request.POST or None)
    save = partial(actions.edit_participant, participant=person)
    return save_or_show(request, programme, form, _("Change a participant"), BACK, save)


@member_page(can_see_participants, methods=READ_AND_WRITE)
def remove_participant(
    request: SignedInRequest, programme: Programme, pk: uuid.UUID
) -> HttpResponse:
    """Says what will be destroyed; only the button does it."""
    person = _need(request, programme, pk)
    if request.method == "POST":
        actions.remove_participant(participant=person, by=request.user)
        messages.success(request, _("They are off the list, and what was kept of them is gone."))
        return redirect(BACK, programme.slug)
    context = {"programme": programme, "person": person}
    return render(request, "programmes/remove_participant.jinja", context)


def _need(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> Participant:
    person = participant_for(request.user, programme, pk)
    if person is None:
        raise Http404
    return person
