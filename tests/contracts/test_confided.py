"""What somebody shared with the facilitators only is read by them, and by nobody else anywhere."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cairn.evidence.models import Contribution
from cairn.evidence.tests.factories import text_of
from cairn.surveys.actions import close_survey
from cairn.surveys.tests.factories import answer, ask
from tests.contracts.test_routes import SAMPLE, member_routes

ROOM = Path("cairn")
WIDE, NARROW = "The kingfisher came back", "The heron was told off"
JOURNAL = {"changes": WIDE, "learning": NARROW}
READ = {"p/<slug:slug>/evidence/", "p/<slug:slug>/evidence/<uuid:pk>/"}
REDACTED = {"p/<slug:slug>/evidence/<uuid:pk>/redact/"}
WORKED_WITH = {"p/<slug:slug>/sense/read/<uuid:contribution>/"}
UNUSED = {"p/<slug:slug>/decisions/thread/unused/"}


@pytest.fixture
def told(cast):
    """A journal of one person that is closed: one answer for the group, one for the facilitators."""
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    answer(survey, JOURNAL, shared=JOURNAL, confided=["learning"])
    close_survey(survey=survey, by=cast.lowri)
    Contribution.objects.update(is_held=False)
    return {text_of(row): row for row in Contribution.objects.all()} | {"survey": survey}


def seen(client: Any, told: dict[str, Any]) -> dict[str, set[str]]:
    """The routes whose pages and files hold the words of each, asked for with every id there is."""
    found: dict[str, set[str]] = {WIDE: set(), NARROW: set()}
    for route, policy in member_routes():
        ids = told.values() if "<uuid:" in route else [told[NARROW]]
        for one in ids if "GET" in policy.methods else ():
            page = content_of(client.get(address(route, one)))
            for words, routes in found.items():
                routes.update([route] if words in page else [])
    return found


def address(route: str, row: Any) -> str:
    """The route's address, with the row's id wherever it takes one."""
    version = row.versions.get().pk if isinstance(row, Contribution) else 1
    made_up = {**SAMPLE, "pk": version, "id": version, "format": "csv"}

    def put(found: re.Match[str]) -> str:
        return str(row.pk) if found[1] == "uuid:" else str(made_up.get(found[2], 1))

    return "/" + re.sub(r"<(\w+:)?(\w+)>", put, route.strip("^$"))


def content_of(page: Any) -> str:
    """What a page or a file says, inside a zip too."""
    body = b"".join(page.streaming_content) if page.streaming else page.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode(errors="replace")


def test_no_page_or_file_holds_it_but_those_where_a_facilitator_reads(told, cast, client_of):
    assert seen(client_of(cast.amina), told) == {
        WIDE: READ | REDACTED | WORKED_WITH | UNUSED, NARROW: READ | REDACTED,
    }  # fmt: skip


def test_nobody_else_finds_it_anywhere(told, cast, client_of):
    assert seen(client_of(cast.ben), told) == {WIDE: READ | WORKED_WITH | UNUSED, NARROW: set()}


@pytest.mark.parametrize("search", ["/search/?words={}", "/p/winter-review/evidence/?words={}"])
def test_searches_find_it_for_facilitators_only(told, cast, client_of, search):
    def finds(person: Any, words: str) -> bool:
        return words in content_of(client_of(person).get(search.format(words.split()[1])))

    found = [[finds(each, words) for words in (WIDE, NARROW)] for each in (cast.amina, cast.ben)]
    assert found == [[True, True], [True, False]]


def test_no_query_reads_it_but_those_that_show_a_contribution_itself():
    asking = {
        f"{path.parent.parent.name}/{path.stem}"
        for path in ROOM.rglob("*.py")
        if "readable_by(" in path.read_text("utf-8") and "tests" not in path.parts
    }
    assert asking == {"evidence/contributions", "evidence/words"}
