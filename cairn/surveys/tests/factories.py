"""Open surveys, and people who answer them."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.text import slugify
from PIL import Image

from cairn.catalogue.asking import all_pages
from cairn.catalogue.shelves import instrument
from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Participant
from cairn.surveys.actions import (
    add_file,
    invite,
    open_survey,
    save_answers,
    send_response,
    start_response,
)
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries import instrument_of

SECRET = b"Made-up Mair took this"


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
    language: str = "en", confided: Any = (),
) -> Response:  # fmt: skip
    row = draft(survey, values, language)
    return send_response(response=row, shared=shared, confided=confided, consent=consent)


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


def make_phone() -> Client:
    """A browser of somebody without an account, on a site that checks where its forms came from."""
    return Client(enforce_csrf_checks=True)


def open_with(code: str, **sent: Any) -> Any:
    """The page a return code opens, or what one of its buttons does."""
    return make_phone().post("/a/back/answers/", {"code": code, **sent})


def told() -> list[str]:
    """All words the team has, in the order of the alphabet."""
    rows = ContributionVersion.objects.filter(is_current=True).exclude(text="")
    return sorted(rows.values_list("text", flat=True))


def participant(programme: Any, name: str, **fields: Any) -> Participant:
    made: Participant = Participant.objects.create(
        programme=programme, name=name, email=f"{slugify(name)}@example.org", **fields
    )
    return made


def invited(survey: Survey, by: Any, *people: Participant) -> dict[str, Invitee]:
    """Those invited to the survey by name, with these added."""
    invite(survey=survey, participants=people, by=by)
    return {one.participant.name: one for one in Invitee.objects.filter(survey=survey)}


def answer_invited(
    invitee: Invitee, values: dict[str, Any], shared: Any = (), confided: Any = ()
) -> Response:
    """As `answer`, by the invitee's own link."""
    row = start_response(survey=invitee.survey, language="en", invitee=invitee)
    save_answers(response=row, values=values, language="en")
    return send_response(response=row, shared=shared, confided=confided, consent="anonymous_quote")


def photo(colour: str = "red") -> bytes:
    """A small photo that tells who took it."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    file = io.BytesIO()
    Image.new("RGB", (8, 4), colour).save(file, "JPEG", exif=exif)
    return file.getvalue()


def upload(data: bytes | None = None, name: str = "Mair at home.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it, under a name that tells of somebody."""
    return SimpleUploadedFile(name, photo() if data is None else data)


def keep(row: Response, key: str, *uploads: SimpleUploadedFile) -> Response:
    """The draft with files in its answer to a question."""
    pages = all_pages(instrument_of(row.survey))
    asked = next(each for page in pages for each in page.asked if each.question.code == key)
    for each in uploads:
        row = add_file(response=row, asked=asked, upload=each)
    return row


def told_by_photo(survey: Survey, *uploads: SimpleUploadedFile) -> Response:
    """A story told with photos, and sent."""
    row = keep(draft(survey, {"ways": ["picture"]}), "picture", *(uploads or [upload()]))
    return send_response(response=row, shared=[], consent="anonymous_quote")
