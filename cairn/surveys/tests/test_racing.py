"""Real threads at once on one database: what is sent arrives once, also while the survey closes.

`CAIRN_SENDERS` says how many people press Send five times each (40; the long run takes 1,000).
"""

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.evidence.models import ContributionVersion
from cairn.programmes.tests.factories import make_cast
from cairn.surveys.actions import Refused, close_survey
from cairn.surveys.drafts import draft_token, return_code
from cairn.surveys.models import AnswerFile, Response
from cairn.surveys.tests.factories import answer, ask, draft, keep, upload

SENDERS = int(os.environ.get("CAIRN_SENDERS", "40"))
COPIES = 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_cast()


def press_send(survey, response):
    """One press of the button, by a browser of its own; where it led."""
    form = {"draft": draft_token(response.pk), "go": "send", "consent": "anonymous_quote"}
    page = Client().post(f"/a/{survey.key}/check/", form)
    return page.status_code, page.get("Location", "")


def at_once(*jobs):
    """Run the jobs in threads that all start together; what each returned."""
    gate = Barrier(len(jobs))

    def run(job):
        gate.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_sending_five_times_at_once_arrives_once(people):
    survey = ask(people.programme, people.lowri)
    rows = [draft(survey, {"keep": f"words {at}"}) for at in range(SENDERS)]
    gate = Barrier(COPIES)

    def press_for_everybody():
        led = []
        for row in rows:
            gate.wait()
            led.append(press_send(survey, row))
        return led

    for led in at_once(*[press_for_everybody] * COPIES):
        assert led == [(302, f"/a/{survey.key}/sent/")] * SENDERS
    sent = Response.objects.filter(state="sent")
    assert sorted(sent.values_list("pk", flat=True)) == sorted(row.pk for row in rows)
    close_survey(survey=survey, by=people.lowri)
    told = ContributionVersion.objects.values_list("text", flat=True)
    assert sorted(told) == sorted(f"words {at}" for at in range(SENDERS))


def send_written(survey, written):
    """What a phone that had no signal sends; the return code it is told."""
    own = {"written": written, "told": "anonymous", "consent": "analysis", "language": "en"}
    form = {f"this-{name}": value for name, value in own.items()} | {"keep": "words"}
    return Client().post(f"/a/{survey.key}/offline/send/", form).json()["code"]


def test_written_without_signal_and_sent_five_times_at_once_arrives_once(people):
    survey = ask(people.programme, people.lowri)
    told = {}
    for written in (uuid.uuid4() for _person in range(5)):
        told[written] = at_once(*[lambda w=written: send_written(survey, w)] * COPIES)
    codes = [return_code(pk) for pk in Response.objects.values_list("pk", flat=True)]
    assert sorted(told.values()) == sorted([code] * COPIES for code in codes)
    assert Response.objects.filter(state="sent").count() == 5


def test_the_database_itself_refuses_a_second_copy(people):
    survey = ask(people.programme, people.lowri)
    row = draft(survey, {"keep": "words"})
    press_send(survey, row)
    sent = Response.objects.get()
    with pytest.raises(IntegrityError):
        Response.objects.create(
            programme=sent.programme, survey=survey, language="en", state="sent",
            return_hash=sent.return_hash, sent_on=timezone.localdate(),
        )  # fmt: skip


def test_many_who_send_at_once_are_never_passed_on_in_batches_below_k(people):
    """Those who sent at the very same moment may wait for the next person, never go alone."""
    people.programme.k = 4
    people.programme.save()
    survey = ask(people.programme, people.lowri)
    rows = [draft(survey, {"keep": f"words {at}"}) for at in range(11)]
    at_once(*[lambda row=row: press_send(survey, row) for row in rows])
    answer(survey, {"keep": "the next one"})
    waiting = Response.objects.filter(is_passed_on=False).count()
    batches = [row.detail["new"] for row in Entry.objects.filter(action="add_contributions")]
    assert (waiting < 4, sum(batches), min(batches) >= 4) == (True, 12 - waiting, True)


@pytest.mark.parametrize("turn", range(3))
def test_sending_while_the_survey_closes_is_kept_whole_or_handed_back(people, turn):
    survey = ask(people.programme, people.lowri)
    rows = [draft(survey, {"keep": f"words {at}"}) for at in range(6)]
    jobs = [lambda row=row: press_send(survey, row) for row in rows]
    jobs.insert(turn * 3, lambda: close_survey(survey=survey, by=people.lowri))
    led = at_once(*jobs)
    del led[turn * 3]
    kept = {row.pk for row, (status, _to) in zip(rows, led, strict=True) if status == 302}
    assert {status for status, _to in led} <= {302, 410}
    found = {(row.pk, row.state, row.is_passed_on) for row in Response.objects.all()}
    assert found == {(pk, "sent", True) for pk in kept}
    assert ContributionVersion.objects.count() == len(kept)


def test_files_that_come_at_once_stay_below_what_drafts_may_hold(people, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    survey = ask(people.programme, people.lowri, "story")
    rows = [draft(survey, {"ways": ["picture"]}) for _ in range(4)]
    size = keep(rows.pop(), "picture", upload()).files.get().size
    settings.ANSWER_DRAFTS_BYTES = 2 * size

    def add(row):
        try:
            return keep(row, "picture", upload()).state
        except Refused:
            return "refused"

    assert sorted(at_once(*(partial(add, row) for row in rows))) == [
        "refused",
        "refused",
        "started",
    ]
    assert AnswerFile.objects.count() == 2
