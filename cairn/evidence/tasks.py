from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks import task

from cairn.evidence import actions
from cairn.evidence.models import Import


@transaction.atomic
def start_count(*, import_: Import, **mapped: Any) -> None:
    """Map the columns and have the rows counted, both or neither."""
    actions.map_columns(import_=import_, **mapped)
    count_rows.enqueue(import_.pk)


@transaction.atomic
def start_import(*, import_: Import, by: Any) -> None:
    actions.queue_import(import_=import_, by=by)
    bring_in.enqueue(import_.pk)


@transaction.atomic
def describe_file(**described: Any) -> None:
    """Write down what is in a file, and have those words looked through as any that arrive."""
    new = actions.describe_file(**described)
    find_identifying_words.enqueue([str(new.contribution_id)])
    find_harm.enqueue([str(new.contribution_id)])


@task()
def count_rows(pk: int) -> None:
    _work(pk, actions.count_rows)


@task()
def bring_in(pk: int) -> None:
    _work(pk, actions.run_import)


@transaction.atomic
def look_again(*, programme: Any, by: Any) -> None:
    for batch in actions.ask_to_look_again(programme=programme, by=by):
        find_identifying_words.enqueue(batch)
        find_harm.enqueue(batch)


@task()
def find_identifying_words(contribution_ids: list[str]) -> None:
    actions.find_identifying_words(contribution_ids=contribution_ids)


@task()
def find_harm(contribution_ids: list[str]) -> None:
    actions.find_harm(contribution_ids=contribution_ids)


@task()
def scrub() -> None:
    actions.scrub_store()


def _work(pk: int, action: Any) -> None:
    """A file that was undone or mapped anew meanwhile is left alone: that change has its own task."""
    import_ = actions.import_at_work(pk)
    if import_ is None:
        return
    try:
        action(import_=import_)
    except actions.Conflict:
        return
    except actions.Refused as refused:
        actions.stop_import(import_=import_, problem=str(refused))
