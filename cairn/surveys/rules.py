"""Who may do what with surveys, and what may be asked here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cairn.catalogue.asking import Asked, Instrument, Question
from cairn.programmes.rules import can_ask, can_export, can_read, can_see_participants
from cairn.surveys.choices import Mode

if TYPE_CHECKING:
    from cairn.programmes.models import Participant
    from cairn.surveys.models import Survey

__all__ = [
    "LISTED", "asks_files", "can_ask", "can_be_asked", "can_be_invited", "can_be_written_offline",
    "can_export", "can_read", "can_see_participants", "can_tell_who", "is_offered", "list_kinds",
    "most_files",
]  # fmt: skip

# Kinds whose answers come from a list the team gives.
LISTED = ("organisation", "place")
ALONE = frozenset({"survey", "journal", "submission", "story", "review", "note", "canvas"})


def can_be_asked(instrument: Instrument) -> bool:
    """Whether people can answer it alone, at a link: a meeting's questions are asked in a meeting."""
    return instrument.method in ALONE


def is_offered(asked: Asked, lists: Mapping[str, Any]) -> bool:
    """Whether a question can be answered here: it needs no list that nobody gave."""
    kind = asked.question.kind
    return kind not in LISTED or bool(lists.get(kind))


def asks_files(instrument: Instrument) -> bool:
    """Whether any of its questions is answered by a photo, a voice note or a file."""
    return any(each.is_file for each in instrument.questions)


def most_files(question: Question) -> int:
    """How many files one answer may hold."""
    return min(question.most, settings.ANSWER_FILES)


def can_be_written_offline(instrument: Instrument) -> bool:
    """Whether it can be answered without signal: a file cannot, so none may have to be given."""
    files = [each for each in instrument.questions if each.is_file]
    return len(files) < len(instrument.questions) and not any(each.required for each in files)


def list_kinds(instrument: Instrument) -> tuple[str, ...]:
    """Which lists the instrument has people pick from."""
    return tuple(kind for kind in LISTED if any(each.kind == kind for each in instrument.questions))


def can_be_invited(participant: Participant, today: dt.date) -> bool:
    """Whether we may write to them at all, and already."""
    if participant.unsubscribed_on or not (participant.email or participant.mobile):
        return False
    return participant.not_before is None or participant.not_before <= today


def can_tell_who(user: Any, survey: Survey) -> bool:
    """Whether a member may see whose answers are whose; nobody may where nobody can."""
    if not can_read(user, survey.programme):
        return False
    if survey.mode == Mode.CONFIDENTIAL:
        return any(one.user_id == user.pk for one in survey.confidants.all())
    return survey.mode == Mode.NAMED
