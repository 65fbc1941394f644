"""The made-up sample: people, and a review in every state of its life. Never used by the product."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cairn.catalogue.shelves import template
from cairn.evidence.actions import add_contribution
from cairn.home.management.sample import asking, building, deciding, gathering, meaning, sharing
from cairn.home.management.sample.story import Cast, Words, read_story
from cairn.people.actions import create_account
from cairn.people.models import Organisation, User
from cairn.people.queries import account_with_email
from cairn.programmes.actions.members import accept_invitation, invite_member
from cairn.programmes.actions.programmes import archive_programme, create_programme
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
        name="Made-up Valley Health Board", name_cy="Bwrdd Iechyd Dyffryn Ffug", ods_code="ZZV01"
    )
    Organisation.objects.create(
        name="Made-up Hill Community Team", name_cy="Tîm Cymunedol y Bryn Ffug", ods_code="ZZV12",
        parent=ours,
    )  # fmt: skip
    theirs = Organisation.objects.create(name="Made-up Coast Trust")
    users = {
        name: seed_account(name, shown, theirs if name == "dev" else ours)
        for name, shown, *_ in PEOPLE
    }
    cast = Cast(**users)
    seed_winter_review(cast)
    seed_other_reviews(cast)


def seed_account(name: str, shown: str, organisation: Organisation) -> User:
    return create_account(
        email=f"{name}@example.org",
        name=shown,
        password=PASSWORD,
        organisation=organisation,
        is_administrator=name in {"lowri", "dev"},
        by=None,
    )


def seed_winter_review(cast: Cast) -> Programme:
    programme = make_programme(
        "open-listening-survey",
        "What we learnt this winter (made-up sample)",
        "A made-up review, so that every page has something to show. Nobody in it is real.",
        cast.lowri,
    )
    seed_members(programme, cast)
    gathering.bring_in_files(programme, cast)
    asking.list_people(programme, cast)
    asking.ask_people(programme, cast)
    building.write_questions(programme, cast)
    typed = read_story("typed")
    gathering.erase_some(programme, typed, gathering.type_in(programme, typed, cast), cast)
    make_sense_and_decide(programme, read_story("review"), cast)
    return programme


def make_sense_and_decide(programme: Programme, story: dict[str, Any], cast: Cast) -> None:
    words = Words(programme)
    codes = meaning.code_words(programme, story, words, cast)
    meaning.ask_a_machine(programme, cast)
    themes = meaning.gather_themes(programme, story, codes, words, cast)
    deciding.record_changes(programme, story, words, cast)
    headings = deciding.add_headings(programme, story, cast)
    findings = deciding.write_findings(programme, story, headings, themes, words, cast)
    deciding.write_recommendations(programme, story, headings, findings, words, cast)
    sharing.write_reports(programme, story, cast)


def seed_other_reviews(cast: Cast) -> None:
    """One just begun, one archived, and one of another organisation that nobody here may see."""
    begun = make_programme(
        "regional-lessons-learnt", "Lessons of the region (made-up sample)",
        "A made-up review that has only just begun.", cast.lowri,
    )  # fmt: skip
    seed_members(begun, cast)
    put_away = make_programme(
        "good-practice-review", "Good practice of last year (made-up sample)",
        "A made-up review that is over.", cast.lowri,
    )  # fmt: skip
    seed_members(put_away, cast)
    archive_programme(programme=put_away, by=cast.lowri)
    theirs = make_programme(
        "open-listening-survey", "A review on the coast (made-up sample)",
        "A made-up review of another organisation.", cast.dev,
    )  # fmt: skip
    text = "Made-up words that only the coast may read."
    add_contribution(programme=theirs, text=text, by=cast.dev)


def make_programme(code: str, name: str, purpose: str, by: User) -> Programme:
    starts_on = timezone.localdate() - timedelta(days=60)
    return create_programme(
        template=template(code), name=name, purpose=purpose, starts_on=starts_on, by=by
    )


def seed_members(programme: Programme, cast: Cast) -> None:
    for name, _shown, role, _does in PEOPLE:
        user: User = getattr(cast, name)
        if role and name != "lowri":
            invitation, _link = invite_member(
                programme=programme, email=user.email, role=role, by=cast.lowri
            )
            accept_invitation(invitation=invitation, user=user)
