"""Contributions by file and by hand, one with words taken out and one withdrawn."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.db import transaction

from cairn.evidence import actions, tasks
from cairn.evidence.choices import Channel, Consent, QuestionFrom, Use
from cairn.evidence.models import Contribution, Import
from cairn.home.management.sample.story import FOLDER, Cast, Words
from cairn.programmes.models import Programme

BASIS = "The made-up form says so above the first question"
COLUMNS = {
    "Person (made up)": Use.PERSON,
    "Role band": Use.ROLE_BAND,
    "Sector": Use.SECTOR,
    "Place": Use.PLACE,
    "Day": Use.RECEIVED_ON,
}


def bring_in_files(programme: Programme, cast: Cast) -> None:
    """One file is in, one stopped on the way, one waits for its columns to be mapped."""
    done = upload(programme, "made-up-winter-survey.csv", cast)
    mapping = survey_mapping(done)
    map_and_count(done, mapping, Consent.ANONYMOUS_QUOTE, cast, save_as="Made-up winter survey")
    actions.queue_import(import_=done, by=cast.amina)
    actions.run_import(import_=done)
    broken = upload(programme, "made-up-broken.csv", cast)
    map_and_count(broken, actions.Mapping({"Answer": Use.WORDS}), Consent.ANALYSIS, cast)
    upload(programme, "made-up-late-answers.csv", cast)


def upload(programme: Programme, name: str, cast: Cast) -> Import:
    with (FOLDER / name).open("rb") as content:
        return actions.receive_file(
            programme=programme, name=name, content=File(content, name=name), by=cast.amina
        )


def survey_mapping(import_: Import) -> actions.Mapping:
    """Every column that is not about the person is a question, and holds the words."""
    names = actions.open_table(import_, limit=1).columns
    columns = {name: str(COLUMNS.get(name, Use.WORDS)) for name in names}
    return actions.Mapping(columns, QuestionFrom.HEADING)


def map_and_count(
    import_: Import, mapping: actions.Mapping, consent: str, cast: Cast, save_as: str = ""
) -> None:
    """Count at once what a worker would count; a file that cannot be read on is stopped."""
    with transaction.atomic():
        mapped = actions.map_columns(
            import_=import_, mapping=mapping, consent=consent, consent_basis=BASIS, by=cast.amina,
            save_as=save_as,
        )  # fmt: skip
    tasks.count_rows.call(mapped.pk)


def type_in(programme: Programme, story: dict[str, Any], cast: Cast) -> dict[str, Contribution]:
    """By the words they begin with, so that a later step finds them again."""
    return {
        entry["text"]: actions.add_contribution(
            programme=programme,
            text=entry["text"],
            question=actions.question_for(programme, entry["question"]),
            channel=Channel.CONVERSATION,
            consent=entry["consent"],
            consent_basis=entry["basis"],
            attributed_name=entry.get("name", ""),
            role_band=entry["role_band"],
            sector=entry["sector"],
            place=entry["place"],
            by=cast.amina,
        )
        for entry in story["contributions"]
    }


def erase_some(
    programme: Programme, story: dict[str, Any], typed: dict[str, Contribution], cast: Cast
) -> None:
    """Before anybody codes: an erasure ends the undoing of what came before it."""
    for entry in story["contributions"]:
        if entry.get("redact"):
            version, start, end = Words(programme).find(entry["redact"])
            actions.redact_contribution(
                version=version, spans=[(start, end)], by=cast.amina, reason="It names somebody"
            )
        if entry.get("withdraw"):
            actions.withdraw_contribution(contribution=typed[entry["text"]], by=cast.amina)
