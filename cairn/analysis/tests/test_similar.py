import doctest

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import similar
from cairn.analysis.similar import SimilarPair, find_alike, find_copies, find_similar

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
    assert find_copies(texts) == (SimilarPair(0, 2, "copy", 1.0),)


def test_copies_when_one_text_is_sent_many_times() -> None:
    found = find_copies(["Close the gate"] * 5000)
    assert [(pair.first, pair.second) for pair in found] == [(0, row) for row in range(1, 5000)]


def test_copies_when_planted_among_many() -> None:
    chance = np.random.default_rng(3)
    texts = [" ".join(chance.choice(WORDS, 25)) for _ in range(300)]
    planted = [f"{texts[row]} thanks" for row in range(50)]
    found = {(pair.first, pair.second) for pair in find_copies([*texts, *planted])}
    assert found == {(row, 300 + row) for row in range(50)}


def test_alike_when_the_wording_differs() -> None:
    texts = [
        "Trusts should keep free parking for staff.",
        "Keep staff parking free at every trust.",
        "Publish waiting times each month.",
    ]
    assert [(pair.first, pair.second, pair.kind) for pair in find_similar(texts, alike=0.4)] == [
        (0, 1, "alike")
    ]


def test_each_pair_once_when_a_copy_is_also_alike() -> None:
    texts = ["Keep free parking", "keep free parking", "Publish the waiting times"]
    assert find_similar(texts) == (SimilarPair(0, 1, "copy", 1.0),)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8))
def test_pairs_when_texts_are_anything(texts: list[str]) -> None:
    for pair in [*find_copies(texts), *find_alike(texts)]:
        assert 0 <= pair.first < pair.second < len(texts)
        assert 0 < pair.score <= 1
