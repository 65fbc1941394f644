import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairn.evidence.actions import Terms, add_contributions, withdraw_contribution
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution, Import, SavedMapping
from cairn.evidence.tests.factories import bring_in, make_contributions, receive, survey, text_of

pytestmark = pytest.mark.usefixtures("own_data_folder")

HOME = "/p/winter-review/evidence/"


def text_in(page):
    return re.sub(r"\s+", " ", page.content.decode())


def test_index_when_empty(cast, client_of):
    page = client_of(cast.ben).get(HOME)
    assert page.status_code == 200
    assert "Nothing has been gathered yet" in text_in(page)


@pytest.mark.parametrize("count", [1, 3])
def test_index_asks_the_database_as_often(cast, client_of, django_assert_num_queries, count):
    make_contributions(cast.programme, cast.ben, count)
    client = client_of(cast.ben)
    client.get(HOME)
    with django_assert_num_queries(14):
        page = client.get(HOME)
    assert text_in(page).count("<article") == count


@pytest.mark.parametrize("count", [1, 3])
def test_imports_ask_the_database_as_often(cast, client_of, django_assert_num_queries, count):
    for number in range(count):
        receive(cast.programme, cast.ben, survey(1, start=number))
    client = client_of(cast.ben)
    with django_assert_num_queries(6):
        page = client.get(HOME + "files/")
    assert text_in(page).count("made-up.csv") == count


def test_index_when_searched_and_filtered(cast, client_of):
    make_contributions(cast.programme, cast.ben, 3)
    client = client_of(cast.ben)
    page = text_in(client.get(HOME, {"words": "calm", "role_band": "Nurse"}))
    assert ("kept us calm" in page, "rota" in page) == (True, False)
    page = text_in(client.get(HOME, {"words": "nowhere"}))
    assert "Nothing here fits" in page
    assert client.get(HOME, {"page": "x", "question": "x", "received_from": "x"}).status_code == 200


def test_index_when_long(cast, client_of):
    drafts = [Draft(text=f"Thought {number}") for number in range(60)]
    add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    client = client_of(cast.ben)
    first, second = (text_in(client.get(HOME, {"page": n, "sort": "newest"})) for n in (1, 2))
    assert (first.count("<article"), second.count("<article")) == (50, 10)
    assert "?sort=newest&amp;page=2" in first


def test_add(cast, client_of):
    form = {"text": "We met daily.", "channel": "typed", "consent": "analysis", "sector": "Acute"}
    client = client_of(cast.ben)
    made = client.post(HOME + "add/", form)
    row = Contribution.objects.get()
    assert made.url == f"{HOME}{row.pk}/"
    assert (text_of(row), row.sector) == ("We met daily.", "Acute")
    assert client.post(HOME + "add/", form).url == HOME
    assert Contribution.objects.count() == 1


def test_add_when_several(cast, client_of):
    form = {
        "text": "One\nmore\n\nTwo\n \n\nOne",
        "several": "on",
        "channel": "email",
        "consent": "none",
    }
    client_of(cast.ben).post(HOME + "add/", form)
    rows = Contribution.objects.order_by("number")
    assert [text_of(row) for row in rows] == ["One\nmore", "Two", "One"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": "  "}, "Type or paste what was said."),
        ({"consent": "anonymous_quote"}, "Say how you know"),
        ({"attributed_name": "Nia"}, "A name needs the consent"),
        ({"several": "on", "person": "x"}, "One key or name cannot stand for several people."),
        ({"received_on": "soon"}, "valid date"),
    ],
)
def test_add_when_something_is_wrong(cast, client_of, wrong, message):
    form = {"text": "Kept words", "channel": "typed", "consent": "analysis"} | wrong
    page = client_of(cast.ben).post(HOME + "add/", form)
    assert message in text_in(page)
    assert "<title>Error:" in text_in(page)
    assert Contribution.objects.count() == 0


def test_contribution_page(cast, client_of):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    page = text_in(client_of(cast.rhys).get(f"{HOME}{row.pk}/"))
    assert "We met every morning and it kept us calm." in page
    assert "Withdraw" not in page
    assert "Withdraw" in text_in(client_of(cast.amina).get(f"{HOME}{row.pk}/"))


