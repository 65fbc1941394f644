"""What must hold of themes whatever the texts: their order, the seed, copies, a single one."""

import random
from dataclasses import replace

import pytest
from sklearn.metrics import adjusted_rand_score

from cairn.analysis.theme_describing import describe_themes
from cairn.analysis.themes import ThemeFinder, Themes
from cairn.analysis.vectors.encoders import Tier

SAID = {
    "parking": [
        "The car park is full",
        "Parking permits cost too much",
        "No space to park the car",
    ],
    "meals": ["Breakfast was cold", "The meals from the kitchen were cold", "Supper came too late"],
    "calls": ["The video call dropped", "Video calls save a journey", "My call by video was clear"],
}
WHEN = ["last week", "every day", "in the evening", "before we left", "for my mother"]
TEXTS = [f"{said} {when}" for when in WHEN for each in SAID.values() for said in each]
TIERS: list[Tier] = ["null", "static"]


def _own(found: Themes) -> list[int]:
    return [place.theme for place in found.assignments if place.rank == 1]


@pytest.mark.parametrize("tier", TIERS)
def test_themes_when_texts_come_in_another_order(tier: Tier) -> None:
    rows = random.Random(5).sample(range(len(TEXTS)), len(TEXTS))
    first = _own(ThemeFinder(k=3, vectors=tier).fit(TEXTS))
    again = _own(ThemeFinder(k=3, vectors=tier).fit([TEXTS[row] for row in rows]))
    assert adjusted_rand_score([first[row] for row in rows], again) == 1.0


@pytest.mark.parametrize("tier", TIERS)
def test_themes_when_the_seed_is_another(tier: Tier) -> None:
    one, other = (ThemeFinder(k=3, random_state=s, vectors=tier).fit(TEXTS) for s in (1, 2))
    assert (_own(one), one.proposed) == (_own(other), other.proposed)


@pytest.mark.parametrize("tier", TIERS)
def test_copies_when_texts_are_sent_twice(tier: Tier) -> None:
    own = _own(ThemeFinder(k=3, vectors=tier).fit([*TEXTS, *TEXTS]))
    assert own[: len(TEXTS)] == own[len(TEXTS) :]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("count", [1, 3, 9])
def test_theme_when_all_texts_are_one(tier: Tier, count: int) -> None:
    found = ThemeFinder(vectors=tier).fit(["The car park is full"] * count)
    assert [theme.size for theme in found.themes] == [count]
    assert [quote.quote for quote in found.themes[0].quotes] == ["The car park is full"]
    assert found.nowhere == ()


def test_quotes_when_a_theme_has_three_people() -> None:
    for theme in ThemeFinder(k=3, vectors="static").fit(TEXTS).themes:
        first = theme.quotes[:3]
        assert len({quote.text_index for quote in first}) == 3
        assert [TEXTS[q.text_index][q.start : q.end] for q in first] == [q.quote for q in first]


def test_quotes_when_the_neighbours_of_the_first_stand_elsewhere() -> None:
    finder = ThemeFinder(k=3, vectors="static")
    before = finder.fit(TEXTS).themes[0].quotes[0].text_index
    known = finder._described()
    alone = replace(known, weights={**known.weights, before: 0.0})
    first = [quote.text_index for quote in describe_themes(alone)[0][0].quotes[:3]]
    assert (len(first), before in first) == (3, False)
