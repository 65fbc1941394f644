"""Photos, recordings and documents as answers: made safe, counted, kept, destroyed."""

from __future__ import annotations

import random
import tempfile
import threading
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cairn.catalogue.asking import Asked
from cairn.evidence.actions import destroy_file, refusal_message, store_file
from cairn.evidence.choices import UNWRITTEN, SentKind
from cairn.evidence.drafts import Sent
from cairn.evidence.importers import Refusal, keep_file
from cairn.surveys.actions.locking import lock_draft
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import AnswerFile, Response, Survey
from cairn.surveys.rules import most_files

MB = 1024 * 1024
# Each file is looked at in a process that may take half a gigabyte: the others wait a while.
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT_SECONDS = 20
LONGEST_NAME = 100


def add_file(*, response: Response, asked: Asked, upload: Any) -> Response:
    """Keep one more file in the answer to a question of a draft, made safe first.

    Raises `Refused`, which says why this file is not kept; `Closed` and `Sent` as for words.
    """
    if upload.size > settings.ANSWER_FILE_BYTES:
        most = settings.ANSWER_FILE_BYTES // MB
        raise Refused(_("It is larger than %(most)d MB.") % {"most": most})
    form, data = _make_safe(upload, asked.question.kind)
    row = AnswerFile(
        programme_id=response.programme_id, response=response, form=form, size=len(data)
    )
    if row.kind == SentKind.DOCUMENT:
        row.name = PurePath(upload.name or "").name[:LONGEST_NAME]
    store_file(row, ContentFile(data))
    try:
        with transaction.atomic():
            return _enter(row, asked)
    except BaseException:
        row.file.delete(save=False)
        raise


@transaction.atomic
def take_away_file(*, response: Response, file: str) -> Response:
    """Take one file out of a draft; it is destroyed."""
    row = lock_draft(response)
    row.answers = answers_without(row.answers, {file})
    row.save(update_fields=["answers"])
    destroy_unheld(row)
    return row


def destroy_unheld(row: Response) -> None:
    """Part of a change of answers: files that no answer holds any more are destroyed."""
    held = set(_ids(row.answers.values()))
    destroy_files(each for each in row.files.all() if str(each.pk) not in held)


def destroy_files(rows: Iterable[AnswerFile]) -> None:
    """Let go of files; they leave the disk once the change is in the database."""
    for row in rows:
        pk = row.pk
        destroy_file(row)
        AnswerFile.objects.filter(pk=pk).delete()


def destroy_drafts(responses: Collection[uuid.UUID]) -> None:
    """Destroy unsent answers with the files among them."""
    destroy_files(AnswerFile.objects.filter(response__in=responses))
    Response.objects.filter(pk__in=responses).delete()


def answers_without(answers: dict[str, Any], files: set[str]) -> dict[str, Any]:
    """Answers less some files, by id; an answer that held no other is none."""
    kept = {
        key: [each for each in value if each not in files] if isinstance(value, list) else value
        for key, value in answers.items()
    }
    return {key: value for key, value in kept.items() if value or not answers[key]}


def as_contributions(row: Response, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What a draft of a contribution says of each of an answer's files, in the person's language."""
    rows = {str(each.pk): each for each in row.files.all()}
    with override(row.language or "en"):
        for nth, pk in enumerate(files):
            if each := rows.get(pk):
                sent = Sent(str(each.file.name), each.form, each.size)
                yield {"text": str(UNWRITTEN[each.kind]), "nth": nth, "sent": sent}


def rewrite_files(rows: list[AnswerFile], owners: Mapping[uuid.UUID, Response]) -> None:
    """Part of the seal: files under new ids and names, in a shuffled order.

    `owners` are the responses, which have new ids already, by those they had.
    """
    random.SystemRandom().shuffle(rows)
    for row in rows:
        owner, old, name = owners[row.response_id], str(row.pk), str(row.file.name)
        row.pk, row.response = uuid.uuid4(), owner
        owner.answers = {
            key: [str(row.pk) if each == old else each for each in value]
            if isinstance(value, list)
            else value
            for key, value in owner.answers.items()
        }
        if default_storage.exists(name):
            with default_storage.open(name) as content:
                store_file(row, content)
            transaction.on_commit(partial(default_storage.delete, name))
    AnswerFile.objects.bulk_create(rows)


def _enter(file: AnswerFile, asked: Asked) -> Response:
    _need_room(file)
    row = lock_draft(file.response)
    held, most = row.answers.get(asked.key, []), most_files(asked.question)
    if len(held) >= most:
        raise Refused(_("There are %(most)d already. Take one away first.") % {"most": most})
    whole = sum(row.files.values_list("size", flat=True)) + file.size
    if whole > settings.ANSWER_TOTAL_BYTES:
        most = settings.ANSWER_TOTAL_BYTES // MB
        raise Refused(
            _("All your files together would be larger than %(most)d MB.") % {"most": most}
        )
    file.save()
    row.answers[asked.key], row.saved_on = [*held, str(file.pk)], timezone.localdate()
    row.save(update_fields=["answers", "saved_on"])
    return row


def _need_room(file: AnswerFile) -> None:
    """Raise `Refused` where the survey's drafts hold as much as they may; what was sent is not counted.

    Somebody who only ever begins could fill the disk. Held until the file is in, so that of two who
    come at once the second is counted with the first.
    """
    survey = file.response.survey_id
    Survey.objects.select_for_update(no_key=True).filter(pk=survey).first()
    drafts = AnswerFile.objects.filter(
        response__survey=survey, response__state=ResponseState.STARTED
    )
    whole = drafts.aggregate(whole=Sum("size", default=0))["whole"] + file.size
    if whole > settings.ANSWER_DRAFTS_BYTES:
        raise Refused(
            _("There is no room for more files now. Go on without it, or add it another day.")
        )


def _make_safe(upload: Any, wanted: str) -> tuple[str, bytes]:
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise TimeoutError("too many files are being looked at")
    try:
        with tempfile.NamedTemporaryFile() as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
            copy.flush()
            return keep_file(Path(copy.name), wanted)
    except Refusal as refusal:
        raise Refused(refusal_message(refusal)) from refusal
    finally:
        _AT_ONCE.release()


def _ids(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from value
