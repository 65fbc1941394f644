"""What the person who answered can do with the return code: nobody else is asked."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction

from cairn.evidence.actions import change_consent, withdraw_contribution, write_down_key
from cairn.evidence.actions.ledger import Entry
from cairn.evidence.drafts import clean_text
from cairn.evidence.models import Contribution, SentFile
from cairn.evidence.queries import file_content
from cairn.surveys.actions.answering import pass_on_if_enough
from cairn.surveys.actions.files import answers_without, destroy_unheld
from cairn.surveys.actions.refusals import Closed
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import FILE, added_key, file_key, plain_code
from cairn.surveys.models import Response
from cairn.surveys.queries import asked_in, words_passed_on


@transaction.atomic
def add_words(*, response: Response, code: str, words: str) -> None:
    """More words of the same person, passed on with the next batch; the same again is one.

    Raises `Closed` when the survey takes no more answers.
    """
    row, text = _locked(response), clean_text(words)
    if not row.survey.takes_answers:
        raise Closed
    if text:
        row.added = {**row.added, added_key(str(row.return_hash), text): text}
        _pass_on_again(row, code, "added")


@transaction.atomic
def share_answers(
    *, response: Response, code: str, shared: Collection[str], confided: Collection[str] = ()
) -> None:
    """Give private answers that were kept back to the team, for good once they are passed on.

    `confided`: those of `shared` that go to the facilitators only; the others go to the whole group,
    also where the facilitators have them already.
    """
    row = _locked(response)
    fresh = (set(shared) & set(row.answers)) - set(row.shared)
    wider = (set(shared) & set(row.confided)) - set(confided)
    if fresh or wider:
        row.shared = sorted({*row.shared, *fresh})
        row.confided = sorted((set(row.confided) - wider) | (set(confided) & fresh))
        _pass_on_again(row, code, "shared", "confided")


@transaction.atomic
def choose_consent(*, response: Response, code: str, consent: str) -> None:
    """Allow quotes or not, of what waits and of what the team has already."""
    row = _locked(response)
    row.consent = consent
    row.save(update_fields=["consent"])
    for each in words_passed_on(row, code):
        change_consent(contribution=each, consent=consent, by=None)


@transaction.atomic
def withdraw_answer(
    *, response: Response, code: str, key: str = "", contribution: uuid.UUID | None = None
) -> None:
    """Take one answer back: one still kept here by its key, or one that became a contribution."""
    row = _locked(response)
    if key in {*row.answers, *row.added}:
        _forget(row, [key])
    for file in row.files.all():
        if key == str(file.pk):
            _forget(row, [_file_key(row, file)])
    for each in words_passed_on(row, code):
        if each.pk == contribution and not each.is_withdrawn:
            keys = _keys_of(row, each)
            withdraw_contribution(contribution=each, by=None)
            _forget(row, keys)


@transaction.atomic
def withdraw_response(*, response: Response, code: str) -> None:
    """Take everything back, here and in evidence."""
    row = _locked(response)
    for each in words_passed_on(row, code):
        if not each.is_withdrawn:
            withdraw_contribution(contribution=each, by=None)
    _empty(row)
    write_down_key(row.programme_id, _ledger_key(row), "response")


@transaction.atomic
def apply_erasures(*, entries: Iterable[Entry]) -> int:
    """Take back again, after a restore, what was taken back since the backup; how much that was.

    A backup may be older than the batch that made contributions of these words, so answers are
    known here by a keyed hash of their return code.
    """
    return sum(
        _apply(entry, row)
        for entry in entries
        if entry["kind"] in ("response", "answer")
        for row in Response.objects.select_for_update().filter(
            return_hash__startswith=uuid.UUID(entry["contribution"]).hex,
            state=ResponseState.SENT,
        )
    )


def _apply(entry: Entry, row: Response) -> bool:
    if entry["kind"] == "response":
        _empty(row)
        return True
    return _drop(row, entry["spans"])


def _forget(row: Response, keys: Collection[str]) -> None:
    """Drop answers and enter that in the ledger, also where they are contributions by now."""
    _drop(row, keys)
    write_down_key(row.programme_id, _ledger_key(row), "answer", spans=sorted(keys))


def _drop(row: Response, keys: Collection[str]) -> bool:
    """Take answers and added words out; whether there were any."""
    before = (row.answers, row.added)
    row.answers = {key: value for key, value in row.answers.items() if key not in keys}
    if any(key.startswith(FILE) for key in keys):
        gone = {str(each.pk) for each in row.files.all() if _file_key(row, each) in keys}
        row.answers = answers_without(row.answers, gone)
    row.added = {key: words for key, words in row.added.items() if key not in keys}
    row.save(update_fields=["answers", "added"])
    destroy_unheld(row)
    return (row.answers, row.added) != before


def _empty(row: Response) -> None:
    row.answers, row.added, row.state = {}, {}, ResponseState.WITHDRAWN
    row.shared, row.confided = [], []
    row.save(update_fields=["answers", "added", "shared", "confided", "state"])
    destroy_unheld(row)


def _keys_of(row: Response, contribution: Contribution) -> list[str]:
    """By which keys the response knew the words of a contribution before it was one."""
    if contribution.question is None:
        words = contribution.versions.get(is_current=True).text
        return [added_key(str(row.return_hash), words)]
    if contribution.sent_file:
        return [_file_key(row, contribution.sent_file)]
    return [each.key for each in asked_in(row.survey, contribution)]


def _file_key(row: Response, file: SentFile) -> str:
    return file_key(str(row.return_hash), file_content(file) or b"")


def _ledger_key(row: Response) -> uuid.UUID:
    """Half of the keyed hash by which the return code finds the response: the seal keeps it."""
    return uuid.UUID(str(row.return_hash)[:32])


def _pass_on_again(row: Response, code: str, *changed: str) -> None:
    row.is_passed_on = False
    row.save(update_fields=[*changed, "is_passed_on"])
    pass_on_if_enough(survey=row.survey, codes={row.pk: plain_code(code)})


def _locked(response: Response) -> Response:
    """By what the code is known by: the seal may have given it another id meanwhile."""
    rows = Response.objects.select_for_update(of=("self",)).select_related("survey__programme")
    row: Response = rows.get(return_hash=response.return_hash)
    return row
