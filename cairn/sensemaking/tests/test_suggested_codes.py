"""Codes suggested by machine: apart from what counts until a person answers; all words made up."""

import pytest

from cairn.sensemaking import actions, queries, tasks
from cairn.sensemaking.choices import RunState, SuggestionState
from cairn.sensemaking.models import CodeSuggestion, Coding, SuggestionRun
from cairn.sensemaking.tests.factories import make_code, make_contribution, words_of

ROOM = "/p/winter-review/sense/"


@pytest.fixture(autouse=True)
def without_model(monkeypatch, tmp_path):
    """Words alone compare texts, so that results do not hang on what is set up here."""
    monkeypatch.setenv("CAIRN_VECTORS", str(tmp_path))


@pytest.fixture
def run(cast):
    make_code(cast.programme, "Parking", definition="Spaces for cars")
    food = make_code(cast.programme, "Food", definition="Meals in the canteen")
    make_contribution(cast.programme, "Parking took an hour because the spaces were full")
    make_contribution(cast.programme, "The canteen served meals")
    row = tasks.start_suggesting_codes(codebook=food.codebook, by=cast.ben)
    actions.suggest_codes(pk=row.pk)
    row.refresh_from_db()
    return row


def first_open():
    return CodeSuggestion.objects.filter(code__name="Parking", contribution__number=1).get()


def test_reading_stores_suggestions_apart(cast, run):
    assert (run.state, run.progress) == (RunState.DONE, 100)
    best = [
        queries.codes_offered(cast.ben, cast.programme, row.version)[0].code.name
        for row in CodeSuggestion.objects.order_by("contribution__number", "-score")[::2]
    ]
    assert best == ["Parking", "Food"]
    assert Coding.objects.count() == 0


def test_accepting_codes_as_that_person(cast, client_of, run):
    row = first_open()
    answer = client_of(cast.carys).post(f"{ROOM}suggested-codes/{row.pk}/accept/")
    assert answer.status_code == 302
    coding = Coding.objects.get()
    assert (coding.by, coding.code.name) == (cast.carys, "Parking")
    row.refresh_from_db()
    assert (row.state, row.answered_by) == (SuggestionState.KEPT, cast.carys)


def test_accepting_can_be_undone(cast, run):
    actions.accept_code(suggestion=first_open(), by=cast.ben)
    actions.undo_step(step=queries.last_step(cast.ben, cast.programme), by=cast.ben)
    assert Coding.objects.count() == 0
    assert first_open().state == SuggestionState.OPEN


def test_rejecting_lowers_the_code_the_next_time(cast, client_of, run):
    row = first_open()
    client_of(cast.ben).post(f"{ROOM}suggested-codes/{row.pk}/reject/")
    before = row.score
    again = tasks.start_suggesting_codes(codebook=row.code.codebook, by=cast.ben)
    actions.suggest_codes(pk=again.pk)
    after = again.suggested_codes.filter(code=row.code, contribution=row.contribution).first()
    assert (after.score if after else 0.0) < before
    assert Coding.objects.count() == 0


def test_answering_twice_is_refused(cast, run):
    row = first_open()
    actions.reject_code(suggestion=row, by=cast.ben)
    with pytest.raises(actions.Conflict):
        actions.accept_code(suggestion=row, by=cast.carys)


def test_withdrawal_takes_suggestions_away(cast, run):
    contribution = first_open().contribution
    actions.follow_withdrawal(contribution=contribution, by=cast.ben)
    assert not CodeSuggestion.objects.filter(contribution=contribution).exists()


def test_reading_page_offers_codes_as_a_machines(cast, client_of, run):
    contribution = first_open().contribution
    page = client_of(cast.ben).get(f"{ROOM}read/{contribution.pk}/").content.decode()
    assert page.count("Suggested by machine") == 1
    assert page.count(f"{ROOM}suggested-codes/{first_open().pk}/accept/") == 1


def test_asking_when_there_is_nothing_to_read(cast, client_of):
    code = make_code(cast.programme)
    address = f"{ROOM}codebooks/{code.codebook_id}/suggest/"
    page = client_of(cast.ben).post(address, follow=True).content.decode()
    assert "There is nothing to read yet" in page
    assert SuggestionRun.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_what_to_code_next_asks_the_same_number_of_queries(
    cast, client_of, django_assert_num_queries, rows
):
    code = make_code(cast.programme, "Parking")
    made = [make_contribution(cast.programme, f"No spaces, row {at}") for at in range(rows)]
    SuggestionRun.objects.create(
        programme=cast.programme, suggester="codes", state=RunState.DONE, made_by=cast.ben,
        parameters={"codebook": code.codebook_id, "next": [str(row.pk) for row in made]},
    )  # fmt: skip
    client = client_of(cast.ben)
    with django_assert_num_queries(11):
        page = client.get(f"{ROOM}code-next/").content.decode()
    assert page.count("No spaces, row") == rows


def test_another_organisation_sees_nothing(cast, client_of, run):
    dev, row = client_of(cast.dev), first_open()
    assert dev.get(f"{ROOM}code-next/").status_code == 404
    for address in ("accept", "reject"):
        assert dev.post(f"{ROOM}suggested-codes/{row.pk}/{address}/").status_code == 404
    assert dev.post(f"{ROOM}codebooks/{row.code.codebook_id}/suggest/").status_code == 404
    row.refresh_from_db()
    assert row.state == SuggestionState.OPEN
    assert words_of(row.contribution) == row.version
