"""Runs background tasks: in the server's process by default, or as `manage.py run_worker`.

Most tasks are queued by the change that needs them; those on the clock below, when they are due.

A task is a row written with the change that needs it. A worker that is killed leaves its row
RUNNING; the heart-beat below tells the living from the dead, and the dead are queued again.
Tasks are idempotent, so running one twice does no harm. After five tries a task is parked.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cairn.programmes.actions.sending import something_is_due
from cairn.programmes.tasks import send_messages, sweep_files
from cairn.surveys.actions.expiring import some_drafts_are_old
from cairn.surveys.tasks import destroy_drafts

logger = logging.getLogger("cairn.worker")

BEAT_SECONDS = 5
STALE_AFTER = timedelta(seconds=45)
MOST_TRIES = 5
SWEEP_SECONDS = 24 * 60 * 60
# Asked every few seconds: where the first says yes, the task is queued, unless it is already.
ON_THE_CLOCK: list[tuple[Callable[[], bool], Any]] = [
    (something_is_due, send_messages),
    (some_drafts_are_old, destroy_drafts),
]


def queue_what_is_due() -> None:
    at_work = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    for is_due, task in ON_THE_CLOCK:
        if is_due() and not at_work.filter(task_path=task.module_path).exists():
            task.enqueue()


def requeue_stale(*, stale_after: timedelta = STALE_AFTER) -> int:
    """Queue again what a dead worker left running, park what has failed too often."""
    stale = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - stale_after
    )
    again = 0
    for row in stale:
        parked = len(row.worker_ids) >= MOST_TRIES
        status = TaskResultStatus.FAILED if parked else TaskResultStatus.READY
        again += DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        ).update(status=status, started_at=None if not parked else row.started_at)
    return again


class BeatingWorker(Worker):
    """The library's worker, with a heart-beat on the row it works on."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        done = threading.Event()
        beat = threading.Thread(target=_beat, args=(db_task_result.pk, done), daemon=True)
        beat.start()
        try:
            super().run_task(db_task_result)
        finally:
            done.set()
            beat.join()


def _beat(pk: uuid.UUID, done: threading.Event) -> None:
    running = DBTaskResult.objects.filter(pk=pk, status=TaskResultStatus.RUNNING)
    while not done.wait(BEAT_SECONDS):
        try:
            running.update(started_at=timezone.now())
        except OperationalError:  # somebody writes, or the server is away: the next beat may do
            logger.warning("no heart-beat was written for task %s", pk)
            connection.close()
    connection.close()


def make_worker(*, batch: bool = False) -> BeatingWorker:
    return BeatingWorker(
        queue_names=["*"],
        interval=0.5,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )


class Watch:
    """Every quarter of a minute, beside a worker: what is due is queued, what was left queued again."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.next_sweep = time.monotonic()  # a process that was killed may have left files
        self.thread = threading.Thread(target=self._watch, daemon=True, name="cairn-worker-watch")

    def _watch(self) -> None:
        while True:
            close_old_connections()
            self._look()
            if self.stopped.wait(15):
                connection.close()
                return

    def _look(self) -> None:
        try:
            if count := requeue_stale():
                logger.warning("queued %d task(s) again that a stopped worker had left", count)
            queue_what_is_due()
            if time.monotonic() >= self.next_sweep:
                sweep_files.enqueue()
                self.next_sweep += SWEEP_SECONDS
        except OperationalError:  # somebody writes, or the server is away: the next look may do
            logger.warning("the clock could not be read")


class InProcessWorker:
    """A worker in a thread of the server, for one machine and small teams."""

    def __init__(self) -> None:
        self.worker = make_worker()
        self.watch = Watch()
        self.thread = threading.Thread(target=self.worker.run, daemon=True, name="cairn-worker")

    def start(self) -> None:
        self.thread.start()
        self.watch.thread.start()

    def stop(self) -> None:
        self.worker.running = False
        self.watch.stopped.set()
