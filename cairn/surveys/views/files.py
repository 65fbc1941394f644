"""Files that people send, and get back to look at."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.catalogue.asking import Asked, Refusal, check_answers
from cairn.design.views import send_foreign_file
from cairn.evidence.models import SentFile
from cairn.evidence.queries import file_content
from cairn.surveys import actions
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries.files import draft_file
from cairn.surveys.views.doors import answering_page


@answering_page()
def own(
    request: HttpRequest, survey: Survey, response: Response | None, pk: uuid.UUID
) -> HttpResponse:
    """A file of the draft that this browser holds; once sent, it is for the return code."""
    if response is None or response.state != ResponseState.STARTED:
        raise Http404
    return send_own(draft_file(response, pk))


def send_own(row: SentFile | None) -> HttpResponse:
    data = file_content(row) if row else None
    if row is None or data is None:
        raise Http404
    name = getattr(row, "name", "") or f"{row.kind.label}.{row.form}"
    return send_foreign_file(name, row.media_type, data)


def receive_files(
    request: HttpRequest, response: Response, asked: Sequence[Asked]
) -> tuple[Response, dict[str, str]]:
    """The draft with the files that a page brought, and why others are not in it, by key."""
    if "take" in request.POST:
        response = actions.take_away_file(response=response, file=request.POST["take"])
    refused: dict[str, str] = {}
    for each in asked:
        for upload in request.FILES.getlist(each.key) if each.question.is_file else ():
            try:
                response = actions.add_file(response=response, asked=each, upload=upload)
            except actions.Refused as why:
                said = _("“%(name)s” is not kept. %(why)s") % {"name": upload.name, "why": why}
                refused[each.key] = f"{refused.get(each.key, '')} {said}".strip()
    return response, refused


def missing_files(response: Response, asked: Sequence[Asked]) -> dict[str, str]:
    """Codes of refusals for questions that a file has to answer and none does."""
    found = {
        each.key: check_answers(each.question, response.answers.get(each.key))
        for each in asked
        if each.question.is_file
    }
    return {key: one.code for key, one in found.items() if isinstance(one, Refusal)}
