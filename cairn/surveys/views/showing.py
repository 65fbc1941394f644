"""What a survey released: for the team, as files, and for the people who were asked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.design.views import picture_files, send_picture, send_table
from cairn.people.views.doors import READ_AND_WRITE, token_page
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions import Refused, save_feedback, take_down_feedback
from cairn.surveys.forms.feedback import FeedbackForm
from cairn.surveys.forms.releasing import LABELS
from cairn.surveys.models import Survey
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.at_hand import survey_with
from cairn.surveys.queries.by_group import compared_groups
from cairn.surveys.queries.counting import people_answered, results_of
from cairn.surveys.queries.over_time import scales_over_time
from cairn.surveys.queries.pictures import name_of, picture_of
from cairn.surveys.queries.taking import COUNT_HEADERS, WORD_HEADERS, counts_of, words_of
from cairn.surveys.rules import can_ask, can_export, can_read
from cairn.surveys.views.doors import choose_language
from cairn.surveys.views.surveys import need_survey


@member_page(can_read)
def results(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    survey = need_survey(request, programme, pk)
    drawn = [
        (name_of(each.asked), picture_of(each),
         picture_files("surveys:picture", programme.slug, pk, place))
        for place, each in enumerate(results_of(survey), 1)
    ]  # fmt: skip
    series = scales_over_time(request.user, survey)
    over_time = [
        (each, picture_files("surveys:over_time", programme.slug, pk, each.key)) for each in series
    ]
    groups = [
        (each, picture_files("surveys:group_file", programme.slug, pk, place))
        for place, each in enumerate(compared_groups(request.user, survey), 1)
    ]
    context = _context(request, programme, survey) | {
        "drawn": drawn, "over_time": over_time, "groups": groups, "attributes": LABELS,
    }  # fmt: skip
    return render(request, "surveys/results.jinja", context)


@member_page(can_read)
def picture(
    request: HttpRequest, programme: Programme, pk: uuid.UUID, place: int, form: str
) -> HttpResponse:
    found = results_of(need_survey(request, programme, pk))
    if not 1 <= place <= len(found):
        raise Http404
    return send_picture(f"question-{place}", form, picture_of(found[place - 1]))


@member_page(can_read)
def group_file(
    request: HttpRequest, programme: Programme, pk: uuid.UUID, place: int, form: str
) -> HttpResponse:
    found = compared_groups(request.user, need_survey(request, programme, pk))
    if not 1 <= place <= len(found):
        raise Http404
    return send_picture(f"groups-{place}", form, found[place - 1].picture)


@member_page(can_read)
def over_time(
    request: HttpRequest, programme: Programme, pk: uuid.UUID, key: str, form: str
) -> HttpResponse:
    survey = need_survey(request, programme, pk)
    for each in scales_over_time(request.user, survey):
        if each.key == key and each.picture:
            return send_picture("over-time", form, each.picture)
    raise Http404


@member_page(can_read)
def counts_file(
    request: HttpRequest, programme: Programme, pk: uuid.UUID, form: str
) -> HttpResponse:
    """The released counts: no words, and nothing of one person."""
    survey = need_survey(request, programme, pk)
    return send_table(f"{survey.instrument}-counts", form, COUNT_HEADERS, counts_of(survey))


@member_page(can_export)
def words_file(
    request: HttpRequest, programme: Programme, pk: uuid.UUID, form: str
) -> HttpResponse:
    """What people wrote, without anything about them."""
    survey = need_survey(request, programme, pk)
    rows = words_of(request.user, survey)
    return send_table(f"{survey.instrument}-words", form, WORD_HEADERS, rows)


@member_page(can_ask, methods=READ_AND_WRITE)
def feedback(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Write what the people who were asked will read, and put it at their link."""
    survey = need_survey(request, programme, pk)
    row = getattr(survey, "feedback", None)
    if request.method == "POST" and request.POST.get("go") == "down" and row:
        take_down_feedback(feedback=row, by=request.user)
        messages.success(request, _("Nobody outside the team sees it any more."))
        return redirect("surveys:feedback", programme.slug, pk)
    form = FeedbackForm(request.POST or None, instance=row)
    if form.is_bound and form.is_valid() and _save(request, survey, form):
        return redirect("surveys:results", programme.slug, pk)
    context = _context(request, programme, survey) | {"form": form}
    return render(request, "surveys/feedback.jinja", context)


@token_page()
def public(request: HttpRequest, key: str) -> HttpResponse:
    """For whoever has the link: what the team heard, what happens now, and how people answered."""
    survey = survey_with(key)
    if survey is None or not survey.is_told_back:
        raise Http404
    with translation.override(choose_language(request, None)):
        drawn = [(name_of(each.asked), picture_of(each)) for each in results_of(survey)]
        context = {"survey": survey, "instrument": instrument_of(survey), "feedback": survey.feedback,
                   "drawn": drawn, "people": people_answered(None, survey)}  # fmt: skip
        return render(request, "surveys/public.jinja", context)


def _save(request: HttpRequest, survey: Survey, form: FeedbackForm) -> bool:
    publish = request.POST.get("go") == "publish"
    try:
        save_feedback(survey=survey, words=form.cleaned_data, publish=publish, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    done = _("It is at the link now.") if publish else _("Saved.")
    messages.success(request, done)
    return True


def _context(request: HttpRequest, programme: Programme, survey: Survey) -> dict[str, Any]:
    return {
        "programme": programme, "survey": survey, "instrument": instrument_of(survey),
        "people": people_answered(request.user, survey),
        "may_ask": can_ask(request.user, programme),
        "may_export": can_export(request.user, programme),
        "feedback": getattr(survey, "feedback", None),
    }  # fmt: skip
