import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.stop_words import read_stop_words
from cairn.analysis.text import (
    detect_language,
    find_keyphrases,
    find_words,
    normalise,
    read_phrases,
    split_units,
)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("No complaints... well, one.", ["No complaints... well, one."]),
        ("We met at 3 p.m. and left. She came.", ["We met at 3 p.m. and left.", "She came."]),
        ("Closed at 3 p.m. Then we left.", ["Closed at 3 p.m.", "Then we left."]),
        ("The A.N.P. Tomos was kind.", ["The A.N.P. Tomos was kind."]),
        ("- one thing\n- another\n3) a third", ["one thing", "another", "a third"]),
        ("Roedd y gofal yn wych. Diolch!", ["Roedd y gofal yn wych.", "Diolch!"]),
        ("Same. Same.", ["Same.", "Same."]),
        ("She is an A.N.P. The ward was full.", ["She is an A.N.P.", "The ward was full."]),
        (
            "Mr. Bell vs. Dr. Fern. See no. 5. Fine.",
            ["Mr. Bell vs. Dr. Fern.", "See no. 5.", "Fine."],
        ),
        (
            "I waited 3.5 hours. It cost £2.50! Really?! Yes.",
            ["I waited 3.5 hours.", "It cost £2.50!", "Really?!", "Yes."],
        ),
        (
            'He said "stop." Then he left. "Why?" we asked.',
            ['He said "stop."', "Then he left.", '"Why?" we asked.'],
        ),
        ("Good (very good.) Bad… The end", ["Good (very good.)", "Bad…", "The end"]),
        ("Items: 1. tea 2. toast 3. milk", ["Items:", "1. tea", "2. toast", "3. milk"]),
        (
            "So kind.The food was cold.See www.made.example",
            ["So kind.", "The food was cold.", "See www.made.example"],
        ),
        ("great!!! loved it :) thanks", ["great!!!", "loved it :) thanks"]),
        ("Nurse: How are you?\nMe: Fine. Thanks.", ["Nurse: How are you?", "Me: Fine.", "Thanks."]),
        (
            "Gwelais y Dr. Rhedyn. Roedd e.e. y bwyd yn dda.",
            ["Gwelais y Dr. Rhedyn.", "Roedd e.e. y bwyd yn dda."],
        ),
        ("很好。谢谢！ جيد؟ نعم.", ["很好。", "谢谢！", "جيد؟", "نعم."]),
        (
            "Lovely staff. 👍🏽👍🏽 Would come again.",
            ["Lovely staff. 👍🏽👍🏽", "Would come again."],
        ),
        ("", []),
        (" \n\t", []),
    ],
)
def test_units_when_stops_and_lists_mislead(text: str, units: list[str]) -> None:
    assert [unit.text for unit in split_units(text)] == units


PIECES = st.sampled_from(["a", "B", "3", ". ", "... ", "!", "? ", "\n", "- ", "1. ", "2. ", ")", "é",
                          "e\u0301", "👍🏽", "שלום", "p.m. ", "Dr. ", "\u2028", "。", " "])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join)))
def test_units_when_text_is_anything(text: str) -> None:
    units = split_units(text)
    assert [text[unit.start : unit.end] for unit in units] == [unit.text for unit in units]
    ends = [unit.end for unit in units]
    assert all(before <= unit.start for before, unit in zip(ends, units[1:], strict=False))
    inside = {at for unit in units for at in range(unit.start, unit.end)}
    left = "".join(letter for at, letter in enumerate(text) if at not in inside)
    assert re.fullmatch(r"(?:\s|[-*•‣◦–]\s|\(?\w{1,3}[.)]\s)*", left)


def test_units_when_a_text_is_a_megabyte() -> None:
    line = "Nobody told us... At 3 p.m. we left. Dr. Fern rang! "
    text = line * 20_000
    units = split_units(text)
    assert "".join(unit.text for unit in units).replace(" ", "") == text.replace(" ", "")
    assert {unit.text for unit in units} >= {"Dr. Fern rang!", "At 3 p.m. we left."}


def test_units_when_emoji_and_right_to_left() -> None:
    text = "👩🏽‍⚕️ kind nurse. שלום לכם. Da iawn!"
    assert [text[unit.start : unit.end] for unit in split_units(text)] == [
        "👩🏽‍⚕️ kind nurse.",
        "שלום לכם.",
        "Da iawn!",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We would like to keep the video calls", "en"),
        ("Mae angen mwy o staff ar y ward", "cy"),
        ("Les patients étaient très contents de leur séjour", "other"),
        ("👍 12", "en"),
        ("Da iawn", "cy"),
        ("Diolch", "cy"),
        ("Gwasanaeth gwych", "cy"),
        ("Amseroedd aros", "cy"),
        ("Ysbyty", "cy"),
        ("Roedd y nyrs yn garedig but slow", "cy"),
        ("Roedd hi but the wait was long and nobody told us why", "en"),
        ("Nothing", "en"),
        ("Car park", "en"),
        ("GP access", "en"),
        ("Muchas gracias por la ayuda", "other"),
        ("Danke schön", "other"),
        ("Dziękuję bardzo", "other"),
        ("متشکرم", "other"),
        ("ਬਹੁਤ ਵਧੀਆ", "other"),
    ],
)
def test_language_when_known(text: str, language: str) -> None:
    assert detect_language(text) == language


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_normalised_offsets_when_text_is_anything(text: str) -> None:
    folded = normalise(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


def test_normalised_when_quotes_width_and_space_differ() -> None:
    folded = normalise("  Ｗard’s \n  ﬁle")
    assert folded.text == "ward's file"
    assert folded.offsets == (2, 3, 4, 5, 6, 7, 8, 12, 12, 13, 14)


def test_phrases_when_stop_words_stand_between() -> None:
    assert list(read_phrases("The video calls, and parking")) == [
        "video",
        "video calls",
        "calls",
        "parking",
    ]
    assert find_words("It’s the GP's 3rd") == ["it's", "the", "gp's", "rd"]


def test_keyphrases_when_a_pair_covers_its_words() -> None:
    found = find_keyphrases(["Video calls helped.", "Keep video calls", "Parking is dear"], 2)
    assert [(phrase.text, phrase.texts) for phrase in found] == [
        ("video calls", 2),
        ("calls helped", 1),
    ]


def test_stop_words_when_language_is_named() -> None:
    assert "the" in read_stop_words("en") - read_stop_words("cy")
    assert "mae" in read_stop_words("cy") - read_stop_words("en")
    assert read_stop_words("fr") == frozenset()
