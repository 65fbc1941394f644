"""Vectors of three tiers: the same row for the same text, whatever stands beside it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from cairn.analysis.vectors import VectorsMissing, make_encoder
from cairn.analysis.vectors.cache import MemoryCache

# Made up for these tests.
TEXTS = [
    "Nobody told us who to ring after the visit.",
    "We never heard whom to phone afterwards.",
    "The car park is full by nine every morning.",
    "Roedd y nyrs yn garedig iawn.",
    "Parking takes longer than the appointment.",
    "😀",
    "شكرا جزيلا لكم",
]
TIERS = ("sentence", "static", "null")


def encode(tier: str, texts: list[str]) -> np.ndarray:
    return make_encoder(tier).fit(TEXTS).encode(texts)


@pytest.mark.parametrize("tier", TIERS)
def test_rows_have_length_one_and_no_words_none(tier: str) -> None:
    rows = encode(tier, [*TEXTS[:5], "", " \n", "12/10 !!"])
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1] * 5 + [0] * 3, abs=1e-5)


@pytest.mark.parametrize("tier", TIERS)
def test_a_row_does_not_depend_on_its_company(tier: str) -> None:
    together = encode(tier, [*TEXTS, *TEXTS])
    alone = np.vstack([encode(tier, [text]) for text in TEXTS])
    assert np.array_equal(together[: len(TEXTS)], together[len(TEXTS) :])
    assert np.abs(together[: len(TEXTS)] - alone).max() < 1e-5
    backwards = encode(tier, TEXTS[::-1])[::-1]
    assert np.abs(together[: len(TEXTS)] - backwards).max() < 1e-5


@pytest.mark.parametrize("tier", ["sentence", "static"])
def test_what_means_the_same_lies_closer(tier: str) -> None:
    rows = encode(tier, TEXTS)
    near = rows @ rows.T
    np.fill_diagonal(near, -1)
    assert [int(near[at].argmax()) for at in (0, 1, 2, 4)] == [1, 0, 4, 2]


@pytest.mark.parametrize("tier", TIERS)
def test_no_text_at_all_is_an_empty_table(tier: str) -> None:
    rows = encode(tier, [])
    assert rows.shape[0] == 0
    assert rows.ndim == 2


@pytest.mark.parametrize("tier", ["sentence", "static"])
def test_a_long_text_is_read_in_passages(tier: str) -> None:
    story = " ".join(TEXTS[:2]) + " "
    row, longer = encode(tier, [story * 5, story * 100])
    assert float(row @ longer) > 0.75


def test_a_very_long_text_is_read_from_start_to_end() -> None:
    start, end = TEXTS[0] + " ", TEXTS[2] + " "
    whole, first, last = encode("static", [start * 9_000 + end * 9_000, start, end])
    assert float(whole @ first) > 0.5
    assert float(whole @ last) > 0.5


@pytest.mark.parametrize("tier", ["sentence", "static"])
def test_an_executor_and_a_cache_change_nothing(tier: str) -> None:
    plain = encode(tier, TEXTS)
    with ThreadPoolExecutor(2) as pool:
        split = make_encoder(tier).encode(TEXTS, executor=pool)
    cached = make_encoder(tier, cache=MemoryCache())
    assert np.array_equal(plain, split)
    assert np.array_equal(cached.encode(TEXTS[:3]), plain[:3])
    assert np.abs(cached.encode(TEXTS) - plain).max() < 1e-5


def test_a_cache_lets_go_of_what_was_used_longest_ago() -> None:
    cache, rows = MemoryCache(most=2), np.eye(3, dtype=np.float32)
    cache.put("m", ["a", "b"], rows[:2])
    assert sorted(cache.get("m", ["a"])) == ["a"]
    cache.put("m", ["c"], rows[2:])
    assert sorted(cache.get("m", ["a", "b", "c"])) == ["a", "c"]
    assert cache.get("another", ["a"]) == {}


def test_progress_ends_at_the_number_of_distinct_texts() -> None:
    heard: list[tuple[int, int]] = []
    make_encoder("static").encode(["one", "two", "one"], lambda *said: heard.append(said))
    assert heard == [(2, 2)]


def test_without_files_the_texts_own_words_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAIRN_VECTORS", str(tmp_path))
    encoder = make_encoder()
    assert (encoder.tier, encoder.model) == ("null", "TF-IDF and SVD; no sentence model is set up")
    with pytest.raises(VectorsMissing, match="files of the static vectors are not set up"):
        make_encoder("static")


def test_null_vectors_ask_for_fit_first() -> None:
    with pytest.raises(ValueError, match="call fit with the texts first"):
        make_encoder("null").encode(TEXTS)


def test_asking_for_an_encoder_loads_no_runtime() -> None:
    ask = (
        "import sys; from cairn.analysis.vectors import make_encoder; make_encoder();"
        "print(sorted({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
