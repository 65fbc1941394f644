from collections.abc import Sequence

import pytest

from cairn.analysis.theme_titles import choose_titles
from cairn.analysis.theme_words import choose_keywords
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Tier

APART = ["the kitchen closes early", "supper was cold", "supper from the kitchen"]
TIERS: tuple[Tier, ...] = ("static", "null")


def _titles(
    groups: Sequence[Sequence[str]], tier: Tier = "static", taken: Sequence[str] = ()
) -> tuple[str, ...]:
    encoder = make_encoder(tier).fit([text for group in groups for text in group])
    return choose_titles(groups, choose_keywords(groups), encoder, taken)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Joint assessments with therapists", "Keep joint assessments"], "Joint assessments"),
        (["More video consultations", "video consultations at home"], "Video consultations"),
        (["My top-up failed", "Where is my top-up?", "A top-up costs"], "Top-up"),
        (["I felt safe on the ward", "Felt safe and warm", "always safe"], "Felt safe"),
        (["Apwyntiadau hwyrach", "Mwy o apwyntiadau hwyrach"], "Apwyntiadau hwyrach"),
    ],
)
def test_title_when_people_write_a_noun_phrase(tier: Tier, texts: list[str], title: str) -> None:
    assert _titles([texts, APART], tier)[0] == title


def test_title_when_a_verb_or_a_number_comes_most_often() -> None:
    texts = ["They asked about pain", "asked two things about pain", "two asked"]
    assert _titles([texts, APART])[0] == "Pain"


@pytest.mark.parametrize("tier", TIERS)
def test_titles_when_groups_say_the_same_or_a_title_is_taken(tier: Tier) -> None:
    texts = ["Parking costs too much", "parking costs and the car park", "the car park is full"]
    titles = _titles([texts, texts, texts], tier, taken=["Parking costs"])
    words = [frozenset(title.casefold().split()) for title in titles]
    assert (len(set(words)), frozenset(["parking", "costs"]) in words) == (3, False)


@pytest.mark.parametrize(
    ("texts", "title"),
    [(["I just went", "She went"], "Theme 1"), ([], "Theme 1"), (["👍"], "Theme 1")],
)
def test_title_when_nobody_names_a_thing(texts: list[str], title: str) -> None:
    assert _titles([texts, APART])[0] == title


def test_titles_when_texts_come_in_another_order() -> None:
    texts = ["Notes were lost again", "lost notes and lost letters", "letters came late", "notes"]
    assert _titles([texts, APART]) == _titles([texts[::-1], APART[::-1]])
