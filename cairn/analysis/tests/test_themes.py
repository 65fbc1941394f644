import dataclasses
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from cairn.analysis.themes import ThemeFinder, Themes

TOPICS = {
    "video": ["video calls", "online video consultations", "video appointments online"],
    "parking": ["car parking", "staff car parking permits", "free parking charges"],
    "leaders": ["leaders listening", "visible leaders", "our leaders on the ward"],
}
ENDINGS = [
    "helped.",
    "made it better for us.",
    "should stay.",
    "surprised me.",
    "were what I want kept.",
    "took some pressure off. I was glad.",
    "came at last.",
]
TEXTS = [f"{say} {end}" for end in ENDINGS for say in chain(*TOPICS.values())]


def _first_places(found: Themes) -> list[int]:
    return [place.theme for place in found.assignments if place.rank == 1]


def test_themes_when_topics_are_known() -> None:
    found = ThemeFinder(vectors="null", k=3).fit(TEXTS)
    topic_of = [topic for _ in ENDINGS for topic, says in TOPICS.items() for _ in says]
    pairs = set(zip(topic_of, _first_places(found), strict=True))
    assert len({theme for _, theme in pairs}) == 3
    assert [theme.size for theme in found.themes] == sorted(
        [theme.size for theme in found.themes], reverse=True
    )
    titles = " ".join(theme.title.lower() for theme in found.themes)
    assert [word in titles for word in ("parking", "leaders")] == [True, True]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 59])
def test_every_text_has_one_first_place_when_there_are(count: int) -> None:
    texts = TEXTS[:count]
    found = ThemeFinder(vectors="null").fit(texts)
    first = [place.text_index for place in found.assignments if place.rank == 1]
    assert first == list(range(count))
    assert sum(theme.size for theme in found.themes) == count
    assert found.proposed.low <= found.proposed.k <= found.proposed.high


def test_quotes_when_two_thirds_come_from_one_person() -> None:
    people = ["busy" if row % 3 else row for row in range(len(TEXTS))]
    for theme in ThemeFinder(vectors="null", k=3).fit(TEXTS, people=people).themes:
        quotes = theme.quotes
        assert [TEXTS[q.text_index][q.start : q.end] for q in quotes] == [q.quote for q in quotes]
        speakers = [people[quote.text_index] for quote in quotes]
        assert len(speakers) == len(set(speakers))
        assert 3 <= len(quotes) <= 7


def test_answer_when_run_again_and_on_other_thread_counts() -> None:
    with threadpool_limits(1):
        alone = ThemeFinder(vectors="null", random_state=4).fit(TEXTS)
    with threadpool_limits(2):
        together = ThemeFinder(vectors="null", random_state=4).fit(TEXTS)
    assert dataclasses.asdict(alone) == dataclasses.asdict(together)
    assert (alone.engine, alone.version, alone.seed) == ("neighbours-ward-null", "8", 4)


def test_titles_when_themes_are_many() -> None:
    titles = [theme.title for theme in ThemeFinder(vectors="null", k=9).fit(TEXTS).themes]
    assert len(titles) == len(set(titles)) == 9


def test_empty_and_odd_texts_when_among_others() -> None:
    found = ThemeFinder(vectors="null", k=3).fit([*TEXTS, "", "   ", "12 !!", "👍"])
    assert set(found.nowhere) >= set(range(len(TEXTS), len(TEXTS) + 4))
    assert _first_places(found)[-4:] == [1, 1, 1, 1]


def test_count_when_more_are_asked_for_than_there_are() -> None:
    found = ThemeFinder(vectors="null", k=5).fit(["video calls", "video calls", "car parking"])
    assert len(found.themes) == 2
    assert found.proposed.reason == "5 asked for, 2 different texts found"


def test_new_texts_when_placed_after_fitting() -> None:
    finder = ThemeFinder(vectors="null", k=3)
    found = finder.fit(TEXTS)
    new = "The video consultations and online calls"
    assert finder.predict([new, TEXTS[1]]) == [
        finder.predict([TEXTS[0]])[0],
        _first_places(found)[1],
    ]


def test_bad_arguments_when_given() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        ThemeFinder(vectors="null", k=0)
    with pytest.raises(ValueError, match="equally many"):
        ThemeFinder(vectors="null").fit(["one"], ids=[])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12))
def test_themes_when_texts_are_anything(texts: list[str]) -> None:
    found = ThemeFinder(vectors="null").fit(texts)
    assert len(_first_places(found)) == len(texts)
    for theme in found.themes:
        for quote in theme.quotes:
            assert texts[quote.text_index][quote.start : quote.end] == quote.quote
