"""Tasks left by a stopped worker are queued again, and parked after five tries."""

import threading
from datetime import timedelta

import pytest
from django.core import mail as mails
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cairn.config import worker
from cairn.config.worker import MOST_TRIES, make_worker, queue_what_is_due, requeue_stale
from cairn.programmes.actions.messages import queue_message
from cairn.programmes.models import Message


@task
def succeed() -> str:
    return "done"


@task
def fail() -> None:
    raise ValueError("made up")


@pytest.fixture
def row(db):
    succeed.enqueue()
    return DBTaskResult.objects.get()


def leave_running(row, *, seconds_ago, tries=1):
    row.status = "RUNNING"
    row.started_at = timezone.now() - timedelta(seconds=seconds_ago)
    row.worker_ids = [f"worker {n}" for n in range(tries)]
    row.save()


def status(row):
    row.refresh_from_db()
    return row.status


def test_stale_task_is_queued_again(row):
    leave_running(row, seconds_ago=120)
    assert requeue_stale() == 1
    assert status(row) == "READY"


def test_beating_task_is_left_alone(row):
    leave_running(row, seconds_ago=10)
    assert requeue_stale() == 0
    assert status(row) == "RUNNING"


def test_heart_beats_on_when_the_database_was_locked(row, monkeypatch):
    done, beats = threading.Event(), []

    def update(self, **values):
        beats.append(values)
        if len(beats) == 1:
            raise OperationalError("database is locked")
        done.set()

    monkeypatch.setattr(QuerySet, "update", update)
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0)
    beat = threading.Thread(target=worker._beat, args=(row.pk, done))
    beat.start()
    beat.join(timeout=20)
    assert len(beats) == 2


def test_stale_task_is_parked_after_five_tries(row):
    leave_running(row, seconds_ago=120, tries=MOST_TRIES)
    requeue_stale()
    assert status(row) == "FAILED"


def test_failing_task_does_not_stop_the_queue(db):
    fail.enqueue()
    succeed.enqueue()
    for waiting in list(DBTaskResult.objects.order_by("enqueued_at")):
        waiting.claim("test")
        make_worker().run_task(waiting)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


def test_clock_queues_one_sending_while_something_is_due(cast, run_tasks):
    queue_what_is_due()
    assert run_tasks() == 0
    queue_message(
        programme=cast.programme, channel="email", to="nia@example.org", subject="Made up",
        body="Tell us.", key="invite-1", purpose="invitation",
    )  # fmt: skip
    queue_what_is_due()
    queue_what_is_due()
    assert run_tasks() == 1
    assert [mail.to for mail in mails.outbox] == [["nia@example.org"]]
    assert Message.objects.get().state == "sent"


def test_watch_sweeps_stray_files_when_it_begins_and_once_a_day(db):
    watch = worker.Watch()
    watch._look()
    watch._look()
    assert DBTaskResult.objects.count() == 1
    watch.next_sweep -= 24 * 60 * 60
    watch._look()
    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == {
        "cairn.programmes.tasks.sweep_files"
    }
    assert DBTaskResult.objects.count() == 2
