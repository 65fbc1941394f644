"""After an anonymous survey is closed: the last traces of who gave which answers are destroyed.

Each step is a transaction of its own and can be done again, so a seal that was killed goes on from
wherever it stopped. docs/decisions/0014 says what it protects from, and from what it does not.
"""

from __future__ import annotations

import random
import secrets
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from cairn.audit.actions import record
from cairn.surveys.actions.files import rewrite_files
from cairn.surveys.actions.inviting import BATCH, mark_who_answered
from cairn.surveys.drafts import link_hash
from cairn.surveys.models import AnswerFile, Invitee, Response, Survey

# Every table with a row for each person who was asked or who answered.
SEALED = (Response, AnswerFile, Invitee)
# How long other work waits behind the rewriting of a table before it gives way.
LOCK_SECONDS = 5
# What would keep the old rows: a transaction of any database here that writes, which the rewriting
# counts as one that may look at them, and one of this database that reads.
NONE_OLDER = """
SELECT pg_snapshot_xmin(pg_current_snapshot()) > %(now)s::xid8 AND NOT EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND age(backend_xmin) > age(%(now)s::xid8::xid)
)
"""


def seal_survey(*, survey_id: uuid.UUID) -> Survey:
    """Write who answered and what they said anew, in shuffled orders and under fresh keys."""
    row: Survey = Survey.objects.select_related("programme").get(pk=survey_id)
    if row.is_open or not row.is_anonymous or row.sealed_on:
        return row
    mark_who_answered(survey=row)
    answers = _rewrite(Response, row, _forget_ballot)
    invited = _rewrite(Invitee, row, _forget_link)
    _compact_store()
    return _finish(row, {"responses": answers, "invitees": invited})


@transaction.atomic(durable=True)
def _rewrite(model: Any, survey: Survey, forget: Callable[[Any, Survey], None]) -> int:
    """The same rows as new ones. Where they lie and what wrote them says nothing any more."""
    rows = model.objects.in_programme(survey.programme).filter(survey=survey)
    found = list(rows.select_for_update().order_by())
    files = AnswerFile.objects.in_programme(survey.programme).filter(response__survey=survey)
    held = list(files.order_by()) if model is Response else []
    random.SystemRandom().shuffle(found)
    rows.delete()
    owners = {one.pk: one for one in found}
    for one in found:
        one.pk = uuid.uuid4()
        forget(one, survey)
    rewrite_files(held, owners)
    model.objects.bulk_create(found, batch_size=BATCH)
    return len(found)


def _forget_ballot(response: Response, survey: Survey) -> None:
    """Days too: who was reminded on one day is known, and would be known to have answered later."""
    response.ballot_hash = None
    if response.sent_on:
        response.sent_on = survey.closed_on


def _forget_link(invitee: Invitee, _survey: Survey) -> None:
    """No link is left that could be turned into its ballot again."""
    invitee.key_hash = link_hash(secrets.token_hex())


def _compact_store() -> None:
    """Write the tables anew without what was deleted, which still held the old order."""
    if connection.in_atomic_block:  # in tests only: what comes before allows no other transaction
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        _wait_for_older_transactions(cursor)
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        try:
            for model in SEALED:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
        finally:
            cursor.execute("RESET lock_timeout")


def _wait_for_older_transactions(cursor: Any) -> None:
    """Rewriting keeps the old rows for as long as a transaction from before may look at them."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    (now,) = cursor.fetchone()
    until = time.monotonic() + LOCK_SECONDS
    while True:
        cursor.execute(NONE_OLDER, {"now": now})
        if cursor.fetchone() == (True,):
            return
        if time.monotonic() > until:
            raise OperationalError("an older transaction would keep what the seal destroys")
        time.sleep(0.1)


@transaction.atomic
def _finish(survey: Survey, detail: dict[str, int]) -> Survey:
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.sealed_on is None:
        row.sealed_on = timezone.localdate()
        row.save(update_fields=["sealed_on"])
        record("seal_survey", row, by=None, detail=detail)
    return row
