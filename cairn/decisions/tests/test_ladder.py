from datetime import date

import pytest

from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.findings import link_theme
from cairn.decisions.choices import FLAGS
from cairn.decisions.models import Recommendation
from cairn.decisions.queries.ladder import ladder_for, ladder_rows
from cairn.decisions.tests.factories import (
    make_contribution,
    make_excerpt_of,
    make_finding,
    make_heading,
    make_recommendation,
    make_theme,
    make_words,
    retire,
)
from cairn.sensemaking.choices import Stance

DONE = {
    "action": "Open the ward door at seven.",
    "addressees": ["Estates"],
    "measure": "days on which it was open",
    "due_on": date(2030, 1, 1),
    "counter_note": "Read the ten answers on noise.",
    "inequality_note": "People who come by bus gain most.",
}


def codes(cast, item):
    return [flag.code for flag in ladder_for(cast.ben, cast.programme)[item.kind, item.pk]]


def supported(cast, item, **second):
    """Two people of different roles and organisations speak for `item`."""
    add_evidence(
        item=item, by=cast.ben,
        excerpt=make_words(cast.programme, "It was shut.", role_band="nurse", organisation="North"),
    )  # fmt: skip
    other = {"role_band": "porter", "organisation": "South"} | second
    add_evidence(item=item, excerpt=make_words(cast.programme, "I waited.", **other), by=cast.ben)
    return item


def test_ladder_when_nothing_is_missing(cast):
    row = make_recommendation(cast.programme, "Open the ward door at seven.", by=cast.ben, **DONE)
    supported(cast, row)
    assert codes(cast, row) == []
    assert ladder_rows(cast.ben, cast.programme) == []


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("addressees", "no_addressee"),
        ("measure", "no_measure"),
        ("due_on", "no_date"),
        ("counter_note", "no_counter_evidence"),
        ("inequality_note", "no_inequality"),
    ],
)
def test_ladder_when_one_field_is_empty(cast, missing, code):
    values = {**DONE, missing: {"addressees": [], "due_on": None}.get(missing, "")}
    row = make_recommendation(cast.programme, "Open the ward door at seven.", by=cast.ben, **values)
    supported(cast, row)
    assert codes(cast, row) == [code]


def test_ladder_when_one_action_is_two(cast):
    values = {**DONE, "action": "Open the door at seven and train every porter."}
    row = make_recommendation(cast.programme, "Open and train.", by=cast.ben, **values)
    supported(cast, row)
    (flag,) = ladder_for(cast.ben, cast.programme)[row.kind, row.pk]
    assert (flag.code, flag.detail) == ("several_actions", "Open; train")


def test_ladder_when_there_is_no_evidence_or_only_retired(cast):
    row = make_recommendation(cast.programme, "Open the ward door.", by=cast.ben, **DONE)
    assert codes(cast, row) == ["no_evidence"]
    gone = make_words(cast.programme, "Soon gone.")
    add_evidence(item=row, excerpt=gone, by=cast.ben)
    assert codes(cast, row) == ["one_person"]
    retire(gone)
    assert codes(cast, row) == ["no_evidence"]


def test_ladder_when_one_person_said_two_things(cast):
    row = make_recommendation(cast.programme, "Open the ward door.", by=cast.ben, **DONE)
    first = make_contribution(cast.programme, "It was shut.")
    second = make_contribution(cast.programme, "Shut again.", contributor=first.contributor)
    for said in (first, second):
        add_evidence(item=row, excerpt=make_excerpt_of(said), by=cast.ben)
    assert codes(cast, row) == ["one_person"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"role_band": "nurse"}, ["one_group"]),
        ({"organisation": "North"}, ["one_group"]),
        ({"role_band": "", "organisation": ""}, []),
    ],
)
def test_ladder_when_people_share_a_role_or_an_organisation(cast, second, expected):
    row = make_recommendation(cast.programme, "Open the ward door.", by=cast.ben, **DONE)
    supported(cast, row, **second)
    assert codes(cast, row) == expected


def test_ladder_when_evidence_comes_through_a_finding_and_its_theme(cast):
    finding = make_finding(
        cast.programme, "Doors decide who gets in.", by=cast.ben, inequality_note="Said above."
    )
    said = [
        make_words(cast.programme, "It was shut.", role_band="nurse"),
        make_words(cast.programme, "I waited.", role_band="porter"),
    ]
    link_theme(
        finding=finding, theme=make_theme(cast.programme, "Doors", *said, by=cast.ben), by=cast.ben
    )
    row = make_recommendation(
        cast.programme, "Open the ward door at seven.", by=cast.ben, **DONE, findings=[finding]
    )
    assert codes(cast, row) == []
    assert codes(cast, finding) == ["no_counter_evidence"]
    against = make_words(cast.programme, "Shut doors keep us warm.")
    add_evidence(item=finding, excerpt=against, stance=Stance.AGAINST, by=cast.ben)
    assert codes(cast, finding) == []