def test_contribution_page_escapes_words(cast, client_of):
    add_contributions(
        programme=cast.programme, drafts=[Draft(text="<script>alert(1)</script>")], terms=Terms(),
        by=cast.ben,
    )  # fmt: skip
    for address in (HOME, f"{HOME}{Contribution.objects.get().pk}/"):
        page = text_in(client_of(cast.ben).get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_file_from_upload_to_done(cast, client_of, run_tasks):
    client = client_of(cast.ben)
    file = SimpleUploadedFile("made-up.csv", survey(3).encode())
    assert client.post(HOME + "files/add/", {"file": file}).status_code == 302
    row = Import.objects.get()
    address = f"{HOME}files/{row.pk}/"
    page = text_in(client.get(address + "columns/"))
    assert "Made up: thought number 3" in page
    form = {
        "use_0": "person", "use_1": "role_band", "use_2": "words", "question_from": "one",
        "question": "What helped?", "consent": "analysis", "save_as": "Yearly",
    }  # fmt: skip
    client.post(address + "columns/", form)
    assert "The rows are being read" in text_in(client.get(address))
    run_tasks()
    assert "Nothing has been added yet" in text_in(client.get(address))
    client.post(address + "start/")
    run_tasks()
    assert [one.question.text for one in Contribution.objects.all()] == ["What helped?"] * 3
    assert "Undo this file" in text_in(client.get(address))
    client.post(address + "undo/")
    assert (Contribution.objects.count(), SavedMapping.objects.count()) == (0, 1)


def test_columns_when_a_mapping_was_saved(cast, client_of, run_tasks):
    test_a_file_from_upload_to_done(cast, client_of, run_tasks)
    row = receive(cast.programme, cast.ben, survey(1))
    saved = SavedMapping.objects.get()
    page = text_in(client_of(cast.ben).get(f"{HOME}files/{row.pk}/columns/?saved={saved.pk}"))
    assert 'value="person" selected' in page
    assert "What helped?" in page


def test_columns_when_no_words_are_chosen(cast, client_of):
    row = receive(cast.programme, cast.ben, survey(1))
    form = {f"use_{n}": "leave_out" for n in range(3)} | {
        "question_from": "none",
        "consent": "none",
    }
    page = client_of(cast.ben).post(f"{HOME}files/{row.pk}/columns/", form)
    assert "Choose at least one column" in text_in(page)


def test_upload_when_the_file_is_bad(cast, client_of):
    file = SimpleUploadedFile("<b>.xlsx", b"PK\x03\x04 but nothing else")
    page = client_of(cast.ben).post(HOME + "files/add/", {"file": file})
    assert "<title>Error:" in text_in(page)
    assert Import.objects.count() == 0


def test_reading_a_document_by_turns(cast, client_of):
    row = receive(cast.programme, cast.ben, "Nia: Yes.\nHost: Why?\nNia: It helped.\n", "talk.txt")
    client = client_of(cast.ben)
    address = f"{HOME}files/{row.pk}/"
    assert "Leave out what these people said" in text_in(client.get(address + "reading/"))
    client.post(address + "reading/", {"split": "turn", "leave_out_speakers": ["Host"]})
    page = text_in(client.get(address + "columns/"))
    assert ("It helped." in page, "Why?" in page) == (True, False)


def test_refused_rows_are_listed_by_number(cast, client_of):
    row = bring_in(cast.programme, cast.ben, "Answer,Id\nYes,1\n ,2\n", Answer="words")
    page = text_in(client_of(cast.ben).get(f"{HOME}files/{row.pk}/"))
    assert '<td class="cairn-number">3</td><td>The columns of words are empty.</td>' in page


def test_redact_page(cast, client_of):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    client = client_of(cast.amina)
    form = {"version": 1, "words": "MORNING", "places": "0-2"}
    page = text_in(client.post(f"{HOME}{row.pk}/redact/", form))
    assert "[…] met every […] and it kept us calm." in page
    assert text_of(row).startswith("We met")
    client.post(f"{HOME}{row.pk}/redact/", form | {"confirmed": "yes"})
    assert text_of(row) == "[…] met every […] and it kept us calm."
    stale = client.post(f"{HOME}{row.pk}/redact/", form | {"words": "", "confirmed": "yes"})
    assert stale.url == f"{HOME}{row.pk}/redact/"


@pytest.mark.parametrize(
    "wrong", [{}, {"words": "absent"}, {"places": "9"}, {"places": "5-5"}, {"places": "0-999"}]
)
def test_redact_page_when_nothing_is_chosen(cast, client_of, wrong):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    page = client_of(cast.amina).post(f"{HOME}{row.pk}/redact/", {"version": 1} | wrong)
    assert "<title>Error:" in text_in(page)
    assert "What will stand" not in text_in(page).split("nhsuk-button")[0]


def test_withdraw_page(cast, client_of):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    client = client_of(cast.amina)
    assert "Nobody has to give a reason" in text_in(client.get(f"{HOME}{row.pk}/withdraw/"))
    client.post(f"{HOME}{row.pk}/withdraw/")
    page = text_in(client.get(f"{HOME}{row.pk}/"))
    assert ("The words are gone" in page, "calm" in page) == (True, False)
    assert "The words are gone" in text_in(client.get(HOME))


# Of 22 people in two hidden rows anybody could be 1 to 21. Of 18 a reader who takes both rows for small
# ones would have each at 8 to 10, so that total goes too.
@pytest.mark.parametrize(("nurses", "total"), [(19, "22"), (15, "*")])
def test_coverage_page_passes_the_gate(cast, client_of, nurses, total):
    drafts = [
        Draft(text=f"T{n}", person=str(n), role_band=role, sector="Acute")
        for n, role in enumerate(["Nurse"] * nurses + ["Cook"] * 3)
    ]
    add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    page = text_in(client_of(cast.ben).get(HOME + "heard/"))
    numbers = re.findall(r'<td class="cairn-number[^>]*>([^<]*)</td>', page)
    assert numbers == ["*", "*", "*", "*", total, total]
    withdraw_contribution(contribution=Contribution.objects.first(), by=cast.amina)
    assert client_of(cast.ben).get(HOME + "heard/?across=password").status_code == 200


def test_front_page_shows_the_stone(cast, client_of):
    make_contributions(cast.programme, cast.ben, 12)
    page = text_in(client_of(cast.ben).get("/p/winter-review/"))
    assert (
        '<span class="cairn-stone__number">12</span> <span class="cairn-stone__unit">people heard'
        in page
    )


def addresses(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    file = receive(cast.programme, cast.ben, survey(1))
    inner = ["", "add/", "heard/", "files/", "files/add/"]
    inner += [f"{row.pk}/{rest}" for rest in ("", "redact/", "withdraw/")]
    inner += [f"files/{file.pk}/{rest}" for rest in ("", "reading/", "columns/", "start/", "undo/")]
    return inner


def test_pages_when_of_another_organisation(cast, client_of):
    client = client_of(cast.dev)
    for rest in addresses(cast):
        for slug in ("winter-review", "dev-review"):
            if slug == "dev-review" and not re.search(r"\d", rest):
                continue
            address = f"/p/{slug}/evidence/{rest}"
            for page in (client.get(address), client.post(address)):
                assert page.status_code in (404, 405), address
                assert "calm" not in text_in(page)
    assert Contribution.objects.get().withdrawn_at is None


def test_pages_when_a_reader_may_not_write(cast, client_of):
    client = client_of(cast.rhys)
    writing = r"(add|redact|withdraw|reading|columns|start|undo)/$"
    pages = {rest: client.post(HOME + rest).status_code for rest in addresses(cast)}
    assert {code for rest, code in pages.items() if re.search(writing, rest)} == {404}
    assert {code for rest, code in pages.items() if not re.search(writing, rest)} == {405}
    assert Contribution.objects.get().withdrawn_at is None
