from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from cairn.catalogue.asking import Asked, Page
from cairn.people.views.doors import READ_AND_WRITE
from cairn.surveys import actions
from cairn.surveys.choices import REFUSALS, ResponseState
from cairn.surveys.drafts import draft_token, return_code
from cairn.surveys.forms import ConsentForm
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries import as_values, has_easy_read, instrument_of, offered_pages
from cairn.surveys.queries.files import answers_to_show
from cairn.surveys.queries.inviting import who_can_tell
from cairn.surveys.rules import can_be_written_offline
from cairn.surveys.views.doors import answering_page, keep_cookie
from cairn.surveys.views.fields import (
    Field,
    draw,
    draw_consent,
    draw_field,
    make_field,
    read_page,
)
from cairn.surveys.views.files import missing_files, receive_files
from cairn.surveys.views.keeping import LANGUAGES, hand_back
from cairn.surveys.views.sharing import draw_sharing, read_sharing, sharing_of

EASY = "easy"
ALONG = f"?form={EASY}"


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
            easy_read = reads_easily(request, survey)
            first = offered_pages(survey, {}, easy_read=easy_read)[0].number
            return _keep(_to(request, "page", survey.key, first), made)
    draft = response if response and response.state == ResponseState.STARTED else None
    context = _context(request, survey, draft) | {
        "personal": invitee is not None, "refused": refused, "draw": draw,
        "can_be_written_offline": can_be_written_offline,
    }  # fmt: skip
    return render(request, "surveys/start.jinja", context, status=422 if refused else 200)


@answering_page(methods=READ_AND_WRITE)
def page(
    request: HttpRequest, survey: Survey, response: Response | None, number: int
) -> HttpResponse:
    """One topic. Whatever was typed is kept, also when it is sent in another language or goes back."""
    if response is None or response.state != ResponseState.STARTED:
        return _not_a_draft(request, survey)
    easy_read = reads_easily(request, survey)
    shown = _page(survey, response, number, easy_read)
    refused, raws = dict[str, str](), dict[str, Any]()
    if request.method == "POST":
        response, refused, raws, may_leave = _save(request, survey, response, shown)
        if may_leave:
            return _keep(_next(request, survey, response, shown), response)
    typed = answers_to_show(response) | {key: raws[key] for key in refused if key in raws}
    fields = [
        make_field(survey, each, typed.get(each.key), refused.get(each.key, ""), easy_read)
        for each in shown.asked
    ]
    context = _context(request, survey, response) | {
        "page": shown, "draw_field": draw_field, "fields": fields,
    }  # fmt: skip
    answer = render(request, "surveys/page.jinja", context, status=422 if refused else 200)
    return _keep(answer, response)


def _save(
    request: HttpRequest, survey: Survey, response: Response, shown: Page
) -> tuple[Response, dict[str, str], dict[str, Any], bool]:
    """The draft with what the page sent, what of it was refused, all words as they were sent, and
    whether to go on from here. Words are saved before any file is looked at.
    """
    values, refused, raws = read_page(survey, shown.asked, request.POST)
    response = actions.save_answers(response=response, values=values, language=_spoken())
    response, unkept = receive_files(request, response, shown.asked)
    response.survey = survey
    refused |= missing_files(response, shown.asked)
    may_leave = not unkept and (not refused or _may_leave(request.POST, refused))
    return response, refused | unkept, raws, may_leave


@answering_page(methods=READ_AND_WRITE, after_closing=True)
def check(request: HttpRequest, survey: Survey, response: Response | None) -> HttpResponse:
    """Everything answered, to look over and to send."""
    if response is None:
        return _to(request, "start", survey.key)
    if response.state == ResponseState.SENT:  # the button was pressed twice
        return _to(request, "sent", survey.key)
    if "in-language" in request.POST:
        response = actions.save_answers(response=response, values={}, language=_spoken())
    chosen = {"consent": request.POST.get("consent")}
    form = ConsentForm(request.POST if request.POST.get("go") == "send" else None, initial=chosen)
    sharing = read_sharing(request.POST)
    easy_read = reads_easily(request, survey)
    if form.is_bound and form.is_valid() and not _refuse_missing(form, survey, response, easy_read):
        actions.send_response(
            response=response, consent=form.cleaned_data["consent"], **sharing_of(sharing)
        )
        return _keep(_to(request, "sent", survey.key), response)
    context = _context(request, survey, response) | {
        "form": form, "consent": draw_consent(form), **draw_sharing(sharing),
        "topics": _topics(survey, response, easy_read),
    }  # fmt: skip
    answer = render(request, "surveys/check.jinja", context, status=422 if form.errors else 200)
    return _keep(answer, response)


@answering_page(after_closing=True)
def sent(request: HttpRequest, survey: Survey, response: Response | None) -> HttpResponse:
    """We have it: shown only for what stands in the database as sent."""
    if response is None or response.state != ResponseState.SENT:
        return _to(request, "start", survey.key)
    context = _context(request, survey, response) | {"code": return_code(response.pk)}
    return render(request, "surveys/sent.jinja", context)


