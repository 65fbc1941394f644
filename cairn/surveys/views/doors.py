"""The door for people who answer: no account, no script, one cookie that keeps the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from cairn.people.views.doors import READ, View, token_page
from cairn.surveys.drafts import DRAFT_SECONDS
from cairn.surveys.queries import open_survey_with, response_with

COOKIE = "cairn_draft"
LANGUAGES = ("en", "cy")


def answering_page(*, methods: Sequence[str] = READ) -> Callable[[View], View]:
    """A page of an open survey, called with `request, survey, response or None, **rest`.

    Forms carry the draft's own token, which no other site can know, in place of the usual one: that
    would be a second cookie, and one that runs out while somebody writes. What is sent with a token
    counts even where the browser keeps no cookies.
    """

    def door(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponseBase:
            survey = open_survey_with(key)
            if survey is None:
                raise Http404
            token = (
                request.POST.get("draft", "") if request.method == "POST" else read_cookie(request)
            )
            response = response_with(token, survey) if token else None
            language = choose_language(request, response.language if response else "")
            with translation.override(language):
                return view(request, survey, response, **kwargs)

        return token_page(methods=methods)(inner)

    return door


def read_cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def keep_cookie(answer: Any, token: str) -> Any:
    """Let the browser keep the draft as long as it lasts."""
    answer.set_cookie(
        COOKIE, token, max_age=DRAFT_SECONDS, path="/a/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def choose_language(request: HttpRequest, known: str) -> str:
    """The one asked for, else the `known` one, else what the browser says it likes."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    if asked in LANGUAGES:
        return str(asked)
    return known or translation.get_language_from_request(request)[:2]
