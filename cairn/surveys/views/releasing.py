from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions import Refused, release_answers
from cairn.surveys.forms.releasing import ReleaseForm
from cairn.surveys.models import Survey
from cairn.surveys.queries import survey_for
from cairn.surveys.queries.counting import people_answered, releases_of
from cairn.surveys.rules import can_ask


def released(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    """What a survey's page shows of what was released, and the form to release more."""
    return {
        "releases": releases_of(request.user, survey), "release_form": ReleaseForm(survey),
        "people": people_answered(request.user, survey),
    }  # fmt: skip


@member_page(can_ask, methods=("POST",))
def release(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Made by a POST and kept in the ledger; shown from then on by its number."""
    survey = survey_for(request.user, programme, pk)
    if survey is None:
        raise Http404
    form = ReleaseForm(survey, request.POST)
    back = reverse("surveys:survey", args=[programme.slug, pk])
    if not form.is_valid():
        messages.error(request, _("Choose from the lists. Nothing was released."))
        return redirect(back)
    try:
        made = release_answers(survey=survey, filters=form.cleaned_data, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("Released. It stays as it is and stands in the ledger."))
    return redirect("releases:release", programme.slug, made.pk)
