"""Counts of a survey's answers go to the gate: at closing, or in steps before; and by a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.releases import actions as gate
from cairn.releases.drafts import Kept
from cairn.releases.models import Release
from cairn.releases.rules import is_next_step
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.counting import (
    count_tables,
    keep_by,
    kept_rows,
    last_release,
    subject_of,
)


@transaction.atomic
def release_answers(*, survey: Survey, filters: Mapping[str, str], by: Any) -> Release:
    """Release counts of everybody's answers, or of those whom `filters` (value by attribute) keep.

    A filter narrows the newest release of everybody; who answered since is not in it. Raises
    `Refused` for fewer than k new answers, and for what the gate cannot let through.
    """
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    kept, last = keep_by(row, filters), last_release(row)
    if not kept:
        return _release_next(row, last, by)
    if last is None:
        raise Refused(_("Release the answers of everybody first; a filter narrows that release."))
    rows = kept_rows(row, _sent(row).filter(is_counted=True), kept)
    return _release(row, rows, last.step, kept, by)


def release_rest(*, survey: Survey, by: Any) -> Release | None:
    """What closing can still release, or None: a few who came last cannot be told from the rest."""
    if not _sent(survey).filter(is_counted=False).exists():
        return None
    try:
        with transaction.atomic():
            return _release_everybody(survey, last_release(survey), by)
    except Refused:
        return None


def _release_next(survey: Survey, last: Release | None, by: Any) -> Release:
    k = survey.programme.k
    if not is_next_step(_sent(survey).filter(is_counted=False).count(), k):
        raise Refused(
            _("Nothing was released: fewer than %(k)d people answered since the last release. Wait "
              "for more answers.") % {"k": k}
        )  # fmt: skip
    return _release_everybody(survey, last, by)


def _release_everybody(survey: Survey, last: Release | None, by: Any) -> Release:
    rows = _sent(survey)
    release = _release(survey, list(rows), last.step + 1 if last else 1, [], by)
    rows.update(is_counted=True)
    return release


def _release(
    survey: Survey, rows: Sequence[Response], step: int, kept: Sequence[Kept], by: Any
) -> Release:
    counted = gate.Counted(step, len(rows), count_tables(survey, rows, kept), kept)
    try:
        return gate.release_counts(
            programme=survey.programme, subject=subject_of(survey),
            title=instrument_of(survey).name, counted=counted, by=by,
        )  # fmt: skip
    except gate.Refused as refusal:
        raise Refused(str(refusal)) from refusal


def _sent(survey: Survey) -> Any:
    rows = Response.objects.in_programme(survey.programme)
    return rows.filter(survey=survey, state=ResponseState.SENT)
