from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

import numpy as np
import pytest

from cairn.analysis import theme_space, themes
from cairn.analysis.tests.test_themes import ENDINGS, TEXTS
from cairn.analysis.themes import Pinned, Steering, ThemeFinder, Themes

T = TypeVar("T")


def _own(found: Themes) -> list[int]:
    return [place.theme for place in found.assignments if place.rank == 1]


def _steer(**decided: object) -> Themes:
    return ThemeFinder(vectors="null", k=3, steering=Steering(**decided)).fit(TEXTS)


def test_texts_when_they_must_stand_together() -> None:
    pairs = ((0, 3), (3, 6), (9, 12))
    own = _own(_steer(must_link=pairs))
    assert [own[one] == own[other] for one, other in pairs] == [True, True, True]


def test_texts_when_they_must_stand_apart_more_often_than_there_are_themes() -> None:
    apart = [0, 9, 18, 27, 36]  # all on video calls
    pairs = tuple((one, other) for one in apart for other in apart if one < other)
    found = _steer(cannot_link=pairs)
    own = _own(found)
    assert len({own[row] for row in apart}) == 5
    assert len(found.themes) == 5


def test_theme_when_pinned_keeps_title_and_texts() -> None:
    signed_off = Pinned("Seeing people by video", (0, 1, 9))
    found = _steer(pinned=(signed_off,))
    own = _own(found)
    (theme,) = [theme for theme in found.themes if theme.pinned]
    assert theme.title == "Seeing people by video"
    assert {own[row] for row in signed_off.texts} == {theme.id}
    assert theme.size > 3
    assert len(found.themes) == 3


@pytest.mark.parametrize(
    ("decided", "message"),
    [
        ({"must_link": ((0, 1),), "cannot_link": ((0, 1),)}, "must be together and must be apart"),
        ({"pinned": (Pinned("a", (0, 1)), Pinned("b", (1, 2)))}, "pinned to two themes"),
        ({"pinned": (Pinned("a", (0, 1)),), "cannot_link": ((0, 1),)}, "together and must be"),
        ({"must_link": ((0, 900),)}, "not there"),
    ],
)
def test_refusal_when_decisions_contradict(decided: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _steer(**decided)


def test_update_when_one_theme_is_signed_off() -> None:
    finder = ThemeFinder(vectors="null", k=3)
    before = finder.fit(TEXTS)
    after = finder.update(
        ["Free staff car parking permits", "", "Our leaders listening"], pinned=[1]
    )
    assert _own(after)[: len(TEXTS)] == _own(before)
    assert len(_own(after)) == len(TEXTS) + 3
    old, new = before.themes[0], after.themes[0]
    assert (new.title, new.keywords, new.quotes) == (old.title, old.keywords, old.quotes)
    assert [theme.title for theme in after.themes] == [theme.title for theme in before.themes]
    assert sum(theme.size for theme in after.themes) == len(TEXTS) + 3
    assert len(TEXTS) + 1 in after.nowhere


def test_positions_when_given_are_counted_and_the_other_side_is_shown() -> None:
    says = ["negative" if row % 9 == 0 else "positive" for row in range(len(TEXTS))]
    found = ThemeFinder(vectors="null", k=3).fit(TEXTS, positions=says)
    assert [sum(theme.stances.values()) for theme in found.themes] == [
        theme.size for theme in found.themes
    ]
    against = [each for theme in found.themes for each in theme.counter_examples]
    assert {each.why for each in against} == {"edge", "opposite"}
    assert {says[each.quote.text_index] for each in against if each.why == "opposite"} == {
        "negative"
    }


def test_groups_when_themes_are_many() -> None:
    found = ThemeFinder(vectors="null", k=9).fit(TEXTS)
    grouped = sorted(theme for group in found.groups for theme in group.themes)
    assert grouped == [theme.id for theme in found.themes]
    assert sum(group.size for group in found.groups) == len(TEXTS)
    titles = [group.title for group in found.groups if len(group.themes) > 1]
    assert len(set(titles)) == len(titles)


class BreakingPool(Executor):
    """Does the first piece of work it is given; then a worker is killed and nothing comes back.

    A pool of processes whose worker dies at once may hang in Python 3.11 (CPython issue 94777).
    """

    def __init__(self) -> None:
        self.given = 0

    def submit(self, call: Callable[..., T], /, *args: object, **named: object) -> Future[T]:
        self.given += 1
        future: Future[T] = Future()
        if self.given == 1:
            future.set_result(call(*args, **named))
        else:
            future.set_exception(BrokenProcessPool())
        return future


def test_answer_when_most_texts_are_placed_by_other_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(themes, "_GROUPED", 40)
    monkeypatch.setattr(theme_space, "_CHUNK", 20)
    texts = [f"{text} {end}" for text in TEXTS for end in ENDINGS[:3]]
    here = ThemeFinder(vectors="null", k=3).fit(texts)
    with ProcessPoolExecutor(2) as pool:
        there = ThemeFinder(vectors="null", k=3).fit(texts, executor=pool)
    broken = ThemeFinder(vectors="null", k=3).fit(texts, executor=BreakingPool())
    assert here == there == broken
    assert len(_own(here)) == len(texts)
    assert np.mean([score.score for score in here.assignments if score.rank == 1]) > 0.5


@pytest.mark.parametrize("text", ["👍👍 da iawn", "شكرا على المساعدة", "wait " * 200_000])
def test_odd_texts_when_they_stand_among_others(text: str) -> None:
    found = ThemeFinder(vectors="null", k=3).fit([*TEXTS, text])
    assert len(_own(found)) == len(TEXTS) + 1
    assert ThemeFinder(vectors="null").fit([text[:60]] * 5).themes[0].size == 5
