"""Open surveys, and people who answer them."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client
from django.utils.text import slugify

from cairn.catalogue.shelves import instrument
from cairn.programmes.models import Participant
from cairn.surveys.actions import open_survey, save_answers, send_response, start_response
from cairn.surveys.models import Invitee, Response, Survey


def ask(
    programme: Any, by: Any, code: str = "listening-survey", *, mode: str = "anonymous",
    confidants: Any = (), **lists: list[str],
) -> Survey:  # fmt: skip
    return open_survey(
        programme=programme, instrument=instrument(code), lists=lists, by=by, mode=mode,
        confidants=confidants,
    )  # fmt: skip


def answer(
    survey: Survey, values: dict[str, Any], *, consent: str = "anonymous_quote", shared: Any = (),
    language: str = "en",
) -> Response:  # fmt: skip
    row = draft(survey, values, language)
    return send_response(response=row, shared=shared, consent=consent)


def draft(survey: Survey, values: dict[str, Any], language: str = "en") -> Response:
    """Answers that are saved and not sent."""
    row = start_response(survey=survey, language=language)
    return save_answers(response=row, values=values, language=language)


def begin(phone: Client, survey: Survey) -> str:
    """The address of the first page of a new draft."""
    return phone.post(f"/a/{survey.key}/")["Location"]


def token_in(page: Any) -> str:
    return html.unescape(re.search(r'name="draft" value="([^"]+)"', page.content.decode())[1])


def send_page(phone: Client, address: str, **sent: Any) -> Any:
    return phone.post(address, {"draft": token_in(phone.get(address)), **sent})


def fill(phone: Client, survey: Survey, keep: str = "Video calls", never_return: str = "") -> str:
    """Answer the three pages of the listening survey; the address of the page to look over."""
    second = send_page(phone, begin(phone, survey), keep=keep)["Location"]
    third = send_page(phone, second, never_return=never_return)["Location"]
    return send_page(phone, third, role_band="")["Location"]


def participant(programme: Any, name: str, **fields: Any) -> Participant:
    made: Participant = Participant.objects.create(
        programme=programme, name=name, email=f"{slugify(name)}@example.org", **fields
    )
    return made


def answer_invited(invitee: Invitee, values: dict[str, Any], shared: Any = ()) -> Response:
    """As `answer`, by the invitee's own link."""
    row = start_response(survey=invitee.survey, language="en", invitee=invitee)
    save_answers(response=row, values=values, language="en")
    return send_response(response=row, shared=shared, consent="anonymous_quote")
