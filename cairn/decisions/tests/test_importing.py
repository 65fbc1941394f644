import csv
import html
import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairn.catalogue.shelves import template
from cairn.decisions.actions.importing import import_practice, import_recommendations
from cairn.decisions.actions.recommendations import edit_recommendation
from cairn.decisions.drafts import PracticeRow, RecommendationDraft, RecommendationRow
from cairn.decisions.models import Change, Heading, Recommendation
from cairn.decisions.queries.items import changes_for, headings_for, recommendations_for
from cairn.decisions.queries.matching import match_name
from cairn.decisions.tests.factories import make_heading
from cairn.evidence.actions import redact_contribution, withdraw_contribution
from cairn.evidence.models import Contribution
from cairn.programmes.actions.programmes import create_programme
from cairn.sensemaking.models import Code, Codebook

REAL = os.environ.get("CAIRN_REAL_INPUT", "")
real_input = pytest.mark.skipif(not REAL, reason="CAIRN_REAL_INPUT is not set: no real input here")
ROWS = [
    RecommendationRow("Doors", "Open the door."),
    RecommendationRow("Buses and trains", "Pay the fare."),
    RecommendationRow("doors ", "Oil the hinge."),
]


def listed(cast):
    return [
        (row.number, row.heading.title, row.text, row.state)
        for row in recommendations_for(cast.ben, cast.programme)
    ]


def test_import_when_headings_are_known_by_their_words(cast):
    make_heading(cast.programme, "The  DOORS", by=cast.ben)
    done = import_recommendations(programme=cast.programme, rows=ROWS, by=cast.ben)
    assert (done.new, done.repeated) == (3, 0)
    assert [heading.title for heading in done.headings] == ["Buses and trains"]
    assert listed(cast) == [
        (1, "The  DOORS", "Open the door.", "draft"),
        (2, "The  DOORS", "Oil the hinge.", "draft"),
        (3, "Buses and trains", "Pay the fare.", "draft"),
    ]
    first = Recommendation.objects.get(text="Open the door.").imported_from
    assert first.versions.get().text == "Open the door."
    assert (first.channel, first.consent) == ("document", "analysis")


def test_import_when_done_again(cast):
    import_recommendations(programme=cast.programme, rows=ROWS, by=cast.ben)
    before = (listed(cast), Contribution.objects.count(), Heading.objects.count())
    done = import_recommendations(programme=cast.programme, rows=ROWS, by=cast.ben)
    assert (done.new, done.repeated, done.headings) == (0, 3, [])
    assert (listed(cast), Contribution.objects.count(), Heading.objects.count()) == before


def test_import_when_a_heading_is_chosen(cast):
    place = make_heading(cast.programme, "Getting in", by=cast.ben)
    headings = {"Doors": place, "doors ": place, "Buses and trains": None}
    import_recommendations(programme=cast.programme, rows=ROWS, by=cast.ben, headings=headings)
    assert [heading for _n, heading, _t, _s in listed(cast)] == [
        "Getting in", "Getting in", "Buses and trains",
    ]  # fmt: skip


def test_match_name_when_words_differ():
    names = ["Focus on place", "Technology", "New workforce"]
    asked = ["A focus on PLACE", "Using technology to improve care", "Money", "technology & place"]
    assert [match_name(name, names) for name in asked] == [
        "Focus on place", "Technology", None, "Technology",
    ]  # fmt: skip


def make_domain(cast, name):
    book = Codebook.objects.create(programme=cast.programme, name="Domains", purpose="domains")
    return Code.objects.create(programme=cast.programme, codebook=book, name=name)


def test_import_practice_when_domains_are_known(cast):
    domain = make_domain(cast, "Clinical and quality processes")
    rows = [
        PracticeRow("Clinical & Quality Processes", "North", "Open ward", "The door stays open."),
        PracticeRow("Elsewhere", "South", "Night bus"),
    ]
    for expected in ((2, 0), (0, 2)):
        done = import_practice(programme=cast.programme, rows=rows, by=cast.ben)
        assert (done.new, done.repeated) == expected
    first, second = changes_for(cast.ben, cast.programme)
    assert (first.title, first.what, first.system) == ("Open ward", "The door stays open.", "North")
    assert ([*first.domains.all()], [*second.domains.all()]) == ([domain], [])
    quotes = [link.excerpt.quote for change in (first, second) for link in change.evidence.all()]
    assert quotes == ["Open ward\n\nThe door stays open.", "Night bus"]


def test_import_page_from_file_to_register(cast, client_of):
    client = client_of(cast.ben)
    address = "/p/winter-review/decisions/import/"
    table = "Nr,Section,Recommendation\n2,Doors,Oil it.\n1,Doors,Open it.\n".encode("utf-16")
    upload = SimpleUploadedFile("advice.csv", table)
    page = client.post(address, {"kind": "recommendations", "file": upload})
    text = page.content.decode()
    assert "2 rows were read." in text
    assert Recommendation.objects.count() == 0
    rows = '[["Nr","Section","Recommendation"],["2","Doors","Oil it."],["1","Doors","Open it."]]'
    data = {
        "kind": "recommendations", "table": rows, "text": "2", "heading": "1", "number": "0",
        "heading_shown": "1", "heading_0": "", "consent": "analysis",
    }  # fmt: skip
    done = client.post(address, data, follow=True)
    assert "2 rows are new." in done.content.decode()
    assert [text for _n, _h, text, _s in listed(cast)] == ["Open it.", "Oil it."]
    again = client.post(address, data, follow=True)
    assert "2 were here already." in again.content.decode()


