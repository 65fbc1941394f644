import signal
from typing import Any

from django.core.management.base import BaseCommand

from cairn.config.giving_way import give_way
from cairn.config.worker import Watch, make_worker, queue_what_is_due, requeue_stale


class Command(BaseCommand):
    help = (
        "Run background tasks in a process of their own (set WORKER_IN_PROCESS=no for the server)."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when nothing is left to do")

    def handle(self, *, batch: bool, **options: Any) -> None:
        again = requeue_stale()
        if again:
            self.stdout.write(f"queued {again} task(s) again that a stopped worker had left")
        queue_what_is_due()
        if not batch:
            give_way()
            Watch().thread.start()
        worker = make_worker(batch=batch)
        signal.signal(signal.SIGTERM, worker.shutdown)
        worker.run()
