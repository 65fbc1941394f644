import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from cairn.audit.models import Entry
from cairn.evidence.importers.tests.builders import cell, pack, sheet, xlsx_parts
from cairn.people.models import Organisation
from cairn.programmes.actions.participants import BroughtIn, import_participants
from cairn.programmes.drafts.participants import Line
from cairn.programmes.models import Participant
from cairn.programmes.queries.participants import plan_import
from cairn.programmes.tests.factories import make_participant
from cairn.surveys.actions import Refused
from cairn.surveys.actions.participants import MOST_ROWS, name_fields, read_line, read_participants
from cairn.surveys.forms.participants import pack_lines

FILE = "/p/winter-review/surveys/participants/"
BRING_IN = FILE + "bring-in/"
ROWS = """Name,E-mail,Mobile,Language,ODS code,May be contacted later,Not before,Shoe size
Nia,nia@example.org,07700 900123,Cymraeg,mv1,yes,1/12/2026,5
Twm,not an address,,,,,,
Mari,,,,Nowhere,,,
"""


@pytest.fixture
def ward(db):
    return Organisation.objects.create(name="Made-up Ward", name_cy="Ward Ffug", ods_code="MV1")


def look(client, text):
    file = SimpleUploadedFile("people.csv", text.encode())
    return unescape(client.post(FILE, {"file": file}).content.decode())


