"""Another tool's form is shown first and stored after; what cannot be read says why and leaves nothing."""

import html
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cairn.surveys.models import Questionnaire
from cairn.surveys.queries.building import instrument_in

HERE = "/p/winter-review/surveys/questions/import/"
SURVEY = [
    ["type", "name", "label::English (en)", "label::Cymraeg (cy)", "relevant"],
    ["start", "start", "", "", ""],
    ["select_one yn", "came", "Did you come?", "A ddaethoch chi?", ""],
    ["text", "why_not", "Why not?", "Pam lai?", "${came} = 'no'"],
    ["geopoint", "where", "Where?", "Ble?", ""],
]
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::Cymraeg (cy)"],
    ["yn", "yes", "Yes", "Do"],
    ["yn", "no", "No", "Naddo"],
]
SETTINGS = [["form_title", "form_id"], ["A made-up visit", "visit"]]


def book(**sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def upload(client, content, name="form.xlsx"):
    return client.post(HERE, {"file": SimpleUploadedFile(name, content)})


def packed_in(page):
    return html.unescape(re.search(r'name="packed" value="([^"]+)"', page)[1])


@pytest.fixture
def amina(cast, client_of):
    return client_of(cast.amina)


def test_form_is_shown_first_and_becomes_a_draft_after(amina):
    shown = upload(amina, book(survey=SURVEY, choices=CHOICES, settings=SETTINGS))
    page = shown.content.decode()
    assert ("A made-up visit: 2 questions" in page, "Row 5: Left out" in page) == (True, True)
    assert Questionnaire.objects.count() == 0
    made = amina.post(HERE, {"packed": packed_in(page)}, follow=True).content.decode()
    row = Questionnaire.objects.get()
    found = instrument_in(row)
    assert (row.code, row.is_frozen, found.question("why_not").text.cy) == (
        "a-made-up-visit", False, "Pam lai?",
    )  # fmt: skip
    assert found.question("why_not").ask_if.options == ("no",)
    assert "1 thing was not taken over as it was" in made
    assert "Nothing says who will read the answers." in made


def swapped(rows, at, **cells):
    """The survey with some cells of a row changed, by the column's heading."""
    copy = [list(row) for row in rows]
    for name, value in cells.items():
        copy[at][copy[0].index(name)] = value
    return copy


LONG = swapped(SURVEY, 3, **{"label::English (en)": "why " * 600})
WIDE = [["list_name", "name", "label"], *(["yn", f"o{n}", f"Option {n}"] for n in range(101))]
MANY = [SURVEY[0], *(["text", f"q{n}", f"Question {n}?", "", ""] for n in range(61))]
BAD = {
    "not a workbook": (b"type,name,label\ntext,a,What?\n", "The file is damaged"),
    "empty file": (b"", "The submitted file is empty."),
    "cut short": (book(survey=SURVEY)[:900], "end of the file is missing"),
    "old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Office kind"),
    "another zip": (None, "not a spreadsheet Cairn can read"),
    "no survey sheet": (book(choices=CHOICES), "There is no sheet named"),
    "survey without rows": (book(survey=SURVEY[:1]), "There is no sheet named"),
    "no types": (book(survey=[["a", "b"], ["c", "d"]]), "no question in it"),
    "nothing askable": (book(survey=[SURVEY[0], SURVEY[1], SURVEY[4]]), "no question in it"),
    "lists missing": (book(survey=SURVEY[:3]), "no question in it"),
    "words too long": (book(survey=LONG, choices=CHOICES), "more than 2000 characters"),
    "too many answers": (book(survey=SURVEY, choices=WIDE), "more than 100 entries"),
    "too many questions": (book(survey=MANY), "more than 60 entries"),
    "too many rows": (book(survey=[SURVEY[0], *[["note", "n", "", "", ""]] * 2001]), "2000 rows"),
    "cells of nul": (book(survey=[["type"], ["text_x0000_"]]), "NUL characters"),
}


def another_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("notes.txt", "words")
    return out.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_bad_form_says_what_is_wrong_and_stores_nothing(amina, name):
    content, said = BAD[name]
    page = upload(amina, another_zip() if content is None else content)
    text = page.content.decode()
    assert (page.status_code, said in text) == (422, True), text[text.find("problem") :][:900]
    assert Questionnaire.objects.count() == 0


@pytest.mark.parametrize("packed", ["", "made:up:thing"])
def test_what_was_not_shown_here_is_not_kept(amina, packed):
    amina.post(HERE, {"packed": packed})
    assert Questionnaire.objects.count() == 0


def test_only_those_who_may_ask_bring_a_form_in(cast, client_of):
    for user in (cast.rhys, cast.dev):
        assert upload(client_of(user), book(survey=SURVEY)).status_code == 404
