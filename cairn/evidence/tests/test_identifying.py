import re

import pytest

from cairn.analysis.redaction import KINDS
from cairn.audit.models import Entry
from cairn.evidence.actions import (
    Conflict,
    accept_flags,
    find_identifying_words,
    reject_flag,
    reopen_flag,
)
from cairn.evidence.choices import IdentifierKind
from cairn.evidence.models import Flag
from cairn.evidence.tasks import look_again
from cairn.evidence.tests.factories import text_of

pytestmark = pytest.mark.usefixtures("own_data_folder")

HERE = "/p/winter-review/evidence/identifying/"
SAID = "Thanks to Priya on Ward 7, she was kind."


def flags_in(contribution):
    rows = Flag.objects.filter(version__contribution=contribution).order_by("start")
    return [(flag.kind, flag.start, flag.end, flag.answer) for flag in rows]


def shown(page):
    return re.sub(r"\s+", " ", page.content.decode())


def test_arriving_words_are_looked_through(said):
    named, plain = said(SAID, "The food was cold.")
    assert flags_in(named) == [("name", 10, 15, "waiting"), ("ward", 19, 25, "waiting")]
    assert flags_in(plain) == []


def test_every_kind_has_its_words():
    assert {one.value for one in IdentifierKind} == set(KINDS)


def test_accepting_one_leaves_the_other_waiting(cast, said):
    (row,) = said(SAID)
    name = Flag.objects.get(kind="name")
    accept_flags(version=name.version, flags=[name.pk], by=cast.amina)
    assert text_of(row) == "Thanks to [name] on Ward 7, she was kind."
    name.refresh_from_db()
    assert (name.answer, name.answered_by) == ("accepted", cast.amina)
    ward = Flag.objects.get(kind="ward")
    assert text_of(row)[ward.start : ward.end] == "Ward 7"
    assert Entry.objects.filter(action="redact_contribution").count() == 1


def test_accepting_twice_changes_nothing(cast, said):
    (row,) = said(SAID)
    name = Flag.objects.get(kind="name")
    accept_flags(version=name.version, flags=[name.pk], by=cast.amina)
    with pytest.raises(Conflict):
        accept_flags(version=name.version, flags=[name.pk], by=cast.amina)
    assert row.versions.count() == 2


def test_words_of_welsh_are_replaced_in_welsh(cast, said):
    (row,) = said("Diolch i Siân am bopeth, roedd y gofal yn wych iawn.")
    accept_flags(version=row.versions.get(), by=cast.amina)
    assert text_of(row) == "Diolch i [enw] am bopeth, roedd y gofal yn wych iawn."


def test_what_was_rejected_is_not_suggested_again(cast, said, run_tasks):
    (row,) = said(SAID)
    name = reject_flag(flag=Flag.objects.get(kind="name"), by=cast.amina)
    look_again(programme=cast.programme, by=cast.amina)
    run_tasks()
    assert flags_in(row) == [("name", 10, 15, "rejected"), ("ward", 19, 25, "waiting")]
    with pytest.raises(Conflict):
        reject_flag(flag=name, by=cast.amina)
    assert reopen_flag(flag=name, by=cast.amina).answered_at is None
    assert [entry.action for entry in Entry.objects.order_by("pk")][-3:] == [
        "reject_flag", "ask_to_look_again", "reopen_flag",
    ]  # fmt: skip


def test_looking_twice_adds_nothing(said):
    (row,) = said(SAID)
    before = flags_in(row)
    find_identifying_words(contribution_ids=[row.pk])
    assert flags_in(row) == before


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often(
    cast, client_of, said, django_assert_num_queries, count
):  # fmt: skip
    said(*(f"Thanks to Priya and {name}." for name in ("Agnieszka", "Siân", "Kwame")[:count]))
    client = client_of(cast.amina)
    client.get(HERE)
    with django_assert_num_queries(7):
        page = client.get(HERE)
    assert shown(page).count("<article") == count


def test_page_marks_the_words_and_says_what_is_missed(cast, client_of, said):
    said(SAID)
    page = shown(client_of(cast.amina).get(HERE))
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == ["Priya", "Ward 7"]
    assert "about 7 in 100 still did" in page


def test_page_when_nothing_waits(cast, client_of, said):
    said("The food was cold.")
    page = shown(client_of(cast.amina).get(HERE, {"kind": "nonsense", "page": "x", "answer": "x"}))
    assert "Nothing waits for an answer here" in page


def test_answers_on_the_page(cast, client_of, said):
    (row,) = said(SAID)
    client = client_of(cast.amina)
    name, ward = Flag.objects.order_by("start")
    client.post(f"{HERE}{ward.pk}/", {"answer": "reject"})
    client.post(f"{HERE}{name.pk}/", {"answer": "accept"})
    assert text_of(row) == "Thanks to [name] on Ward 7, she was kind."
    assert "Ward 7</mark>" in shown(client.get(HERE, {"answer": "rejected"}))
    client.post(f"{HERE}{ward.pk}/", {"answer": "reopen"})
    client.post(f"/p/winter-review/evidence/{row.pk}/identifying/")
    assert text_of(row) == "Thanks to [name] on [ward], she was kind."
    page = client.post(f"/p/winter-review/evidence/{row.pk}/identifying/", follow=True)
    assert "answered in the meantime" in shown(page)
    assert client.post(f"{HERE}{name.pk}/", {"answer": "reject"}).status_code == 404


def test_looking_again_on_the_page(cast, client_of, said, run_tasks):
    said(SAID)
    Flag.objects.all().delete()
    client_of(cast.amina).post(HERE + "look/")
    assert run_tasks() == 2  # for words that identify, and for harm
    assert Flag.objects.count() == 2


def test_front_page_says_how_many_wait(cast, client_of, said):
    said(SAID)
    words = "Answer 2 suggestions of words that may identify somebody"
    assert words in shown(client_of(cast.amina).get("/p/winter-review/"))
    assert words not in shown(client_of(cast.ben).get("/p/winter-review/"))


def test_another_programme_shows_and_changes_nothing(cast, client_of, said):
    """Dev leads another programme, whose words are flagged too."""
    (row,) = said(SAID)
    flag = Flag.objects.first()
    dev = client_of(cast.dev)
    for address in (HERE, f"{HERE}{flag.pk}/", f"{HERE}look/", f"/p/winter-review/evidence/{row.pk}/identifying/"):  # fmt: skip
        for ask in (dev.get, dev.post):
            assert ask(address).status_code in (404, 405)
    assert client_of(cast.ben).get(HERE).status_code == 404
    assert text_of(row) == SAID
