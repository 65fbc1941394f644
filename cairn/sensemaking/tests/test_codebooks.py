import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairn.catalogue.shelves import framework
from cairn.design.exporters import write_table
from cairn.evidence.actions import Noticed, record_flags
from cairn.evidence.choices import Purpose
from cairn.sensemaking import actions
from cairn.sensemaking.importers import CodeRow, UnreadableCodebook, read_codebook
from cairn.sensemaking.models import Code, Codebook, Coding, Step
from cairn.sensemaking.tests.factories import make_code, make_contribution, make_excerpt_row

ROOM = "/p/winter-review/sense/"


def coded(programme, code, by, start=0, end=5, contribution=None):
    excerpt = make_excerpt_row(contribution or make_contribution(programme), by, start, end)
    return Coding.objects.create(programme=programme, excerpt=excerpt, code=code, by=by)


def undo_last(by):
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=by)


def test_codebook_from_a_framework_keeps_keys_and_both_languages(cast):
    source = framework("six-domains")
    book = actions.make_codebook_from(programme=cast.programme, framework=source, by=cast.ben)
    rows = [(code.key, code.name, code.name_cy) for code in book.codes.all()]
    assert rows == [(item.code, item.name.en, item.name.cy) for item in source.items]
    assert (book.framework, book.framework_version) == ("six-domains", source.version)
    undo_last(cast.ben)
    assert (Codebook.objects.count(), Code.objects.count()) == (0, 0)


def test_merge_moves_codings_and_undo_takes_them_back(cast):
    old, new = make_code(cast.programme, "Old"), make_code(cast.programme, "New")
    child = make_code(cast.programme, "Child", parent=old)
    first = coded(cast.programme, old, cast.ben)
    second = coded(cast.programme, old, cast.carys)
    twice = Coding.objects.create(
        programme=cast.programme, excerpt=first.excerpt, code=new, by=cast.ben
    )
    before = sorted(Coding.objects.values_list("pk", "code_id"))
    actions.merge_codes(code=old, into=new, by=cast.amina)
    child.refresh_from_db()
    after = sorted(Coding.objects.values_list("pk", "code_id"))
    assert after == sorted([(second.pk, new.pk), (twice.pk, new.pk)])
    assert (child.parent, old.merged_into) == (new, new)
    undo_last(cast.amina)
    old.refresh_from_db()
    assert sorted(Coding.objects.values_list("pk", "code_id")) == before
    assert (old.merged_into, old.retired_at) == (None, None)


def test_merge_into_a_code_below_is_refused(cast):
    top = make_code(cast.programme, "Top")
    with pytest.raises(actions.Refused, match="cannot be merged"):
        actions.merge_codes(
            code=top, into=make_code(cast.programme, "Low", parent=top), by=cast.ben
        )


def test_split_moves_the_chosen_codings(cast):
    code = make_code(cast.programme)
    rows = [coded(cast.programme, code, cast.ben) for _ in range(3)]
    chosen = Coding.objects.filter(pk__in=[rows[0].pk, rows[2].pk])
    new = actions.split_code(code=code, name="Nights", codings=chosen, by=cast.ben)
    assert [row.pk for row in new.codings.all()] == [rows[0].pk, rows[2].pk]
    undo_last(cast.ben)
    assert (code.codings.count(), Code.objects.count()) == (3, 1)


def test_edit_with_a_stale_revision_overwrites_nothing(cast):
    code = make_code(cast.programme)
    change = {"definition": "", "parent": None}
    actions.edit_code(code=code, revision=1, name="Daily huddles", by=cast.ben, **change)
    with pytest.raises(actions.Conflict):
        actions.edit_code(code=code, revision=1, name="Meetings", by=cast.carys, **change)
    assert Code.objects.get().name == "Daily huddles"


def test_a_code_cannot_stand_under_itself(cast):
    top = make_code(cast.programme, "Top")
    low = make_code(cast.programme, "Low", parent=top)
    with pytest.raises(actions.Refused, match="under itself"):
        actions.edit_code(code=top, revision=1, name="Top", definition="", parent=low, by=cast.ben)


