"""Answering without signal: one page a device can keep, and where it sends what was written there.

Nothing is made here before the answers come: no draft could run out while a device still holds them.
No cookie comes along, so there is nothing another site's form could make use of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation

from cairn.catalogue.asking import Asked, Section, condition_of
from cairn.people.views.doors import View, public_page
from cairn.surveys import actions
from cairn.surveys.drafts import return_code, written_key
from cairn.surveys.forms.offline import WrittenForm
from cairn.surveys.models import Invitee, Survey
from cairn.surveys.queries import (
    as_values,
    has_easy_read,
    instrument_of,
    offered_pages,
    response_returned,
    written_pages,
)
from cairn.surveys.queries.at_hand import survey_with
from cairn.surveys.queries.inviting import has_arrived, invitee_with, who_can_tell
from cairn.surveys.rules import asks_files, can_be_written_offline
from cairn.surveys.views.answering import reads_easily
from cairn.surveys.views.doors import choose_language, steady_page
from cairn.surveys.views.fields import Field, draw, draw_field, make_field, read_page
from cairn.surveys.views.sharing import draw_sharing, read_sharing, sharing_of

Problems = list[dict[str, str]]
allow_worker: Callable[[View], View] = csp_update({"worker-src": [SELF]})


@dataclass(frozen=True)
class Block:
    """A question, and when the page's script shows it."""

    asked: Asked
    field: Field
    after: str
    options: str


@public_page()
def worker(request: HttpRequest) -> HttpResponse:
    """The program by which a browser opens the page again without signal."""
    return render(request, "surveys/worker.js", content_type="text/javascript")


@steady_page()
@allow_worker
def write(request: HttpRequest, key: str) -> HttpResponse:
    """All questions at the open link, on one page that knows nothing of who opens it."""
    survey = _need_open(survey_with(key))
    if not survey.is_anonymous or not can_be_written_offline(instrument_of(survey)):
        return redirect("answering:start", key)
    with translation.override(choose_language(request, None)):
        return _show(request, survey)


@steady_page()
@allow_worker
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """The same at somebody's own link, which the page holds; opening it changes nothing."""
    invitee = invitee_with(token)
    if invitee is None:
        raise Http404
    if has_arrived(invitee) or not can_be_written_offline(instrument_of(invitee.survey)):
        return redirect("answering:personal", token)
    with translation.override(choose_language(request, None, invitee.participant.language)):
        answer = _show(request, invitee.survey, token)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@steady_page(methods=("POST",))
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Where the page's script sends it: the return code once it is stored, or what is wrong."""
    survey = survey_with(key)
    if survey is None:
        raise Http404
    form = WrittenForm(request.POST)
    form.is_valid()
    with translation.override(form.cleaned_data.get("language", "en")):
        problems = _name_problems(form)
        if "written" in form.cleaned_data:
            made = written_key(survey.pk, form.cleaned_data["written"])
            if response_returned(return_code(made)) is None:
                problems = _take_in(request, _need_open(survey), form, problems)
            if not problems:
                return JsonResponse({"code": return_code(made)})
        return JsonResponse({"problems": problems}, status=422)


def _need_open(survey: Survey | None) -> Survey:
    if survey is None:
        raise Http404
    if not survey.takes_answers:
        raise actions.Closed
    return survey


def _name_problems(form: WrittenForm) -> Problems:
    """What is wrong beside the answers, with where on the page it is put right."""
    return [
        {"at": form[name].id_for_label or form[name].auto_id, "text": " ".join(map(str, errors))}
        for name, errors in form.errors.items()
    ]


def _take_in(
    request: HttpRequest, survey: Survey, form: WrittenForm, problems: Problems
) -> Problems:
    """Store it, unless something is wrong; say what."""
    values, wrong = _read(request, survey)
    if wrong or problems:
        return wrong + problems
    said = form.cleaned_data
    try:
        actions.send_written(
            survey=survey, key=written_key(survey.pk, said["written"]), values=values,
            consent=said["consent"], told=said["told"], language=said["language"],
            invitee=_invitee(survey, said["link"]),
            **sharing_of(read_sharing(request.POST, "this-share.")),
        )  # fmt: skip
    except actions.Refused as refused:
        return [{"at": "", "text": str(refused)}]
    return []


def _read(request: HttpRequest, survey: Survey) -> tuple[dict[str, Any], Problems]:
    """Values by key, and what is wrong in answers to questions that are asked after these."""
    easy_read = reads_easily(request, survey)
    asked = [each for page in written_pages(survey) for each in page.asked]
    values, refused, raws = read_page(survey, asked, request.POST)
    live = {key for page in offered_pages(survey, as_values(values)) for key in page.keys}
    fields = [
        make_field(survey, each, raws[each.key], refused[each.key], easy_read)
        for each in asked
        if each.key in refused and each.key in live
    ]
    return values, [{"at": each.id, "text": f"{each.label}: {each.error}"} for each in fields]


def _invitee(survey: Survey, link: str) -> Invitee | None:
    """Whose link it is; a link that opens nothing any more is as good as a closed survey."""
    if not link:
        return None
    found = invitee_with(link)
    if found is None or found.survey_id != survey.pk:
        raise actions.Closed
    return found


def _show(request: HttpRequest, survey: Survey, link: str = "") -> HttpResponse:
    easy_read = reads_easily(request, survey)
    context = {
        "survey": survey, "instrument": instrument_of(survey), "easy_read": easy_read,
        "asks_files": asks_files(instrument_of(survey)), "personal": bool(link), "link": link, "tellers": who_can_tell(survey),
        "form": WrittenForm(), "sections": _sections(survey, easy_read), "draw_field": draw_field, "draw": draw,
        "forms": ["", "easy"] if has_easy_read(survey) else [""], **draw_sharing({}),
    }  # fmt: skip
    return render(request, "surveys/offline.jinja", context)


def _sections(survey: Survey, easy_read: bool) -> list[tuple[Section, list[Block]]]:
    """Each part of the survey with its questions, those too that only some people are asked."""
    found = written_pages(survey, easy_read=easy_read)
    return [
        (section, [_block(survey, each, easy_read) for page in pages for each in page.asked])
        for section, pages in groupby(found, key=lambda page: page.section)
    ]


def _block(survey: Survey, asked: Asked, easy_read: bool) -> Block:
    after, options = condition_of(asked, instrument_of(survey)) or ("", ())
    field = make_field(survey, asked, None, easy_read=easy_read)
    return Block(asked, field, after, " ".join(options))
