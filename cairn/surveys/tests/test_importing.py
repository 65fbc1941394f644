"""Another tool's form is shown first and stored after; what cannot be read says why and leaves nothing."""

import html
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cairn.evidence.models import ContributionVersion
from cairn.surveys.models import Questionnaire, Response, Survey
from cairn.surveys.queries.building import instrument_in
from cairn.surveys.queries.counting import people_answered
from cairn.surveys.tests.test_building import add, make

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


def test_question_for_a_photo_comes_over(amina):
    photo = ["image", "wall", "A photo of the wall", "Llun o'r wal", ""]
    page = upload(amina, book(survey=[*SURVEY, photo], choices=CHOICES)).content.decode()
    amina.post(HERE, {"packed": packed_in(page)})
    assert instrument_in(Questionnaire.objects.get()).question("wall").kind == "photo"


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


RESULTS = "/p/winter-review/surveys/questions/results/"
KEEP = "What has changed for the better that you most want to keep?"
CSV = (
    f"Start time,{KEEP},What is your role?,Which place is this about?\n"
    "9:00,Video calls,Frontline staff,Made-up Valley\n"
    "9:05,Galwadau fideo,Staff rheng flaen,Made-up Valley\n"
    "9:10,,Captain,\n"
    "9:15,,,\n"
)


def look_at(client, text, asked="listening-survey", **more):
    sent = {"asked": asked, "consent": "analysis", "consent_basis": ""} | more
    file = SimpleUploadedFile("results.csv", text.encode())
    return client.post(RESULTS, sent | {"file": file}).content.decode()


def keep(client, page, **more):
    columns = re.findall(r'<option value="([^"]*)" selected', page)
    sent = {f"column_{at}": key for at, key in enumerate(columns)}
    return client.post(
        RESULTS, {"packed": packed_in(page), "do": "keep"} | sent | more, follow=True
    )


def told():
    rows = ContributionVersion.objects.order_by("text").values_list(
        "text", "contribution__question__text", "contribution__role_band", "contribution__place",
        "contribution__language", "contribution__channel",
    )  # fmt: skip
    return list(rows)


def test_results_are_looked_at_first_then_words_and_choices_come_in(amina, cast):
    cast.programme.k = 2
    cast.programme.save()
    page = look_at(amina, CSV)
    assert ("4 rows" in page, "Row 4, What is your role?" in page) == (True, True)
    assert (Survey.objects.count(), told()) == (0, [])
    done = keep(amina, page).content.decode()
    assert "2 people&#39;s answers came in. 2 rows were here already or are empty." in done
    survey = Survey.objects.get()
    assert (survey.state, len(survey.imported_rows)) == ("closed", 2)
    about = (KEEP, "Frontline staff", "Made-up Valley")
    assert [row[:4] for row in told()] == [("Galwadau fideo", *about), ("Video calls", *about)]
    assert {row[5] for row in told()} == {"survey"}
    stored = list(Response.objects.values_list("answers", "is_passed_on"))
    assert stored == [({"role_band": "frontline", "place": "made-up-valley"}, True)] * 2
    assert people_answered(cast.rhys, survey) == 2


def test_rows_that_came_before_add_nothing_and_new_ones_do(amina):
    keep(amina, look_at(amina, CSV))
    again = keep(amina, look_at(amina, CSV)).content.decode()
    assert "Nothing was added." in again
    assert (Survey.objects.count(), len(told())) == (1, 2)
    keep(amina, look_at(amina, CSV + "9:30,Home visits,,\n"))
    assert [row[0] for row in told()] == ["Galwadau fideo", "Home visits", "Video calls"]
    assert sorted(len(row.imported_rows) for row in Survey.objects.all()) == [1, 2]


def test_column_can_be_matched_by_hand(amina):
    page = look_at(amina, "Q1,Q2\nBetter parking,x\n")
    keep(amina, page, column_0="keep", column_1="")
    assert [row[0] for row in told()] == ["Better parking"]


def test_results_of_own_questions_freeze_them(amina, cast):
    row = add(make(cast), cast.amina, "What helps at night?", section="words")
    keep(amina, look_at(amina, "What helps at night?\nTea\n", asked=str(row.pk)))
    row.refresh_from_db()
    assert (row.is_frozen, Survey.objects.get().questionnaire) == (True, row)
    assert [each[:2] for each in told()] == [("Tea", "What helps at night?")]


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("", {}, "The submitted file is empty."),
        ("only,headings\n", {}, "no rows below the heading row"),
        (CSV, {"consent": "anonymous_quote"}, "Say how you know"),
        (CSV, {"asked": "made-up"}, "Select a valid choice"),
    ],
)
def test_results_that_cannot_come_in_say_why(amina, text, more, said):
    assert said in look_at(amina, text, **more)
    assert Survey.objects.count() == 0
