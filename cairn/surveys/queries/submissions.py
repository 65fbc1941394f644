"""What each system sent of its submission, domain by domain: whom to ask for what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from cairn.catalogue.asking import Asked, Level, Question, all_pages
from cairn.evidence.drafts import contributor_key
from cairn.evidence.models import Contribution
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import person_key, return_code
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.inviting import invitees_of
from cairn.surveys.rules import can_see_participants, can_tell_who, is_offered


@dataclass(frozen=True)
class Submission:
    """Whose it is, whether it is missing, begun or sent, and for each level which parts are there."""

    invitee: Invitee
    state: str
    cells: tuple[tuple[bool, ...], ...]

    @property
    def missing(self) -> int:
        return sum(not there for cell in self.cells for there in cell)


@dataclass(frozen=True)
class Grid:
    """Submissions by level (a domain); `parts` are the questions asked for each of the levels."""

    levels: tuple[Level, ...]
    parts: tuple[Question, ...]
    rows: list[Submission]


def submission_grid(viewer: Any, survey: Survey) -> Grid | None:
    """The submissions of those who were invited, the most wanting first; never a word of them.

    None where nothing is asked level by level, and for all who may not know who answered.
    """
    instrument = instrument_of(survey)
    asked = [
        each
        for page in all_pages(instrument)
        for each in page.asked
        if each.level and is_offered(each, survey.lists)
    ]
    if instrument.method != "submission" or not asked or not _may_know(viewer, survey):
        return None
    levels = tuple(dict.fromkeys(each.level for each in asked if each.level))
    parts = tuple(dict.fromkeys(each.question for each in asked))
    keys = [[Asked(part, level).key for part in parts] for level in levels]
    people = invitees_of(viewer, survey).select_related("participant__organisation")
    states, given = _what_came(viewer, survey, asked)
    rows = [
        Submission(
            each, states.get(each.pk, "missing"),
            tuple(tuple(key in given[each.pk] for key in row) for row in keys),
        )
        for each in people
    ]  # fmt: skip
    return Grid(levels, parts, sorted(rows, key=lambda row: (-row.missing, _name(row.invitee))))


def _name(invitee: Invitee) -> tuple[str, str]:
    return str(invitee.participant.organisation or ""), str(invitee.participant)


def _may_know(viewer: Any, survey: Survey) -> bool:
    return can_tell_who(viewer, survey) and can_see_participants(viewer, survey.programme)


def _what_came(
    viewer: Any, survey: Survey, asked: Iterable[Asked]
) -> tuple[dict[Any, str], dict[Any, set[str]]]:
    """By invitee: whether it was begun or sent, and the keys of what was sent.

    Words that became evidence left the answers; they are found by whose they are and what was asked.
    """
    found = Response.objects.visible_to(viewer, survey.programme).filter(
        survey=survey, invitee__isnull=False
    )
    responses = list(found.exclude(state=ResponseState.WITHDRAWN))
    sent = [each for each in responses if each.state == ResponseState.SENT]
    states = {each.invitee_id: "begun" for each in responses if each.answers}
    states |= {each.invitee_id: "sent" for each in sent}
    given: dict[Any, set[str]] = defaultdict(set)
    by_person: dict[str, Any] = {}
    for each in sent:
        given[each.invitee_id] |= set(each.answers)
        key = contributor_key(survey.programme_id, person_key(return_code(each.pk)))
        by_person[key] = each.invitee_id
    keys = {each.wording("en"): each.key for each in asked}
    for person, question in _told(viewer, survey, by_person):
        given[by_person[person]].add(keys.get(question, ""))
    return states, given


def _told(viewer: Any, survey: Survey, people: Collection[str]) -> Any:
    """Who was asked what, of all that became evidence. What is held back is not even said to be there:
    beside the list of contributions that would tell whose it is."""
    rows = Contribution.objects.visible_to(viewer, survey.programme).filter(
        contributor__key_hash__in=people, withdrawn_at=None
    )
    return rows.order_by().values_list("contributor__key_hash", "question__text")
