from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks import task

from cairn.sensemaking import actions
from cairn.sensemaking.models import SuggestionRun


@transaction.atomic
def start_reading(**asked: Any) -> SuggestionRun:
    """Write down what is asked for and queue the reading, both or neither."""
    run = actions.ask_for_suggestions(**asked)
    read_for_suggestions.enqueue(run.pk)
    return run


@transaction.atomic
def start_suggesting_codes(**asked: Any) -> SuggestionRun:
    """Write down that codes are asked for and queue the reading, both or neither."""
    run = actions.ask_for_codes(**asked)
    read_for_codes.enqueue(run.pk)
    return run


@task()
def read_for_codes(pk: int) -> None:
    """Does nothing for a run that is done or gone."""
    actions.suggest_codes(pk=pk)


@task()
def read_for_suggestions(pk: int) -> None:
    """Does nothing for a run that is done or gone, so that running twice does no harm."""
    actions.read_queued_run(pk=pk)
