"""Who may be asked, and what bringing in a file of them would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from cairn.people.queries import organisations_called
from cairn.programmes.choices import Outcome, Reason
from cairn.programmes.drafts.participants import Line
from cairn.programmes.models import Participant, Programme
from cairn.programmes.rules import can_see_participants

Key = tuple[str, str]


@dataclass(frozen=True)
class ParticipantFilters:
    """What the list is narrowed to; "" and None leave a thing open."""

    words: str = ""
    organisation: int | None = None
    role_band: str = ""
    place: str = ""

    @property
    def are_set(self) -> bool:
        return self != ParticipantFilters()


@dataclass(frozen=True)
class Planned:
    """What becomes of one row of a file: who it is here, and what of them would be different."""

    line: Line
    outcome: Outcome
    why: Reason | None = None
    participant: Participant | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """Whom the row names, as its file says it."""
        said = self.line.said
        return str(said.get("name") or said.get("email") or said.get("mobile") or "")

    @property
    def different(self) -> list[str]:
        """The names of what the file says otherwise than the list."""
        if self.outcome != Outcome.CHANGE:
            return []
        fields: Any = (Participant._meta.get_field(name) for name in self.changes)
        return [str(field.verbose_name) for field in fields]


def participants_for(
    viewer: Any, programme: Programme, filters: ParticipantFilters | None = None
) -> QuerySet[Participant]:
    """Everybody on the programme's list, for those who may know whom it asks."""
    rows: QuerySet[Participant] = Participant.objects.visible_to(viewer, programme)
    if not can_see_participants(viewer, programme):
        return rows.none()
    chosen = filters or ParticipantFilters()
    exact = {"organisation": chosen.organisation, "role_band": chosen.role_band}
    exact["place"] = chosen.place
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    for word in chosen.words.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(mobile__icontains=word)
        )
    return rows.select_related("organisation")


def participant_for(viewer: Any, programme: Programme, pk: Any) -> Participant | None:
    return participants_for(viewer, programme).filter(pk=pk).first()


def participant_values(viewer: Any, programme: Programme, name: str) -> list[str]:
    """The different values of a field of the list, in order; without the empty one."""
    rows = participants_for(viewer, programme).select_related(None).order_by(name)
    return [value for value in rows.values_list(name, flat=True).distinct() if value]


def participant_organisations(viewer: Any, programme: Programme) -> list[tuple[int, str]]:
    """The organisations that somebody on the list is of, by name."""
    rows = participants_for(viewer, programme).exclude(organisation=None)
    found = rows.order_by("organisation__name", "organisation")
    return list(found.values_list("organisation", "organisation__name").distinct())


def plan_import(viewer: Any, programme: Programme, lines: Sequence[Line]) -> list[Planned]:
    """What bringing these rows in would do, row by row; nothing is written."""
    plan = _Plan(viewer, programme, lines)
    return [plan.of(line) for line in lines]


def keys_of(name: str, email: str, mobile: str) -> set[Key]:
    """What somebody is known again by: their addresses, or their name where they have none."""
    addresses = {("email", email.lower()), ("mobile", mobile)}
    keys = {(kind, value) for kind, value in addresses if value}
    return keys or ({("name", name.casefold())} if name else set())


class _Plan:
    def __init__(self, viewer: Any, programme: Programme, lines: Sequence[Line]) -> None:
        self.known: dict[Key, Participant] = {}
        for row in participants_for(viewer, programme):
            self.known.update(dict.fromkeys(keys_of(row.name, row.email, row.mobile), row))
        words = {line.said.get("organisation", "") for line in lines} - {""}
        self.organisations = organisations_called(viewer, words)
        self.taken: set[Any] = set()

    def of(self, line: Line) -> Planned:
        if line.refused:
            return Planned(line, Outcome.REFUSED, Reason(line.refused))
        keys = keys_of(*(line.said.get(name, "") for name in ("name", "email", "mobile")))
        people = {self.known[key].pk: self.known[key] for key in keys if key in self.known}
        if self.taken & (keys | people.keys()):
            return Planned(line, Outcome.REFUSED, Reason.TWICE)
        if len(people) > 1:
            return Planned(line, Outcome.REFUSED, Reason.TWO_PEOPLE)
        self.taken |= keys | people.keys()
        return self._compare(line, next(iter(people.values()), None))

    def _compare(self, line: Line, person: Participant | None) -> Planned:
        said, why = dict(line.said), None
        called = said.pop("organisation", None)
        if called is not None:
            found = self.organisations[called]
            if len(found) == 1:
                said["organisation_id"] = found[0]
            else:
                why = Reason.UNKNOWN_ORGANISATION
        if person is None:
            return Planned(line, Outcome.NEW, why, changes=said)
        changes = {name: value for name, value in said.items() if getattr(person, name) != value}
        outcome = Outcome.CHANGE if changes else Outcome.SAME
        return Planned(line, outcome, why, person, changes)
