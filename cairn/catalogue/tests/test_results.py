"""Results of another tool: labels in either language become the codes that are counted together."""

from __future__ import annotations

import pytest

from cairn.catalogue.asking import Instrument, Refusal
from cairn.catalogue.asking.results import Refused, match_columns, read_results
from cairn.catalogue.shelves import instrument
from cairn.catalogue.tests.test_asking_pages import ask, choices, make, section

WAYS = [
    {"code": "bus", "name": {"en": "By bus, or coach", "cy": "Ar y bws"}},
    {"code": "foot", "name": {"en": "On foot", "cy": "Ar droed"}},
]


def visit() -> Instrument:
    several = ask("ways", "several_of", options=WAYS) | {"text": {"en": "How?", "cy": "Sut?"}}
    rows = ask("rate", "matrix", options=choices("poor", "good"), rows=choices("food", "bed"))
    rank = ask("first", "rank", options=WAYS)
    return make(
        [
            section(
                "s", several, rows, rank, ask("when", "month"), ask("more", "open", required=True)
            )
        ]
    )


def test_both_languages_of_the_staff_survey_count_together() -> None:
    found = instrument("staff-survey")
    barometer = found.question("barometer").text

    english = read_results(found, [barometer.en], [["Up and down"], ["very hard "]])
    welsh = read_results(found, [barometer.cy.upper()], [["Cymysg"], ["ANODD IAWN"]])

    assert english.answers == welsh.answers == ({"barometer": "mixed"}, {"barometer": "very_hard"})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("By bus, or coach;On foot;", ("bus", "foot")),
        ("By bus, or coach", ("bus",)),
        ("Ar droed, Ar y bws", ("bus", "foot")),
        ("foot|bus", ("bus", "foot")),
    ],
)
def test_several_answers_in_one_cell_are_told_apart(cell: str, value: tuple[str, ...]) -> None:
    assert read_results(visit(), ["Sut"], [[cell]]).answers == ({"ways": value},)


def test_one_column_an_option_is_put_together() -> None:
    headings = ["ways[bus]", "ways[foot]", "rate[food]", "bed"]
    rows = [["Yes", "1", "good", "poor"], ["No", "Y", "", "good"], ["", "", "", ""]]

    assert read_results(visit(), headings, rows).answers == (
        {"ways": ("bus", "foot"), "rate.food": "good", "rate.bed": "poor"},
        {"ways": ("foot",), "rate.bed": "good"},
        {},
    )


@pytest.mark.parametrize(
    "cell", ["2020-03-15", "2020-03-15 10:00", "15/03/2020", "2020-03", "3/2020"]
)
def test_a_date_becomes_its_month(cell: str) -> None:
    assert read_results(visit(), ["when"], [[cell]]).answers == ({"when": "2020-03"},)


def test_rank_is_read_in_the_order_given() -> None:
    assert read_results(visit(), ["first"], [["On foot;Ar y bws"]]).answers == (
        {"first": ("foot", "bus")},
    )


def test_cell_that_is_no_answer_is_named_and_the_rest_of_its_row_kept() -> None:
    found = read_results(visit(), ["How?", "more", "Start time"], [["By tram", "Thanks", "9:00"]])

    assert found.answers == ({"more": "Thanks"},)
    assert found.refused == (Refused(0, "How?", Refusal("unknown_option", "By tram")),)
    assert found.unmatched == ("Start time",)


def test_person_may_say_what_a_column_is() -> None:
    found = read_results(
        visit(), ["Q1", "more"], [["On foot", "Left out"]], {"Q1": "ways", "more": ""}
    )

    assert found.answers == ({"ways": ("foot",)},)
    assert found.unmatched == ("more",)
    with pytest.raises(KeyError):
        read_results(visit(), ["Q1"], [], {"Q1": "lost"})


def test_heading_that_could_be_two_questions_is_not_guessed() -> None:
    twice = make([section("s", ask("a", "open"), ask("b", "open") | {"text": {"en": "A"}})])

    assert match_columns(twice, ["a", "b", "b"]) == {}
    assert match_columns(visit(), ["HOW", "Sut?", "what"]) == {"HOW": "ways", "Sut?": "ways"}


def test_levels_are_matched_by_code_and_by_name() -> None:
    found = instrument("system-submission")

    assert match_columns(found, ["achievements.people", "challenges[people]", "People"]) == {
        "achievements.people": "achievements.people",
        "challenges[people]": "challenges.people",
    }