def test_retired_code_lifts_what_stood_under_it_and_keeps_codings(cast):
    top = make_code(cast.programme, "Top")
    low = make_code(cast.programme, "Low", parent=top)
    row = coded(cast.programme, top, cast.ben)
    actions.retire_code(code=top, by=cast.ben)
    low.refresh_from_db()
    assert (low.parent, list(top.codings.all())) == (None, [row])


def test_move_changes_places_with_the_neighbour(cast):
    rows = [make_code(cast.programme, name) for name in "abc"]
    actions.move_code(code=rows[2], up=True, by=cast.ben)
    actions.move_code(code=rows[0], up=True, by=cast.ben)
    assert [code.name for code in Code.objects.order_by("order")] == ["a", "c", "b"]


def test_import_adds_only_what_is_new_and_nests_it(cast):
    book = make_code(cast.programme, "huddles").codebook
    rows = [CodeRow("Huddles"), CodeRow("Nights", "After dark", "People"), CodeRow("People")]
    assert actions.import_codes(codebook=book, rows=rows, by=cast.ben) == 2
    found = [(code.name, getattr(code.parent, "name", "")) for code in book.codes.all()]
    assert found == [("huddles", ""), ("Nights", "People"), ("People", "")]
    undo_last(cast.ben)
    assert [code.name for code in book.codes.all()] == ["huddles"]


def test_read_codebook_of_other_tools():
    semicolons = "\ufefftag;description\r\ncare;\r\ncare.nights;After dark\r\n;left out\r\n"
    assert read_codebook(semicolons.encode()) == [
        CodeRow("care"), CodeRow("care.nights", "After dark", "care"),
    ]  # fmt: skip
    assert read_codebook("name,parent\nGwely,Tŷ\nTŷ,\n".encode()) == [
        CodeRow("Gwely", "", "Tŷ"), CodeRow("Tŷ"),
    ]  # fmt: skip
    assert read_codebook("name\ncaf\xe9\n".encode("cp1252")) == [CodeRow("café")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "No column"), (b"colour\nred\n", "No column"), (b"name\n\n", "no codes"),
        (b"PK\x00\x01", "not a CSV"), (b"name\n" + b"x" * 200, "longer than 150"),
        (b"name\n" + b"x" * 1_000_001, "larger than 1 MB"),
    ],
)  # fmt: skip
def test_read_codebook_when_unreadable(data, said):
    with pytest.raises(UnreadableCodebook, match=said):
        read_codebook(data)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\t=1"])
