import doctest
from datetime import date

import pytest

from cairn.analysis import ladder
from cairn.analysis.ladder import CODES, Draft, Flag, check_recommendation, find_actions

DUE = date(2031, 3, 1)


def test_examples_when_run_from_the_docstrings() -> None:
    assert doctest.testmod(ladder).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "Pay for peer support and a quiet room on every ward.",
        "Each board should publish its waiting times, terms and conditions.",
        "Dylai pob bwrdd gyhoeddi amseroedd aros.",
    ],
)
def test_nothing_when_one_plain_action_is_asked(text: str) -> None:
    assert check_recommendation(Draft(text, ["Boards"], "published months", DUE)) == ()


def test_everything_when_fields_are_empty_and_words_vague() -> None:
    draft = Draft("Trusts should consider parking and train receptionists.", ["  "], " ")
    flags = check_recommendation(draft)
    assert tuple(flag.code for flag in flags) == CODES
    assert flags[:2] == (Flag("several_actions", "consider; train"), Flag("vague_verb", "consider"))


@pytest.mark.parametrize(
    ("text", "language", "actions"),
    [
        (
            "Keep video visits. Then train the teams; publish results.",
            "en",
            ("Keep", "train", "publish"),
        ),
        ("Trusts must keep, fund and measure home visits.", "en", ("keep", "fund", "measure")),
        ("The use of tests in support of plans", "en", ()),
        ("Cyhoeddi canlyniadau a phenodi arweinydd.", "cy", ("Cyhoeddi", "phenodi")),
        ("Ystyried parcio a hyfforddi staff.", "cy", ("Ystyried", "hyfforddi")),
        ("", "en", ()),
    ],
)
def test_actions_when_sentences_differ(text: str, language: str, actions: tuple[str, ...]) -> None:
    assert find_actions(text, language) == actions


def test_vague_verb_when_the_text_is_welsh() -> None:
    found = check_recommendation(
        Draft("Ystyried y trefniadau parcio i staff.", ["Bwrdd"], "lle", DUE)
    )
    assert found == (Flag("vague_verb", "Ystyried"),)
