from functools import cache

import numpy as np
import pytest

from cairn.analysis.harm_expressions import find_expressions
from cairn.analysis.lessons.harms import HARMS, read_harms
from cairn.analysis.lessons.positions import read_positions
from cairn.analysis.position import POSITIONS, PositionScorer
from cairn.analysis.text_classes import TextClasses
from cairn.analysis.triage import KINDS, HarmTriage
from cairn.analysis.vectors import make_encoder


@cache
def taught() -> HarmTriage:
    return HarmTriage("null").fit()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They rang at four. My aunt was given the wrong dose.", "unsafe_care"),
        ("He hanged himself the week after.", "suicidal_thought"),
        ("A visitor slapped her in front of us", "abuse"),
        ("Someone forged my signature.", "crime"),
        ("He threatened to burn the place down.", "harm"),
        ("Mae o wedi sôn am hunanladdiad.", "suicidal_thought"),
        ("Cafodd Dad y dos anghywir.", "unsafe_care"),
    ],
)
def test_a_text_when_it_names_harm_outright(text, kind):
    found = taught().predict([text])[0]
    assert (found.flagged, found.kind, found.score) == (True, kind, 0.99)


@pytest.mark.parametrize(
    "text",
    ["", "12345", "The suicide prevention training was good.", "That queue was killing me.",
     "Parking is daylight robbery.", "Diolch yn fawr.", "😀😀", "شكرا جزيلا"],
)  # fmt: skip
def test_a_text_when_it_tells_of_no_harm(text):
    assert taught().predict([text])[0].flagged is False


def test_where_it_was_raised_when_the_text_is_long():
    text = "Lovely tea 😀. " * 30 + "I took an overdose. " + "Nice garden. " * 30
    found = taught().predict([text])[0]
    assert [text[one.start : one.end] for one in found.raised if one.score == 0.99] == ["overdose"]


def test_texts_when_they_come_in_another_order_or_twice():
    texts = ["I was slapped by her.", "Nice tea.", "Nice tea.", "We ran out of oxygen."]
    one, two, same, four = taught().predict(texts)
    assert two == same
    assert taught().predict(texts[::-1]) == (four, two, two, one)


def test_lessons_when_read_are_apart_and_of_every_kind():
    texts = [text for text, _kind in read_harms()]
    assert len(set(texts)) == len(texts)
    assert {kind for _text, kind in read_harms()} == {"", *KINDS} == {"", *HARMS}
    assert {position for _text, position in read_positions()} == set(POSITIONS)
    positions = dict(read_positions())
    assert [positions[text] for text, _position in read_positions()] == [
        position for _text, position in read_positions()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She was punched", []),
        ("He punched her", ["abuse"]),
        ("no wrong dose all year", []),
        ("Of course I was raped.", ["abuse"]),
        ("I was assaulted on a training course.", ["crime"]),
        ("The training on sexual abuse was good.", []),
        ("The suicide and self-harm training helped.", []),
        ("She attacked the backlog.", []),
        ("He attacked a nurse.", ["crime"]),
        ("Mae e'n fy nharo i.", ["abuse"]),
        ("Rhoddwyd y feddyginiaeth anghywir i mi.", ["unsafe_care"]),
    ],
)
def test_expressions_when_somebody_did_it_and_when_nobody_did(text, found):
    assert [kind for kind, _start, _end in find_expressions(text)] == found


def test_positions_when_plain():
    scorer = PositionScorer("null").fit()
    found = scorer.predict(
        ["The nurses were wonderful and kind.", "Rude and filthy, never again.", "", "N/A",
         "The nurses were wonderful but the wait was dreadful.", "Roedd y staff yn wych."]
    )  # fmt: skip
    assert [one.position for one in found] == [
        "positive", "negative", "unclear", "unclear", "mixed", "positive",
    ]  # fmt: skip
    assert scorer.made_by.seed == 0


@pytest.mark.parametrize(
    ("position", "texts"),
    [
        ("positive", ["I loved the huddles.", "Great team.", "We liked working from home.",
                      "Keep the huddles, they work.", "Ro'n i wrth fy modd gyda'r cyfarfodydd."]),
        ("negative", ["I hated the huddles.", "The laptops were useless.", "I dreaded every shift.",
                      "Terrible, nobody knew anything.", "Roedd y parcio yn ofnadwy."]),
    ],
)  # fmt: skip
def test_positions_when_somebody_says_plainly_what_they_felt(position, texts):
    found = PositionScorer("sentence").fit().predict(texts)
    assert [one.position for one in found] == [position] * 5


def test_classes_when_examples_do_not_do():
    classes = TextClasses(make_encoder("null"))
    with pytest.raises(ValueError, match="two classes"):
        classes.fit(["a", "b"], ["x", "x"])
    with pytest.raises(ValueError, match="equally many"):
        classes.fit(["a", "b"], ["x"])


def test_classes_when_nothing_is_asked():
    classes = TextClasses(make_encoder("null")).fit(["good", "bad"], ["x", "y"])
    assert classes.chances([]).shape == (0, 2)


def test_position_when_hardly_mixed_is_the_likeliest_other_one() -> None:
    scorer = PositionScorer("null").fit()
    at = {name: place for place, name in enumerate(scorer._classes.classes)}
    chances = np.zeros((2, 4))
    for row, mixed in enumerate((0.59, 0.6)):
        chances[row, [at["mixed"], at["negative"], at["positive"]]] = mixed, 0.3, 0.1
    assert scorer._decide(chances).tolist() == [at["negative"], at["mixed"]]


def test_position_when_labels_are_ones_own_is_the_likeliest() -> None:
    texts = ["keep it", "keep them", "change it", "change them", "mixed it", "mixed them"]
    labels = ["keep", "keep", "change", "change", "mixed", "mixed"]
    found = PositionScorer("null").fit(texts, labels).predict(["mixed"])
    assert found[0].position == "mixed"