def test_ladder_when_two_say_nearly_the_same(cast):
    one = make_recommendation(
        cast.programme, "Open the ward door at seven every morning.", by=cast.ben
    )
    two = make_recommendation(
        cast.programme, "Open the ward door at seven on every morning.", by=cast.ben
    )
    make_recommendation(cast.programme, "Pay volunteers their bus fares.", by=cast.ben)
    found = ladder_for(cast.ben, cast.programme)
    others = {
        key[1]: flag.others
        for key, flags in found.items()
        for flag in flags
        if flag.code == "near_duplicate"
    }
    assert others == {one.pk: (two.pk,), two.pk: (one.pk,)}


def test_ladder_when_a_short_list_shares_only_a_word(cast):
    for text in (
        "Ward teams should decide on the day.",
        "Open the ward door at seven.",
        "Pay fares.",
    ):
        make_recommendation(cast.programme, text, by=cast.ben)
    found = ladder_for(cast.ben, cast.programme).values()
    assert [flag for flags in found for flag in flags if flag.code == "near_duplicate"] == []


def test_ladder_when_two_ask_for_the_same_in_other_words(cast):
    """The sentence model tells; where none is set up, words that both use have to."""
    one = make_recommendation(cast.programme, "Open the ward door at seven every day.", by=cast.ben)
    two = make_recommendation(
        cast.programme, "Every day, have the door of each ward open by seven.", by=cast.ben
    )
    make_recommendation(cast.programme, "Pay volunteers their bus fares.", by=cast.ben)
    found = ladder_for(cast.ben, cast.programme)
    alike = [(key[1], flag.code, flag.others) for key, flags in found.items() for flag in flags]
    assert [one_ for one_ in alike if one_[2]] == [
        (one.pk, "similar", (two.pk,)), (two.pk, "similar", (one.pk,))
    ]  # fmt: skip


def test_ladder_page_when_filtered_by_flag(cast, client_of):
    supported(cast, make_recommendation(cast.programme, "Has words.", by=cast.ben))
    make_recommendation(cast.programme, "Stands alone.", by=cast.ben)
    page = client_of(cast.ben).get("/p/winter-review/decisions/ladder/?flag=no_evidence")
    text = page.content.decode()
    assert ("Stands alone." in text, "Has words." in text) == (True, False)
    assert str(FLAGS["no_evidence"].why) in text
    assert str(FLAGS["no_evidence"].clear) in text


def test_register_when_filtered_and_sorted(cast, client_of):
    supported(cast, make_recommendation(cast.programme, "Has words.", by=cast.ben, **DONE))
    make_recommendation(cast.programme, "Stands alone.", by=cast.ben)
    client = client_of(cast.ben)
    register = "/p/winter-review/decisions/recommendations/"
    shown = {
        query: [
            text in client.get(f"{register}?{query}").content.decode()
            for text in ("Has words.", "Stands alone.")
        ]
        for query in ("flag=no_evidence", "flag=none", "words=ALONE", "state=ready", "unknown=1")
    }
    assert shown == {
        "flag=no_evidence": [False, True],
        "flag=none": [True, False],
        "words=ALONE": [False, True],
        "state=ready": [False, False],
        "unknown=1": [True, True],
    }
    text = client.get(f"{register}?sort=flags").content.decode()
    assert text.index("Stands alone.") < text.index("Has words.")


def test_register_when_there_are_more_than_a_page_holds(cast, client_of):
    heading = make_heading(cast.programme, "Doors", by=cast.ben)
    Recommendation.objects.bulk_create(
        Recommendation(
            programme=cast.programme,
            heading=heading,
            order=n,
            text=f"Thing {n} end",
            made_by=cast.ben,
        )
        for n in range(1, 52)
    )
    client = client_of(cast.ben)
    register = "/p/winter-review/decisions/recommendations/"
    first = client.get(f"{register}?state=draft").content.decode()
    assert ("Thing 50 end" in first, "Thing 51 end" in first) == (True, False)
    assert "?state=draft&amp;page=2" in first
    second = client.get(f"{register}?state=draft&page=2").content.decode()
    assert ("Thing 50 end" in second, "Thing 51 end" in second) == (False, True)