def cells_of(page):
    """The rows of the page's table below its heading, as words."""
    rows = re.findall(r"<tr>(.+?)</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows][1:]


def bring_in(client, page, **more):
    lines = re.search(r'name="lines" value="([^"]+)"', page)[1]
    return client.post(BRING_IN, {"lines": lines, "change": "no"} | more, follow=True)


def read(text, name="people.csv"):
    return read_participants(name=name, content=BytesIO(text.encode())).lines


def test_a_file_is_looked_at_and_then_brought_in(cast, client_of, ward):
    amina = client_of(cast.amina)
    page = look(amina, ROWS)
    assert cells_of(page) == [
        "3 Twm Is left out The e-mail address is not one.",
        "4 Mari Is added The organisation stays empty: there is no single one of this name or code.",
        "2 Nia Is added",
    ]
    assert "Left out: Shoe size." in page
    assert Participant.objects.count() == 0
    said = bring_in(amina, page).content.decode()
    assert "Added: 2. Changed: 0. On the list and left as they were: 0. Refused: 1." in said
    nia, mari = Participant.objects.get(name="Nia"), Participant.objects.get(name="Mari")
    assert (nia.email, nia.mobile, nia.language, nia.organisation) == (
        "nia@example.org", "+447700900123", "cy", ward
    )  # fmt: skip
    assert (nia.may_contact_later, nia.not_before) == (True, date(2026, 12, 1))
    assert (mari.organisation, mari.email, mari.may_contact_later) == (None, "", False)
    entry = Entry.objects.get(action="import_participants")
    assert entry.detail == {"new": 2, "changed": 0, "left": 0, "refused": 1}


def test_a_file_brought_in_again_adds_nothing_and_changes_what_is_asked(cast, client_of, ward):
    amina = client_of(cast.amina)
    page = look(amina, ROWS)
    bring_in(amina, page)
    bring_in(amina, page)
    assert Participant.objects.count() == 2
    assert "Nothing in this file is new." in look(amina, ROWS)
    changed = "E-mail,Profession,Mobile\nNIA@example.org,Midwife,\n"
    page = look(amina, changed)
    assert cells_of(page) == [
        "2 nia@example.org Is here; the file says something new Different: profession."
    ]
    bring_in(amina, page)
    assert Participant.objects.get(name="Nia").profession == ""
    bring_in(amina, page, change="yes")
    nia = Participant.objects.get(name="Nia")
    assert (nia.profession, nia.mobile, nia.organisation) == ("Midwife", "+447700900123", ward)


def test_columns_in_either_language_and_in_other_words():
    welsh = [
        "Enw cyntaf",
        "Cyfenw",
        "Cyfeiriad e-bost",
        "Rhif Ffôn Symudol:",
        "Sefydliad",
        "E-bost",
    ]
    assert name_fields(welsh) == {
        "first_name": 0, "last_name": 1, "email": 2, "mobile": 3, "organisation": 4
    }  # fmt: skip
    cells = {"first_name": "Nia", "last_name": "Ffug", "organisation": "Ward", "ods_code": "MV1"}
    assert read_line(2, cells) == Line(2, {"name": "Nia Ffug", "organisation": "MV1"})
    cells = {"name": "N", "may_contact_later": "nac oes", "language": "WELSH"}
    assert read_line(2, cells).said == {
        "name": "N", "may_contact_later": False, "not_before": None, "language": "cy"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({"place": "North"}, "empty"),
        ({"name": "A", "email": "a@b@c"}, "bad_email"),
        ({"name": "A", "mobile": "see notes"}, "bad_mobile"),
        ({"name": "A", "language": "Dutch"}, "bad_language"),
        ({"name": "A", "may_contact_later": "perhaps"}, "bad_yes"),
        ({"name": "A", "may_contact_later": "yes", "not_before": "31/2/2026"}, "bad_day"),
        ({"name": "A", "not_before": "1/3/2026"}, "day_without_yes"),
        ({"name": "A", "may_contact_later": "no", "not_before": "1/3/2026"}, "day_without_yes"),
        ({"name": "A" * 151}, "too_long"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(cells, refused):
    who = {"name": cells["name"]} if "name" in cells else {}
    line = read_line(2, {"place": ""} | cells)
    assert (line.refused, {k: v for k, v in line.said.items() if k == "name"}) == (refused, who)


def test_rows_that_are_the_same_person_or_two_are_refused(cast):
    make_participant(cast.programme, "Nia", mobile="+447700900123")
    make_participant(cast.programme, "Twm")
    make_participant(cast.programme, "Mari", email="")
    make_participant(cast.dev_programme, "Dev")
    rows = (
        "Name,Email,Mobile,Phone extension\n,twm@example.org,07700900123\n,nia@example.org,\n"
        ",new@example.org,07700900123\nMARI,,\nMari,,\nDev,dev@example.org,\nA,,,1,2\n"
    )
    planned = plan_import(cast.amina, cast.programme, read(rows))
    assert [(each.line.row, each.outcome, each.why) for each in planned] == [
        (2, "refused", "two_people"),
        (3, "same", None),
        (4, "refused", "twice"),
        (5, "change", None),
        (6, "refused", "twice"),
        (7, "new", None),
        (8, "refused", "too_many_cells"),
    ]


def test_an_organisation_is_known_by_code_or_by_one_name(cast, ward):
    Organisation.objects.create(name="Twin")
    Organisation.objects.create(name="Other", name_cy="twin")
    rows = "Name,Organisation\nA,mv1\nB,WARD FFUG\nC,Twin\n"
    planned = plan_import(cast.amina, cast.programme, read(rows))
    assert [(each.changes.get("organisation_id"), each.why) for each in planned] == [
        (ward.pk, None),
        (ward.pk, None),
        (None, "unknown_organisation"),
    ]


def test_a_spreadsheet_is_read_too(db):
    rows = [cell("A1", "Enw") + cell("B1", "Ffôn"), cell("A2", "Nia") + cell("B2", "7700900123")]
    content = BytesIO(pack(xlsx_parts(sheet(*rows))))
    found = read_participants(name="people.xlsx", content=content)
    assert found.lines == (Line(2, {"name": "Nia", "mobile": "+447700900123"}),)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("Shoe size\n5\n", "people.csv", "No column is headed as a name"),
        ("", "people.csv", "This file is empty"),
        ("Some words.", "people.txt", "Save it as one of: .csv, .xlsx"),
        ("Name\n" + "A\n" * (MOST_ROWS + 1), "people.csv", f"more than {MOST_ROWS} rows"),
    ],
)
def test_a_file_that_is_not_read_says_why(text, name, said):
    with pytest.raises(Refused, match=said):
        read(text, name)


def test_the_page_says_why_a_file_is_not_read(cast, client_of):
    assert "No column is headed as a name" in look(client_of(cast.amina), "Shoe size\n5\n")


def test_nothing_is_half_done_when_a_row_cannot_be_stored(cast):
    lines = [Line(2, {"name": "A"}), Line(3, {"name": "B", "not_before": date(2026, 3, 1)})]
    with pytest.raises(IntegrityError):
        import_participants(programme=cast.programme, lines=lines, change=False, by=cast.amina)
    assert Participant.objects.count() == 0


def test_rows_of_another_programme_or_made_up_ones_are_not_brought_in(cast, client_of):
    theirs = pack_lines(cast.dev_programme, [Line(2, {"name": "A"})])
    for lines in (theirs, "made:up", ""):
        page = client_of(cast.amina).post(BRING_IN, {"lines": lines, "change": "no"}, follow=True)
        assert "Upload the file again." in page.content.decode()
    assert Participant.objects.count() == 0


def test_who_may_not_ask_brings_nobody_in(cast, client_of):
    lines = pack_lines(cast.programme, [Line(2, {"name": "A"})])
    for user in (cast.ben, cast.rhys, cast.dev):
        client = client_of(user)
        assert client.post(BRING_IN, {"lines": lines, "change": "no"}).status_code == 404
        assert client.get(FILE).status_code == 404
    assert Participant.objects.count() == 0


def test_what_was_brought_in_is_counted(cast):
    make_participant(cast.programme, "Nia")
    lines = [Line(2, {"name": "A"}), Line(3, {"email": "nia@example.org", "place": "North"})]
    lines += [Line(4, {}, "empty"), Line(5, {"name": "a"})]
    for change, expected in ((False, BroughtIn(1, 0, 1, 2)), (True, BroughtIn(0, 1, 1, 2))):
        done = import_participants(
            programme=cast.programme, lines=lines, change=change, by=cast.amina
        )
        assert done == expected
