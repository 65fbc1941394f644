"""The made-up sample: people, and a review in every state of its life. Never used by the product."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cairn.catalogue.shelves import template
from cairn.people.actions import create_account
from cairn.people.models import Organisation, User
from cairn.people.queries import account_with_email
from cairn.programmes.actions.members import accept_invitation, invite_member
from cairn.programmes.actions.programmes import create_programme
from cairn.programmes.models import Programme

PASSWORD = "made-up-pass-phrase"  # noqa: S105 - printed on the sign-in page, in development only
PEOPLE = [
    ("lowri", "Lowri", "lead", "leads the sample reviews and may make programmes"),
    ("amina", "Amina", "facilitator", "facilitates"),
    ("ben", "Ben", "analyst", "codes"),
    ("carys", "Carys", "analyst", "codes too"),
    ("rhys", "Rhys", "reader", "reads"),
    ("dev", "Dev", "", "is from another organisation and sees none of it"),
]


class Command(BaseCommand):
    help = "Load the made-up sample review into a new database, and print who can sign in."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The sample has passwords anybody can read. It is for development only."
            )
        if account_with_email("lowri@example.org") is None:
            self.stdout.write("Loading the made-up sample review")
            with transaction.atomic():
                seed()
        self.stdout.write(f"Sign in with any of these and the password {PASSWORD}")
        for name, _shown, _role, does in PEOPLE:
            self.stdout.write(f"  {name}@example.org  {does}")


def seed() -> None:
    ours = Organisation.objects.create(
        name="Made-up Valley Health Board", name_cy="Bwrdd Iechyd Dyffryn Ffug"
    )
    theirs = Organisation.objects.create(name="Made-up Coast Trust")
    users = {
        name: seed_account(name, shown, theirs if name == "dev" else ours)
        for name, shown, *_ in PEOPLE
    }
    seed_winter_review(users)


def seed_account(name: str, shown: str, organisation: Organisation) -> User:
    return create_account(
        email=f"{name}@example.org",
        name=shown,
        password=PASSWORD,
        organisation=organisation,
        is_administrator=name in {"lowri", "dev"},
        by=None,
    )


def seed_winter_review(users: dict[str, User]) -> Programme:
    programme = create_programme(
        template=template("open-listening-survey"),
        name="What we learnt this winter (made-up sample)",
        purpose="A made-up review, so that every page has something to show. Nobody in it is real.",
        starts_on=timezone.localdate() - timedelta(days=60),
        by=users["lowri"],
    )
    seed_members(programme, users)
    return programme


def seed_members(programme: Programme, users: dict[str, User]) -> None:
    for name, _shown, role, _does in PEOPLE:
        if role and name != "lowri":
            invitation, _link = invite_member(
                programme=programme, email=users[name].email, role=role, by=users["lowri"]
            )
            accept_invitation(invitation=invitation, user=users[name])
