"""Many texts: a sample is read in full, the others are guessed, and read where in doubt."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest

from cairn.analysis.theme_guessing import learn_guess, place_rest
from cairn.analysis.theme_space import Reader, make_reader, place_many
from cairn.analysis.themes import ThemeFinder
from cairn.analysis.vectors import make_encoder

# Made up for these tests.
ABOUT = ["the car park", "our meals", "video calls", "the night alarms", "the letter", "the scan"]
SAID = ["was good about", "made harder", "kept", "slowed down", "cut short", "changed"]
WHOM = ["my visit", "our day", "the family", "the ward", "her rest", "the nurses", "his week"]
WHEN = ["last week", "every day", "at noon", "before we left", "in June", "on Monday", "at home"]
TEXTS = [" ".join(words).capitalize() for words in product(ABOUT, SAID, WHOM, WHEN)]


def _read(texts: list[str]) -> tuple[Reader, np.ndarray]:
    encoder = make_encoder("sentence")
    vectors = encoder.encode(texts)
    return make_reader(encoder, vectors, texts, 0), vectors


def test_guess_when_texts_were_learnt_from() -> None:
    texts = TEXTS[::10]
    reader, vectors = _read(texts)
    quick = learn_guess(reader, vectors, texts)
    likeness = (quick.read(texts) * reader.read(texts)).sum(axis=1)
    assert likeness.min() > 0.8
    assert np.abs(quick.read(["", "12 !!"])).max() == 0


def test_guess_when_the_first_vectors_are_quick_already() -> None:
    encoder = make_encoder("static")
    reader = make_reader(encoder, encoder.encode(TEXTS[:20]), TEXTS[:20], 0)
    assert learn_guess(reader, encoder.encode(TEXTS[:20]), TEXTS[:20]) is reader


def test_places_when_more_than_six_hundred_are_left() -> None:
    texts = TEXTS[::10]
    finder = ThemeFinder(k=6, vectors="sentence")
    finder.fit(texts)
    vectors = make_encoder("sentence").encode(texts)
    quick = learn_guess(finder._space.reader, vectors, texts)
    others = [text for at, text in enumerate(TEXTS) if at % 10][:610]
    near, read = place_rest(finder._space, quick, others), place_many(finder._space, others)
    same = (near.scores == read.scores).all(axis=1)
    assert 600 <= same.sum() < 610
    assert near.themes[same].tolist() == read.themes[same].tolist()
    assert np.mean(near.themes[:, 0] == read.themes[:, 0]) > 0.99


@pytest.mark.parametrize("more", [[], [f"{text} once more" for text in TEXTS]])
def test_every_text_has_a_place_when_a_sample_is_grouped(more: list[str]) -> None:
    texts = [*TEXTS, *more, *TEXTS, *["", "N/A"] * 10][:4_300]
    with ThreadPoolExecutor(2) as pool:
        found = ThemeFinder(k=6, vectors="static").fit(texts, executor=pool)
    assert found == ThemeFinder(k=6, vectors="static").fit(texts)
    own = [place.theme for place in found.assignments if place.rank == 1]
    assert len(own) == len(texts)
    theme_of = dict(zip(texts, own, strict=True))
    assert np.mean([theme_of[text] == theme for text, theme in zip(texts, own, strict=True)]) == 1.0
