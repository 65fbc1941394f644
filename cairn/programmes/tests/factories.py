"""The cast of every test, and programmes for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cairn.people.models import Organisation, User
from cairn.programmes.choices import Role
from cairn.programmes.models import Membership, Participant, Programme


@dataclass(frozen=True)
class Cast:
    """Amina facilitates, Ben and Carys code, Lowri leads, Rhys reads; Dev must see nothing."""

    lowri: User
    amina: User
    ben: User
    carys: User
    rhys: User
    dev: User
    programme: Programme  # everybody's but Dev's
    dev_programme: Programme  # Dev's alone


def make_user(name: str, organisation: Organisation, **fields: Any) -> User:
    return User.objects.create_user(
        f"{name.lower()}@example.org", "made-up-pass-phrase", name=name, organisation=organisation,
        **fields,
    )  # fmt: skip


def make_programme(slug: str, *, lead: User, **fields: Any) -> Programme:
    programme = Programme.objects.create(
        **{"slug": slug, "name": slug.replace("-", " ").capitalize(), "made_by": lead,
           "template": "open-listening-survey"} | fields
    )  # fmt: skip
    Membership.objects.create(programme=programme, user=lead, role=Role.LEAD, added_by=lead)
    return programme


def make_participant(programme: Programme, name: str, **fields: Any) -> Participant:
    email = f"{name.lower()}@example.org"
    row: Participant = Participant.objects.create(
        programme=programme, **{"name": name, "email": email} | fields
    )
    return row


def make_cast() -> Cast:
    ours = Organisation.objects.create(name="Made-up Valley Health Board")
    theirs = Organisation.objects.create(name="Made-up Coast Trust")
    people = {
        name: make_user(name.capitalize(), ours)
        for name in ("lowri", "amina", "ben", "carys", "rhys")
    }
    dev = make_user("Dev", theirs)
    programme = make_programme("winter-review", lead=people["lowri"])
    roles = {
        "amina": Role.FACILITATOR,
        "ben": Role.ANALYST,
        "carys": Role.ANALYST,
        "rhys": Role.READER,
    }
    for name, role in roles.items():
        Membership.objects.create(
            programme=programme, user=people[name], role=role, added_by=people["lowri"]
        )
    return Cast(
        **people, dev=dev, programme=programme, dev_programme=make_programme("dev-review", lead=dev)
    )
