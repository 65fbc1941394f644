"""The door for people who answer: no account, no script, one cookie that keeps the draft."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from cairn.people.views.doors import READ, View, token_page
from cairn.surveys.actions import Closed, Sent
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import DRAFT_SECONDS
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import response_with
from cairn.surveys.queries.at_hand import survey_at_hand
from cairn.surveys.views.keeping import LANGUAGES, hand_back

COOKIE = "cairn_draft"
logger = logging.getLogger(__name__)


def answering_page(
    *, methods: Sequence[str] = READ, after_closing: bool = False
) -> Callable[[View], View]:
    """A page of an open survey, called with `request, survey, response or None, **rest`.

    Forms carry the draft's own token, which no other site can know, in place of the usual one, a
    second cookie that runs out. `after_closing`: the page is there for those who have sent.
    """

    def door(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponseBase:
            response = _response(request, key)
            survey = response.survey if response else survey_at_hand(key)
            if survey is None:
                raise Http404
            with translation.override(choose_language(request, response)):
                if why := _why_not(request, survey, response, after_closing):
                    return hand_back(request, why, to=_way_on(survey, why))
                return view(request, survey, response, **kwargs)

        return steady_page(methods=methods)(inner)

    return door


def steady_page(*, methods: Sequence[str] = READ) -> Callable[[View], View]:
    """A page with a token of its own, which hands back what cannot be saved."""

    def door(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, **kwargs)
            except Closed:
                return hand_back(request, "closed")
            except Sent:
                return hand_back(request, "sent", to=reverse("answering:code"))
            except (OperationalError, OSError):  # the database is locked or away, the disk full
                logger.exception("nothing could be saved")
                return hand_back(request, "busy")

        return token_page(methods=methods)(inner)

    return door


def _way_on(survey: Survey, why: str) -> str:
    """Where to go from a page that is not there: once closed, to what was heard, if it is told."""
    if why != "closed":
        return reverse("answering:start", args=[survey.key])
    return reverse("answering:results", args=[survey.key]) if survey.is_told_back else ""


def _why_not(
    request: HttpRequest, survey: Survey, response: Response | None, after_closing: bool
) -> str:
    """Why there is no such page for this person: the survey is closed, or the draft is gone."""
    is_sent = response is not None and response.state == ResponseState.SENT
    if not (survey.takes_answers or (after_closing and is_sent)):
        return "closed"
    return "gone" if response is None and "draft" in request.POST else ""


def read_cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def keep_cookie(answer: Any, token: str) -> Any:
    """Let the browser keep the draft as long as it lasts."""
    answer.set_cookie(
        COOKIE, token, max_age=DRAFT_SECONDS, path="/a/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def choose_language(request: HttpRequest, response: Response | None, known: str = "") -> str:
    """The one asked for, else the draft's or the `known` one, else what the browser says it likes.

    A form says `in-language`: a question may be called `language`, none has a hyphen.
    """
    asked = request.POST.get("in-language") or request.GET.get("language", "")
    if asked in LANGUAGES:
        return str(asked)
    known = response.language if response else known
    return known or translation.get_language_from_request(request)[:2]


def _response(request: HttpRequest, key: str) -> Response | None:
    """The draft a form names, for as long as it stands; else the one the browser keeps."""
    if request.method == "POST":
        return response_with(request.POST.get("draft", ""), key, at_any_age=True)
    return response_with(read_cookie(request), key)
