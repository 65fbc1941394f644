"""Files as their owner knows them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cairn.evidence.models import SentFile
from cairn.surveys.models import AnswerFile, Response
from cairn.surveys.queries import as_values, instrument_of, words_passed_on


@dataclass(frozen=True)
class OwnFile:
    """A file of an unfinished answer, or of one kept with the code. `address` opens it in the browser
    that holds the draft; `size` is in bytes."""

    id: str
    name: str
    kind: str
    size: int
    address: str

    def __str__(self) -> str:
        return self.name


def answers_to_show(response: Response) -> dict[str, Any]:
    """Answers as values, those made of files as the files; a file that is gone is left out."""
    values: dict[str, Any] = dict(as_values(response.answers))
    asked = {each.code for each in instrument_of(response.survey).questions if each.is_file}
    keys = [key for key in values if key.partition(".")[0] in asked]
    rows = {str(each.pk): each for each in response.files.all()} if keys else {}
    for key in keys:
        held = [rows[pk] for pk in values[key] if pk in rows]
        values[key] = tuple(_own(response, each, nth) for nth, each in enumerate(held, start=1))
    return values


def draft_file(response: Response, pk: uuid.UUID) -> AnswerFile | None:
    """One file of a response; whoever holds the draft or the code may see it."""
    found: AnswerFile | None = response.files.filter(pk=pk).first()
    return found


def returned_file(response: Response, code: str, pk: uuid.UUID) -> SentFile | None:
    """A file kept with the code, by its id, or one the team has, by its contribution's."""
    passed = {each.pk: each.sent_file for each in words_passed_on(response, code)}
    return passed.get(pk) or draft_file(response, pk)


def _own(response: Response, row: AnswerFile, nth: int) -> OwnFile:
    name = row.name or f"{row.kind.label} {nth}"
    address = reverse("answering:file", args=[response.survey.key, row.pk])
    return OwnFile(str(row.pk), name, row.kind, row.size, address)
