import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import similar
from cairn.analysis.similar import (
    SimilarPair,
    compare_texts,
    find_alike,
    find_copies,
    find_similar,
    group_copies,
)
from cairn.analysis.vectors import make_encoder

WORDS = np.array(
    [
        "ward",
        "night",
        "team",
        "visit",
        "letter",
        "scan",
        "clinic",
        "porter",
        "bed",
        "call",
        "tea",
        "rota",
        "door",
        "form",
    ]
)


def test_examples_when_run_from_the_docstrings() -> None:
    assert doctest.testmod(similar).failed == 0


def test_copies_when_case_space_and_marks_differ() -> None:
    texts = ["Keep the video calls.", "Stop the forms", "KEEP the  video calls!!", "", ""]
    assert find_copies(texts) == (SimilarPair(0, 2, "near_duplicate", 1.0),)


def test_copies_when_one_text_is_sent_many_times() -> None:
    found = find_copies(["Close the gate"] * 5000)
    assert [(pair.first, pair.second) for pair in found] == [(0, row) for row in range(1, 5000)]


def test_copies_when_planted_among_many() -> None:
    chance = np.random.default_rng(3)
    texts = [" ".join(chance.choice(WORDS, 25)) for _ in range(300)]
    planted = [f"{texts[row]} thanks" for row in range(50)]
    found = {(pair.first, pair.second) for pair in find_copies([*texts, *planted], 0.75)}
    assert found == {(row, 300 + row) for row in range(50)}


def test_alike_when_the_wording_differs() -> None:
    texts = [
        "Trusts should keep free parking for staff.",
        "Keep staff parking free at every trust.",
        "Publish waiting times each month.",
    ]
    assert [(pair.first, pair.second, pair.kind) for pair in find_similar(texts, alike=0.4)] == [
        (0, 1, "similar")
    ]


def test_each_pair_once_when_a_copy_is_also_alike() -> None:
    texts = ["Keep free parking", "keep free parking", "Publish the waiting times"]
    assert find_similar(texts) == (SimilarPair(0, 1, "near_duplicate", 1.0),)


@pytest.mark.parametrize(
    "edited",
    [
        "THE NURSES ON THE EVENING ROUND WERE KIND, BUT NOBODY TOLD US WHEN THE SCAN WAS!!",
        "The nurses on the evening ruond were kind but nobody tolld us when teh scan was",
        "nobody told us when the scan was, but the nurses on the evening round were kind",
        "The nurses on the evening round were kind but nobody told us",
        "Just to say: the nurses on the evening round were kind but nobody told us when the scan was",
        pytest.param(
            "I came in May by bus and it rained. The food was cold, my bed was by the window and the "
            "porters sang all night long. The nurses on the evening round were kind but nobody told us "
            "when the scan was. After four days I went home with a letter that had the wrong name on "
            "it, and rang the clinic six times.",
            id="pasted",
        ),
    ],
)
def test_copies_when_a_text_was_edited_cut_or_pasted_into_another(edited: str) -> None:
    text = "The nurses on the evening round were kind but nobody told us when the scan was"
    other = "The doctors on the morning round were brisk and told us that a letter would come"
    assert [(pair.first, pair.second) for pair in find_copies([other, text, edited])] == [(1, 2)]


def test_copies_when_others_only_share_a_way_of_beginning() -> None:
    texts = [
        "I would like to say that the food on the ward was cold",
        "I would like to say that my letter never arrived by post",
        "I would like to say that we waited for nine hours in a corridor",
    ]
    assert find_copies(texts) == ()


def test_copies_when_a_flood_varies_a_little() -> None:
    flood = [
        f"Save our night bus number {'abcdefghij'[row % 10] * 3} now please" for row in range(900)
    ]
    found = find_copies(flood)
    assert len(group_copies(found, 900)) == 1
    assert len(group_copies(found, 900)[0]) == 900
    assert len(found) < 900 * 13


def test_groups_when_pairs_chain() -> None:
    pairs = [SimilarPair(1, 4, "near_duplicate", 0.9), SimilarPair(2, 4, "near_duplicate", 0.8)]
    assert group_copies(pairs, 6) == ((1, 2, 4),)
    assert group_copies([], 3) == ()


def test_compared_when_copies_are_taken_out_first() -> None:
    texts = ["Keep free staff parking at every trust", "keep free staff parking at every trust!",
             "Every trust should keep free parking for its staff", "Publish waiting times"]  # fmt: skip
    found = compare_texts(texts, make_encoder("null"))
    assert [(p.first, p.second, p.kind) for p in found.pairs] == [
        (0, 1, "near_duplicate"),
        (0, 2, "similar"),
    ]
    assert found.compared
    assert found.made_by.method == "winnowing and vectors"


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["one text"],
        ["", "  ", "12 %"],
        ["👍🏽", "👍🏽"],
        ["שלום לכם", "שלום לכם!"],
        ["ab", "ab"],
    ],
)
def test_copies_when_there_is_little_or_other_script(texts: list[str]) -> None:
    words = [text for text in texts if any(letter.isalpha() for letter in text)]
    assert len(find_copies(texts)) == (1 if len(words) == 2 else 0)


def test_copies_when_a_text_is_a_megabyte() -> None:
    chance = np.random.default_rng(1)
    long = " ".join(chance.choice(WORDS, 180_000))
    assert [(pair.first, pair.second) for pair in find_copies(["tea", long, long.upper()])] == [
        (1, 2)
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_copies_when_the_order_of_texts_changes(order: list[int]) -> None:
    texts = ["Close the gate at night", "close the gate at nigth", "Tea was late on the ward again",
             "Tea was late on our ward again", "Something else altogether here", "Close the gate"]  # fmt: skip
    expected = {frozenset((texts[p.first], texts[p.second])) for p in find_copies(texts)}
    mixed = [texts[at] for at in order]
    assert {frozenset((mixed[p.first], mixed[p.second])) for p in find_copies(mixed)} == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8))
def test_pairs_when_texts_are_anything(texts: list[str]) -> None:
    for pair in [*find_copies(texts), *find_alike(texts)]:
        assert 0 <= pair.first < pair.second < len(texts)
        assert 0 < pair.score <= 1
