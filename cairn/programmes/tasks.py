from __future__ import annotations

from django_tasks import task

from cairn.programmes.actions import sweeping
from cairn.programmes.actions.sending import send_due


@task()
def send_messages() -> None:
    """Ends when nothing is due or this minute's share is used; the worker's clock starts it again."""
    send_due()


@task()
def sweep_files() -> None:
    sweeping.sweep_files()