def test_files_run_no_formula(cell):
    assert (
        write_table("csv", ["a"], [[cell]]).decode("utf-8-sig").splitlines()[1].strip('"')
        == f"'{cell}"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(write_table("xlsx", ["a"], [[cell]]))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (cell, "s")


def test_exported_codebook_comes_back_the_same(cast, client_of):
    top = make_code(cast.programme, "Tŷ", definition="=home")
    make_code(cast.programme, "Nights", parent=top)
    answer = client_of(cast.rhys).get(f"{ROOM}codebooks/{top.codebook_id}/codebook.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="codebook-{top.codebook_id}.csv"'
    assert read_codebook(answer.content) == [CodeRow("Tŷ", "'=home"), CodeRow("Nights", "", "Tŷ")]


def test_coded_passages_as_files_for_those_who_may_export(cast, client_of):
    contribution = make_contribution(cast.programme, role_band="Nurse")
    code = make_code(cast.programme)
    coded(cast.programme, code, cast.ben, 0, 21, contribution)
    address = f"{ROOM}codebooks/{code.codebook_id}/coded.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(client_of(cast.amina).get(address).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:7] == ("Our codes", "Huddles", "We met every morning.", 1, 0, 21, "Ben")
    assert client_of(cast.ben).get(address).status_code == 404
    place = {contribution.versions.get(): [Noticed("abuse", 0, 21, 0.9)]}
    record_flags(purpose=Purpose.HARM, engine="made up", found=place)
    sheet = openpyxl.load_workbook(io.BytesIO(client_of(cast.amina).get(address).content)).active
    assert sheet.max_row == 1


def test_pages_make_change_merge_split_and_retire(cast, client_of):
    client = client_of(cast.ben)
    client.post(f"{ROOM}codebooks/add/", {"name": "Mine", "purpose": "codes"})
    book = Codebook.objects.get()
    for name in ("One", "Two"):
        client.post(f"{ROOM}codebooks/{book.pk}/add/", {"name": name})
    one, two = book.codes.all()
    row = coded(cast.programme, one, cast.ben)
    client.post(f"{ROOM}codes/{one.pk}/split/", {"name": "Three", "rows": [row.pk]})
    three = Code.objects.get(name="Three")
    client.post(f"{ROOM}codes/{three.pk}/merge/", {"into": two.pk})
    client.post(f"{ROOM}codes/{one.pk}/edit/", {"name": "First", "revision": 1, "parent": two.pk})
    client.post(f"{ROOM}codes/{two.pk}/memo/", {"text": "Look at nights"})
    page = client.get(f"{ROOM}codebooks/{book.pk}/").content.decode()
    assert page.index("Two") < page.index("First")
    assert "Look at nights" in client.get(f"{ROOM}codes/{two.pk}/").content.decode()
    client.post(f"{ROOM}codes/{one.pk}/retire/")
    client.post(f"{ROOM}codebooks/{book.pk}/edit/", {"name": "Ours", "purpose": "domains"})
    book.refresh_from_db()
    assert (book.name, book.purpose) == ("Ours", "domains")
    assert [code.name for code in book.codes.filter(retired_at=None)] == ["Two"]
    client.post(f"{ROOM}codebooks/{book.pk}/retire/")
    assert "There is no codebook yet" in client.get(f"{ROOM}codebooks/").content.decode()


def test_page_shows_both_texts_when_somebody_was_faster(cast, client_of):
    code = make_code(cast.programme, "Theirs", revision=2)
    answer = client_of(cast.ben).post(
        f"{ROOM}codes/{code.pk}/edit/", {"name": "Mine", "revision": 1}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<h3>Theirs</h3>" in page
    assert "<h3>Mine</h3>" in page
    assert Code.objects.get().name == "Theirs"


def test_bringing_in_a_file_from_the_page(cast, client_of):
    book = make_code(cast.programme).codebook
    client, address = client_of(cast.ben), f"{ROOM}codebooks/{book.pk}/import/"
    bad = client.post(address, {"file": SimpleUploadedFile("a.csv", b"colour\nred\n")})
    assert bad.status_code == 422
    assert "No column is called" in bad.content.decode()
    client.post(address, {"file": SimpleUploadedFile("a.csv", b"name\nNights\n")})
    assert [code.name for code in book.codes.all()] == ["Huddles", "Nights"]


def test_codebook_from_a_framework_on_the_page(cast, client_of):
    data = {"framework": "nine-headings", "purpose": "domains"}
    client_of(cast.ben).post(f"{ROOM}codebooks/from-framework/", data)
    assert (Codebook.objects.get().framework, Codebook.objects.get().codes.count()) == (
        "nine-headings",
        9,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_with_one_and_three_rows(
    cast, client_of, django_assert_num_queries, count
):
    code = make_code(cast.programme)
    for number in range(count):
        make_code(cast.programme, f"Code {number}")
        coded(cast.programme, code, cast.ben)
        Codebook.objects.create(programme=cast.programme, name=f"Book {number}")
    client = client_of(cast.ben)
    for address, queries in (
        ("codebooks/", 7), (f"codebooks/{code.codebook_id}/", 7), (f"codes/{code.pk}/", 10),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            assert client.get(ROOM + address).status_code == 200


def test_dev_reaches_no_codebook_of_ours(cast, client_of):
    code = make_code(cast.programme, "Private name")
    book, client = code.codebook_id, client_of(cast.dev)
    places = [
        f"codebooks/{book}/", f"codebooks/{book}/edit/", f"codebooks/{book}/codebook.csv",
        f"codebooks/{book}/coded.csv", f"codes/{code.pk}/",
    ]  # fmt: skip
    for slug in ("winter-review", "dev-review"):
        answers = [client.get(f"/p/{slug}/sense/{place}") for place in places]
        assert [answer.status_code for answer in answers] == [404] * 5
    assert client.post(f"/p/dev-review/sense/codes/{code.pk}/retire/").status_code == 404
    assert "Private name" not in client.get("/p/dev-review/sense/codebooks/").content.decode()
    assert Code.objects.get().retired_at is None
