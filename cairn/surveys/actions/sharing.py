"""Answers that were for the facilitators only and are the whole group's by now."""

from __future__ import annotations

from collections.abc import Mapping

from cairn.evidence.actions import share_with_group
from cairn.evidence.drafts import contributor_key
from cairn.evidence.models import Contribution
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import has_private, is_confided


def share_more(survey: Survey, people: Mapping[str, Response]) -> None:
    """Part of passing on a batch: give the group what these people shared with it since.

    `people`: their responses, by the key that only a return code makes.
    """
    if not has_private(survey):
        return
    rows = {contributor_key(survey.programme_id, key): row for key, row in people.items()}
    narrow = Contribution.objects.in_programme(survey.programme).filter(
        is_confided=True, contributor__key_hash__in=rows
    )
    found = narrow.select_related("contributor", "question")
    wider = [each for each in found if not is_confided(rows[each.contributor.key_hash], each)]
    share_with_group(programme=survey.programme, contributions=wider)
