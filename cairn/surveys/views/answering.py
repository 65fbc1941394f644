from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from cairn.catalogue.asking import Page
from cairn.people.views.doors import READ_AND_WRITE
from cairn.surveys import actions
from cairn.surveys.choices import REFUSALS, ResponseState
from cairn.surveys.drafts import draft_token, return_code
from cairn.surveys.forms import ConsentForm
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries import as_values, instrument_of, offered_pages
from cairn.surveys.queries.inviting import who_can_tell
from cairn.surveys.views.doors import answering_page, keep_cookie
from cairn.surveys.views.fields import Field, draw_field, make_field, read_page
from cairn.surveys.views.keeping import LANGUAGES, hand_back


@answering_page(methods=READ_AND_WRITE)
def start(request: HttpRequest, survey: Survey, response: Response | None) -> HttpResponse:
    """What this is, who reads it and what happens then; a draft begins with the button."""
    return begin(request, survey, response)


def begin(
    request: HttpRequest, survey: Survey, response: Response | None, invitee: Invitee | None = None
) -> HttpResponse:
    """The start page, at the open link or at somebody's own; only its button makes anything."""
    refused = ""
    if request.method == "POST":
        told = request.POST.get("told", "")
        try:
            made = actions.start_response(
                survey=survey, language=_spoken(), told=told, invitee=invitee
            )
        except actions.Refused as problem:
            refused = str(problem)
        else:
            first = offered_pages(survey, {})[0].number
            return _keep(redirect("answering:page", survey.key, first), made)
    draft = response if response and response.state == ResponseState.STARTED else None
    context = _context(survey, draft) | {"personal": invitee is not None, "refused": refused}
    return render(request, "surveys/start.jinja", context, status=422 if refused else 200)


@answering_page(methods=READ_AND_WRITE)
def page(
    request: HttpRequest, survey: Survey, response: Response | None, number: int
) -> HttpResponse:
    """One topic. Whatever was typed is kept, also when it is sent in another language or goes back."""
    if response is None or response.state != ResponseState.STARTED:
        return _not_a_draft(request, survey)
    shown = _page(survey, response, number)
    refused, raws = dict[str, str](), dict[str, Any]()
    if request.method == "POST":
        values, refused, raws = read_page(survey, shown.asked, request.POST)
        response = actions.save_answers(response=response, values=values, language=_spoken())
        if not refused or request.POST.get("go") == "back":
            return _keep(_next(survey, response, number, request.POST), response)
    typed = response.answers | {key: raws[key] for key in refused}
    fields = [
        make_field(survey, each, typed.get(each.key), refused.get(each.key, ""))
        for each in shown.asked
    ]
    context = _context(survey, response) | {
        "page": shown, "draw_field": draw_field, "fields": fields,
    }  # fmt: skip
    answer = render(request, "surveys/page.jinja", context, status=422 if refused else 200)
    return _keep(answer, response)


@answering_page(methods=READ_AND_WRITE, after_closing=True)
def check(request: HttpRequest, survey: Survey, response: Response | None) -> HttpResponse:
    """Everything answered, to look over and to send."""
    if response is None:
        return redirect("answering:start", survey.key)
    if response.state == ResponseState.SENT:  # the button was pressed twice
        return redirect("answering:sent", survey.key)
    form = ConsentForm(request.POST if request.POST.get("go") == "send" else None)
    shared = request.POST.getlist("share")
    topics = _topics(survey, response)
    if form.is_bound and form.is_valid() and not _refuse_missing(form, topics):
        actions.send_response(
            response=response, shared=shared, consent=form.cleaned_data["consent"]
        )
        return _keep(redirect("answering:sent", survey.key), response)
    context = _context(survey, response) | {"form": form, "topics": topics, "shared": shared}
    answer = render(request, "surveys/check.jinja", context, status=422 if form.errors else 200)
    return _keep(answer, response)


@answering_page(after_closing=True)
def sent(request: HttpRequest, survey: Survey, response: Response | None) -> HttpResponse:
    """We have it: shown only for what stands in the database as sent."""
    if response is None or response.state != ResponseState.SENT:
        return redirect("answering:start", survey.key)
    context = _context(survey, response) | {"code": return_code(response.pk)}
    return render(request, "surveys/sent.jinja", context)


def _not_a_draft(request: HttpRequest, survey: Survey) -> HttpResponse:
    """A page opened again after sending: what is typed there now is handed back, not lost."""
    if request.method == "POST" and "draft" in request.POST:
        return hand_back(request, "sent", to=reverse("answering:code"))
    return redirect("answering:start", survey.key)


def _next(survey: Survey, response: Response, number: int, sent: Any) -> HttpResponse:
    """The same page in the other language, the one before, the one after, or all answers."""
    if sent.get("language") in LANGUAGES:
        return redirect("answering:page", survey.key, number)
    numbers = [each.number for each in offered_pages(survey, as_values(response.answers))]
    if sent.get("go") == "back":
        before = [each for each in numbers if each < number]
        return (
            redirect("answering:page", survey.key, before[-1])
            if before
            else redirect("answering:start", survey.key)
        )
    after = [each for each in numbers if each > number]
    if not after or sent.get("go") == "check":
        return redirect("answering:check", survey.key)
    return redirect("answering:page", survey.key, after[0])


def _page(survey: Survey, response: Response, number: int) -> Page:
    """The page of that number as this person sees it; 404 where the branch does not reach it."""
    for each in offered_pages(survey, as_values(response.answers)):
        if each.number == number:
            return each
    raise Http404


def _topics(survey: Survey, response: Response) -> list[tuple[Page, list[Field]]]:
    """Each page with its questions as answered so far."""
    values = as_values(response.answers)
    return [
        (each, [make_field(survey, asked, values.get(asked.key)) for asked in each.asked])
        for each in offered_pages(survey, values)
    ]


def _refuse_missing(form: ConsentForm, topics: list[tuple[Page, list[Field]]]) -> bool:
    """Say what has to be answered and is not: pages can be passed over on the way here."""
    missing = [
        field.label
        for page_, fields in topics
        for asked, field in zip(page_.asked, fields, strict=True)
        if asked.question.required and field.value is None
    ]
    for label in missing:
        said = " ".join((label, str(REFUSALS["required"])))
        form.add_error(None, said)
    return bool(missing)


def _spoken() -> str:
    return get_language() or "en"


def _context(survey: Survey, response: Response | None) -> dict[str, Any]:
    return {
        "survey": survey, "instrument": instrument_of(survey), "response": response,
        "personal": bool(response and (response.invitee_id or response.ballot_hash)),
        "tellers": who_can_tell(survey),
        "token": draft_token(response.pk) if response else "",
    }  # fmt: skip


def _keep(answer: Any, response: Response) -> Any:
    return keep_cookie(answer, draft_token(response.pk))