def _not_a_draft(request: HttpRequest, survey: Survey) -> HttpResponse:
    """A page opened again after sending: what is typed there now is handed back, not lost."""
    if request.method == "POST" and "draft" in request.POST:
        return hand_back(request, "sent", to=reverse("answering:code"))
    return _to(request, "start", survey.key)


def _may_leave(sent: QueryDict, refused: dict[str, str]) -> bool:
    """Whether to go on from answers that were refused: back, or into the other form with nothing
    typed that would be lost. Who cannot read a question need not answer it first.
    """
    if sent.get("go") == "back" or "take" in sent:
        return True
    return "form" in sent and set(refused.values()) == {"required"}


def _next(request: HttpRequest, survey: Survey, response: Response, shown: Page) -> HttpResponse:
    """The same page in the other language or form or less a file, the one before, the one after, or all answers."""
    sent, key, number = request.POST, survey.key, shown.number
    if sent.get("in-language") in LANGUAGES or "take" in sent:
        return _to(request, "page", key, number)
    if "form" in sent:
        return _in_form(sent["form"], survey, response, shown)
    values = as_values(response.answers)
    found = offered_pages(survey, values, easy_read=reads_easily(request, survey))
    numbers = [each.number for each in found]
    if sent.get("go") == "back":
        before = [each for each in numbers if each < number]
        return _to(request, "page", key, before[-1]) if before else _to(request, "start", key)
    after = [each for each in numbers if each > number]
    if not after or sent.get("go") == "check":
        return _to(request, "check", key)
    return _to(request, "page", key, after[0])


def _in_form(form: str, survey: Survey, response: Response, shown: Page) -> HttpResponse:
    """The page that holds the same question in the other form, whatever its number there."""
    easy_read = form == EASY and has_easy_read(survey)
    found = offered_pages(survey, as_values(response.answers), easy_read=easy_read)
    number = next((each.number for each in found if set(each.keys) & set(shown.keys)), 1)
    along = ALONG if easy_read else ""
    return redirect(reverse("answering:page", args=[survey.key, number]) + along)


def _page(survey: Survey, response: Response, number: int, easy_read: bool) -> Page:
    """The page of that number as this person sees it; 404 where the branch does not reach it."""
    for each in offered_pages(survey, as_values(response.answers), easy_read=easy_read):
        if each.number == number:
            return each
    raise Http404


def _topics(survey: Survey, response: Response, easy_read: bool) -> list[tuple[Page, list[Field]]]:
    """Each page with its questions as answered so far."""
    values = answers_to_show(response)

    def show(asked: Asked) -> Field:
        return make_field(survey, asked, values.get(asked.key), easy_read=easy_read)

    found = offered_pages(survey, as_values(response.answers), easy_read=easy_read)
    return [(each, [show(asked) for asked in each.asked]) for each in found]


def _refuse_missing(form: ConsentForm, survey: Survey, response: Response, easy_read: bool) -> bool:
    """Say what has to be answered and is not: pages can be passed over on the way here."""
    values = answers_to_show(response)
    found = offered_pages(survey, as_values(response.answers), easy_read=easy_read)
    missing = [
        make_field(survey, asked, None, easy_read=easy_read).label
        for each in found
        for asked in each.asked
        if asked.question.required and values.get(asked.key) is None
    ]
    for label in missing:
        said = " ".join((label, str(REFUSALS["required"])))
        form.add_error(None, said)
    return bool(missing)


def _spoken() -> str:
    return get_language() or "en"


def reads_easily(request: HttpRequest, survey: Survey) -> bool:
    """Whether the address asks for the easy-read form, and there is one.

    The form stands in the address and nowhere else: the pages of the two have other numbers, so an
    old page sent again has to say whose it is, and nothing is kept about how somebody reads.
    """
    return request.GET.get("form") == EASY and has_easy_read(survey)


def _to(request: HttpRequest, name: str, *args: Any) -> HttpResponse:
    """Another page for people who answer, in the form this one is in."""
    along = ALONG if request.GET.get("form") == EASY else ""
    return redirect(reverse(f"answering:{name}", args=args) + along)


def _context(request: HttpRequest, survey: Survey, response: Response | None) -> dict[str, Any]:
    easy_read = reads_easily(request, survey)
    return {
        "survey": survey, "instrument": instrument_of(survey), "response": response,
        "personal": bool(response and (response.invitee_id or response.ballot_hash)),
        "tellers": who_can_tell(survey),
        "token": draft_token(response.pk) if response else "",
        "easy_read": easy_read, "along": ALONG if easy_read else "",
    }  # fmt: skip


def _keep(answer: Any, response: Response) -> Any:
    return keep_cookie(answer, draft_token(response.pk))
