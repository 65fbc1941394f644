from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cairn.audit.models import Entry
from cairn.people.actions.organisations import Refused, add_organisation, edit_organisation
from cairn.people.models import Organisation
from cairn.people.queries import organisations_called, path_to

SAMPLE = Path(__file__).parents[3] / "samples" / "organisations" / "made-up-organisations.csv"


def load(tmp_path, text):
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    call_command("load_organisations", str(file))


def tree():
    rows = Organisation.objects.values_list("ods_code", "parent__ods_code")
    return dict(rows.exclude(ods_code=""))


def test_sample_is_loaded_and_the_second_time_changes_nothing(db, capsys):
    call_command("load_organisations", str(SAMPLE))
    call_command("load_organisations", str(SAMPLE))
    assert tree() == {
        "ZZV00": None, "ZZV01": "ZZV00", "ZZV11": "ZZV01", "ZZV12": "ZZV01", "ZZC01": None,
        "ZZC11": "ZZC01",
    }  # fmt: skip
    assert capsys.readouterr().out.splitlines() == [
        "6 new, 0 changed, 0 as they were; 1 closed ones left out",
        "0 new, 0 changed, 6 as they were; 1 closed ones left out",
    ]
    assert Entry.objects.get(action="load_organisations", detail__new=6).actor_id is None


def test_load_finds_the_columns_by_their_headings(db, tmp_path):
    load(tmp_path, "Name,Town,ODS code\nA,X,a1\n")
    assert list(Organisation.objects.values_list("ods_code", "name")) == [("A1", "A")]


def test_load_when_it_has_headings_marks_closed_ones_and_moves(db, tmp_path):
    Organisation.objects.create(name="By hand")
    head = "ODS code,Name,Close date,Parent\n"
    load(tmp_path, head + "a1,A,,\nb1,B,,A1\nc1,C,,\n")
    load(tmp_path, "\ufeff" + head + "A1,New name,,\nB1,B,20260331,C1\n")
    assert tree() == {"A1": None, "B1": "C1", "C1": None}
    rows = Organisation.objects.order_by("pk").values_list("name", "closed_on")
    assert list(rows) == [
        ("By hand", None), ("New name", None), ("B", date(2026, 3, 31)), ("C", None)
    ]  # fmt: skip


def test_load_when_the_list_goes_round_leaves_those_where_they_are(db, tmp_path, capsys):
    load(tmp_path, "ODS code,Name,Parent\nA1,A,C1\nB1,B,A1\nC1,C,B1\n")
    assert tree() == {"A1": "C1", "B1": "A1", "C1": None}
    assert "1 stay where they are" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ODS code,Town\nA1,X\n", "row 1 names no column for the name"),
        ("ODS code,Name\nA1,A\nB 1,B\n", "row 3 has no name or no code"),
        ("ODS code,Name,Closed\nA1,A,soon\n", "row 2 has a closing day"),
        (b"ODS code,Name\nA1,\xff\n", "can't decode byte 0xff"),
    ],
)
def test_load_when_a_row_is_bad_changes_nothing(db, tmp_path, text, said):
    with pytest.raises(CommandError, match=said):
        load(tmp_path, text)
    assert Organisation.objects.count() == 0


def test_load_when_there_is_no_file(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_organisations", str(tmp_path / "absent"))


def test_an_organisation_is_never_below_itself(cast):
    top = add_organisation(name="Top", by=cast.lowri)
    middle = add_organisation(name="Middle", parent=top, by=cast.lowri)
    leaf = add_organisation(name="Leaf", parent=middle, by=cast.lowri)
    assert path_to(cast.lowri, leaf) == [top, middle]
    for below in (top, middle, leaf):
        with pytest.raises(Refused, match="cannot be below itself"):
            edit_organisation(organisation=top, parent=below, by=cast.lowri)
    edit_organisation(organisation=leaf, parent=top, by=cast.lowri)
    edit_organisation(organisation=top, parent=None, by=cast.lowri)
    assert path_to(cast.lowri, Organisation.objects.get(name="Leaf")) == [top]


def test_a_code_stands_once(cast):
    row = add_organisation(name="A", ods_code="ZZ1", by=cast.lowri)
    with pytest.raises(Refused, match="Another organisation has this code"):
        add_organisation(name="B", ods_code="zz1", by=cast.lowri)
    edit_organisation(organisation=row, ods_code="ZZ1", name="C", by=cast.lowri)
    assert Organisation.objects.get(ods_code="ZZ1").name == "C"


def test_a_closed_organisation_is_meant_only_where_no_open_one_is_so_called(cast):
    closed = add_organisation(name="Ward", closed_on=date(2020, 1, 1), by=cast.lowri)
    assert organisations_called(cast.lowri, ["ward"]) == {"ward": [closed.pk]}
    twin = add_organisation(name="WARD", by=cast.lowri)
    assert organisations_called(cast.lowri, ["ward", "x"]) == {"ward": [twin.pk], "x": []}
