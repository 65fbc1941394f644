"""For the team: whom a survey is put to by name, and from where answers are missing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.design.pages import page_of
from cairn.design.views import send_file
from cairn.evidence.choices import Heard
from cairn.evidence.queries.coverage import say_group
from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest
from cairn.programmes.forms.participants import ParticipantFilterForm
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys import actions
from cairn.surveys.exporters import make_poster
from cairn.surveys.forms.inviting import ModeForm
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import as_values, instrument_of, offered_pages
from cairn.surveys.queries.board import board_of
from cairn.surveys.queries.inviting import (
    not_invited,
    open_link,
    responses_with_names,
    still_missing,
    words_with_names,
)
from cairn.surveys.queries.submissions import submission_grid
from cairn.surveys.rules import can_ask, can_read, can_see_participants, can_tell_who
from cairn.surveys.views.fields import Field, make_field
from cairn.surveys.views.surveys import need_survey

PEOPLE_A_PAGE = 10


@member_page(can_ask, methods=READ_AND_WRITE)
def mode(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    survey = need_survey(request, programme, pk)
    now = {"mode": survey.mode}
    form = ModeForm(request.user, programme, request.POST or None, initial=now)
    if form.is_bound and form.is_valid():
        try:
            actions.choose_mode(survey=survey, by=request.user, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error("mode", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("surveys:survey", programme.slug, pk)
    context = {
        "programme": programme, "survey": survey, "instrument": instrument_of(survey), "form": form,
    }  # fmt: skip
    return render(request, "surveys/mode.jinja", context, status=422 if form.errors else 200)


@member_page(can_ask, methods=READ_AND_WRITE)
def invite(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Everybody who fits the filters in the address and was not invited yet."""
    survey = need_survey(request, programme, pk)
    if not survey.is_open or not can_see_participants(request.user, programme):
        raise Http404
    form = ParticipantFilterForm(request.GET, viewer=request.user, programme=programme)
    filters = form.filters()
    found = not_invited(request.user, survey, filters, timezone.localdate())
    if request.method == "POST":
        count = len(actions.invite(survey=survey, participants=list(found), by=request.user))
        said = ngettext("%(num)d person is invited.", "%(num)d people are invited.", count)
        messages.success(request, said % {"num": count})
        return redirect("surveys:board", programme.slug, pk)
    context = {
        "programme": programme, "survey": survey, "instrument": instrument_of(survey), "form": form,
        "filters": filters, "page": page_of(request, found),
    }  # fmt: skip
    return render(request, "surveys/invite.jinja", context)


@member_page(can_read)
def board(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    survey = need_survey(request, programme, pk)
    found, instrument = board_of(request.user, survey), instrument_of(survey)
    may_ask = can_ask(request.user, programme)
    missing = still_missing(request.user, survey)
    context = {
        "programme": programme, "survey": survey, "instrument": instrument, "board": found,
        "tables": [(Heard(name).label, groups) for name, groups in found.groups.items()],
        "shown": say_group, "may_ask": may_ask, "journal": instrument.method == "journal",
        "may_invite": may_ask and survey.is_open and can_see_participants(request.user, programme),
        "grid": submission_grid(request.user, survey),
        "page": None if survey.is_anonymous else page_of(request, missing),
    }  # fmt: skip
    return render(request, "surveys/board.jinja", context)


@member_page(can_ask, methods=("POST",))
def count(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Note who has answered since, if they are enough to be noted together."""
    actions.mark_who_answered(survey=need_survey(request, programme, pk))
    messages.success(request, _("Counted. Fewer than the smallest group wait for the next time."))
    return redirect("surveys:board", programme.slug, pk)


@member_page(can_ask, methods=("POST",))
def remind(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    actions.remind(survey=need_survey(request, programme, pk), by=request.user)
    messages.success(request, _("Reminders are on their way, at most one a day to each person."))
    return redirect("surveys:board", programme.slug, pk)


@member_page(can_read)
def named_answers(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Only for those of whom people were told that they can tell; else it is not there."""
    survey = need_survey(request, programme, pk)
    if not can_tell_who(request.user, survey):
        raise Http404
    page = page_of(request, responses_with_names(request.user, survey), size=PEOPLE_A_PAGE)
    words = words_with_names(request.user, survey, page)
    context = {
        "programme": programme, "survey": survey, "instrument": instrument_of(survey), "page": page,
        "rows": [(each, _chosen_answers(survey, each), words[each.pk]) for each in page],
    }  # fmt: skip
    return render(request, "surveys/named_answers.jinja", context)


@member_page(can_read)
def poster(request: SignedInRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    survey = need_survey(request, programme, pk)
    if not survey.is_open or not survey.is_anonymous:  # the others are answered by one's own link
        raise Http404
    pdf = make_poster(link=open_link(survey), title=instrument_of(survey).page_title)
    return send_file("poster.pdf", "application/pdf", pdf)


def _chosen_answers(survey: Survey, response: Response) -> list[Field]:
    """What they chose, without private answers. Words are read as evidence: some are held back there."""
    values = as_values(response.answers)
    asked = [each for page in offered_pages(survey, values) for each in page.asked]
    return [
        make_field(survey, each, values[each.key])
        for each in asked
        if each.key in values and each.question.is_closed and not each.question.private
    ]
