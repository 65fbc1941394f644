from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from cairn.people.views.doors import READ_AND_WRITE
from cairn.surveys.drafts import read_token
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.inviting import has_arrived, invitee_with, responses_by
from cairn.surveys.views.answering import begin
from cairn.surveys.views.doors import choose_language, read_cookie, steady_page


@steady_page(methods=READ_AND_WRITE)
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's own link. Opening it, by whatever program, changes nothing; nor is it spent by Start."""
    invitee = invitee_with(token)
    if invitee is None:
        raise Http404
    survey, mine = invitee.survey, read_token(read_cookie(request))
    draft = responses_by(invitee).filter(pk=mine).first() if mine else None
    with translation.override(choose_language(request, draft, invitee.participant.language)):
        if has_arrived(invitee):
            context = {"survey": survey, "instrument": instrument_of(survey)}
            answer = render(request, "surveys/arrived.jinja", context)
        else:
            answer = begin(request, survey, draft, invitee)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