@pytest.mark.parametrize("table", ["", "no", "{}", "[[1]]", '[["a"],"b"]'])
def test_import_page_when_the_table_is_broken(cast, client_of, table):
    address = "/p/winter-review/decisions/import/"
    data = {"kind": "recommendations", "table": table, "heading": "0", "text": "0"}
    page = client_of(cast.ben).post(address, data, follow=True)
    assert "did not arrive whole" in page.content.decode()
    assert Recommendation.objects.count() == 0


def test_import_page_when_the_file_is_not_a_table(cast, client_of):
    upload = SimpleUploadedFile("advice.xlsx", b"PK\x03\x04 not a workbook")
    page = client_of(cast.ben).post(
        "/p/winter-review/decisions/import/", {"kind": "practice", "file": upload}
    )
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()


def test_what_was_imported_when_its_words_are_withdrawn(cast):
    rows = [RecommendationRow("Doors", "Ask the canary."), RecommendationRow("Doors", "Open it.")]
    import_recommendations(programme=cast.programme, rows=rows, by=cast.ben)
    practice = [PracticeRow("", "North", "Canary ward", "The canary sings.")]
    import_practice(programme=cast.programme, rows=practice, by=cast.ben)
    edited = Recommendation.objects.get(text="Ask the canary.")
    draft = RecommendationDraft(text="Ask the canary twice.")
    edit_recommendation(recommendation=edited, draft=draft, revision=1, by=cast.ben)
    change = Change.objects.get()
    for item in (edited, change):
        withdraw_contribution(contribution=item.imported_from, by=cast.amina)
    assert [text for _n, _h, text, _s in listed(cast)] == ["Open it."]
    assert changes_for(cast.ben, cast.programme) == []
    edited.refresh_from_db()
    change.refresh_from_db()
    assert (edited.text, change.title, change.what) == ("", "", "")


def test_what_was_imported_when_its_words_are_redacted(cast):
    practice = [PracticeRow("", "North", "Canary ward", "The canary sings.")]
    import_practice(programme=cast.programme, rows=practice, by=cast.ben)
    change = Change.objects.get()
    told = change.imported_from
    at = told.versions.get().text.index("canary sings")
    redact_contribution(
        version=told.versions.get(),
        spans=[(at, at + len("canary"))],
        reason="names a bird",
        by=cast.amina,
    )
    change.refresh_from_db()
    assert change.title == "Canary ward"
    assert change.what == told.versions.get(is_current=True).text.partition("\n\n")[2]
    assert "canary" not in change.what


@real_input
def test_numbers_per_heading_when_the_real_table_is_imported(cast):
    with (Path(REAL) / "recommendations-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            RecommendationRow(row["heading"], row["recommendation"]) for row in csv.DictReader(file)
        ]
    import_recommendations(programme=cast.programme, rows=rows, by=cast.ben)
    found = recommendations_for(cast.ben, cast.programme)
    counts = Counter(row.heading_id for row in found)
    headings = headings_for(cast.ben, cast.programme)
    assert [counts[heading.pk] for heading in headings] == [7, 6, 7, 4, 7, 7, 7, 6, 6]
    assert [row.number for row in found] == list(range(1, 58))
    assert [row.text for row in found] == [row.text for row in rows]
    assert import_recommendations(programme=cast.programme, rows=rows, by=cast.ben).new == 0


@real_input
def test_numbers_per_heading_when_imported_into_the_regional_template(cast):
    programme = create_programme(
        template=template("regional-lessons-learnt"), name="Made-up region", by=cast.lowri
    )
    with (Path(REAL) / "recommendations-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            RecommendationRow(row["heading"], row["recommendation"]) for row in csv.DictReader(file)
        ]
    import_recommendations(programme=programme, rows=rows, by=cast.lowri)
    found = recommendations_for(cast.lowri, programme)
    counts = Counter(row.heading_id for row in found)
    filled = [
        counts[heading.pk] for heading in headings_for(cast.lowri, programme) if counts[heading.pk]
    ]
    assert filled == [7, 6, 7, 4, 7, 7, 7, 6, 6]
    assert [row.text for row in found] == [row.text for row in rows]


@real_input
def test_practice_when_the_real_workbook_is_uploaded(cast, client_of):
    make_domain(cast, "Governance")
    content = (Path(REAL) / "good-practice-table-2020.xlsx").read_bytes()
    address = "/p/winter-review/decisions/import/"
    client = client_of(cast.ben)
    upload = SimpleUploadedFile("table.xlsx", content)
    page = client.post(address, {"kind": "practice", "file": upload})
    assert "18 rows were read." in page.content.decode()
    table = page.content.decode().split('name="table" value="')[1].split('"')[0]
    data = {"kind": "practice", "table": html.unescape(table), "consent": "analysis",
            "domain": "0", "system": "1", "example": "2", "synopsis": "3"}  # fmt: skip
    done = client.post(address, data, follow=True)
    assert "18 rows are new." in done.content.decode()
    assert Change.objects.filter(domains__name="Governance").count() == 2
