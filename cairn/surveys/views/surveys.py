from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.catalogue.asking import Instrument
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions import open_survey
from cairn.surveys.forms import OpenForm, askable
from cairn.surveys.forms.inviting import ModeForm
from cairn.surveys.models import Survey
from cairn.surveys.queries import (
    instrument_of,
    survey_for,
    surveys_for,
)
from cairn.surveys.queries.inviting import who_can_tell
from cairn.surveys.rules import can_ask, can_read, can_see_participants, can_tell_who
from cairn.surveys.tasks import close_and_seal
from cairn.surveys.views.releasing import released


@member_page(can_read)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Surveys of the programme, and what else could be asked."""
    rows = [(each, instrument_of(each)) for each in surveys_for(request.user, programme)]
    may_ask = can_ask(request.user, programme)
    context = {
        "programme": programme, "rows": rows, "may_ask": may_ask,
        "instruments": askable() if may_ask else [],
    }  # fmt: skip
    return render(request, "surveys/index.jinja", context)


@member_page(can_ask, methods=READ_AND_WRITE)
def open_one(request: HttpRequest, programme: Programme, code: str) -> HttpResponse:
    """The questions as they will be put, and the lists they need."""
    instrument = next((each for each in askable() if each.code == code), None)
    if instrument is None:
        raise Http404
    act = partial(open_survey, programme=programme, instrument=instrument)
    return open_with(request, programme, instrument, act)


def open_with(
    request: HttpRequest, programme: Programme, instrument: Instrument, act: Callable[..., Survey]
) -> HttpResponse:
    """The page to look and open from, whoever wrote the questions; `act` opens."""
    sent = request.POST if request.method == "POST" else None
    form, modes = OpenForm(instrument, sent), ModeForm(request.user, programme, sent)
    if form.is_bound and form.is_valid() and modes.is_valid():
        made = act(by=request.user, **form.cleaned_data, **modes.cleaned_data)
        messages.success(request, _("The survey is open. Send people its link."))
        return redirect("surveys:survey", programme.slug, made.pk)
    context = {"programme": programme, "form": form, "modes": modes, "instrument": instrument}
    return render(request, "surveys/open.jinja", context)


@member_page(can_read)
def survey(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    row = need_survey(request, programme, pk)
    link = request.build_absolute_uri(reverse("answering:start", args=[row.key]))
    context: dict[str, Any] = {
        "programme": programme, "survey": row, "instrument": instrument_of(row), "link": link,
        **released(request, row),
        "may_ask": can_ask(request.user, programme), "tellers": who_can_tell(row),
        "may_see_names": can_tell_who(request.user, row),
        "may_see_people": can_see_participants(request.user, programme),
    }  # fmt: skip
    return render(request, "surveys/survey.jinja", context)


@member_page(can_ask, methods=("POST",))
def close(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    close_and_seal(survey=need_survey(request, programme, pk), by=request.user)
    messages.success(
        request, _("The survey is closed. What people wrote is now among what we were told.")
    )
    return redirect("surveys:survey", programme.slug, pk)


def need_survey(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> Survey:
    row = survey_for(request.user, programme, pk)
    if row is None:
        raise Http404
    return row
