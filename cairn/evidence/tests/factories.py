"""Contributions for tests; every sentence is made up."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from cairn.evidence.actions import (
    Mapping,
    Terms,
    add_contributions,
    count_rows,
    map_columns,
    queue_import,
    receive_file,
    run_import,
)
from cairn.evidence.choices import QuestionFrom, Use
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution, Import
from cairn.programmes.models import Programme

SAYINGS = (
    "We met every morning and it kept us calm.",
    "The rota changed each week and nobody told us.",
    "Mae'r tîm yn gefnogol iawn ac yn gweithio gyda'i gilydd.",
)


def make_contributions(
    programme: Programme, by: Any, count: int = 3, **terms: Any
) -> list[Contribution]:
    """Contributions of `count` people, in the order of `SAYINGS`."""
    drafts = [
        Draft(
            text=SAYINGS[n % len(SAYINGS)], person=f"person-{n}", role_band="Nurse", place="North"
        )
        for n in range(count)
    ]
    added = add_contributions(programme=programme, drafts=drafts, terms=Terms(**terms), by=by)
    return list(Contribution.objects.in_programme(programme).filter(pk__in=added.ids))


def text_of(contribution: Contribution) -> str:
    return str(contribution.versions.get(is_current=True).text)


def receive(
    programme: Programme, by: Any, content: bytes | str, name: str = "made-up.csv"
) -> Import:
    data = content.encode() if isinstance(content, str) else content
    return receive_file(programme=programme, name=name, content=ContentFile(data, name), by=by)


def bring_in(
    programme: Programme,
    by: Any,
    content: bytes | str,
    *,
    name: str = "made-up.csv",
    **columns: str,
) -> Import:
    """A file brought in from upload to done, with `columns` saying what each column holds."""
    row = receive(programme, by, content, name)
    mapping = Mapping(columns or {"Answer": Use.WORDS}, QuestionFrom.HEADING)
    row = map_columns(import_=row, mapping=mapping, consent="analysis", consent_basis="", by=by)
    queue_import(import_=count_rows(import_=row), by=by)
    return run_import(import_=row)


def survey(count: int, start: int = 1) -> str:
    """A made-up survey of so many people as CSV."""
    rows = (f"P{n},Nurse,Made up: thought number {n}" for n in range(start, start + count))
    return "\n".join(["Id,Role,Answer", *rows, ""])
