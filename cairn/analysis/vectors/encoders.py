"""One way to ask for vectors, whichever tier makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Literal, Protocol, Self

import numpy as np

from cairn.analysis.vectors.cache import VectorCache
from cairn.analysis.vectors.files import VectorFiles, find_vectors, need_vectors
from cairn.analysis.vectors.models import Rows, encode_chunk
from cairn.analysis.vectors.tfidf import TfidfVectors

Tier = Literal["sentence", "static", "null"]
Progress = Callable[[int, int], None]
_CHUNK = 2_000
_WIDTHS = {"sentence": 384, "static": 256}


class Encoder(Protocol):
    """Gives each text a row of length one, and a text without words a row of zeros."""

    tier: Tier
    model: str

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn what the tier learns from texts: only the null tier does."""

    def encode(
        self,
        texts: Sequence[str],
        progress: Progress | None = None,
        executor: Executor | None = None,
    ) -> Rows:
        """Return vectors, float32 (texts, dimensions); `progress` hears (done, total) texts."""


def make_encoder(
    tier: Tier | None = None, random_state: int = 0, cache: VectorCache | None = None
) -> Encoder:
    """Return the encoder of a tier; None takes sentence where its files are set up, else null.

    A tier asked for by name whose files are missing raises VectorsMissing.
    """
    if tier == "null":
        return WordEncoder(random_state)
    if tier is not None:
        return PieceEncoder(tier, need_vectors(tier), cache)
    files = find_vectors()
    if files is None:
        return WordEncoder(random_state, note="; no sentence model is set up")
    return PieceEncoder("sentence", files, cache)


class PieceEncoder:
    """Vectors by the sentence model, or by the static table distilled from it."""

    def __init__(
        self, tier: Literal["sentence", "static"], files: VectorFiles, cache: VectorCache | None
    ) -> None:
        self.tier: Tier = tier
        self.files = files
        self.cache = cache
        how = "eight-bit, weighed" if tier == "sentence" else "static"
        self.model = f"{files.model}, {how}"

    def fit(self, texts: Sequence[str]) -> Self:
        """Nothing is learnt: these vectors come from the weights alone."""
        return self

    def encode(
        self,
        texts: Sequence[str],
        progress: Progress | None = None,
        executor: Executor | None = None,
    ) -> Rows:
        """Return vectors, (texts, 384 or 256). Equal texts get equal rows, in any order or batch.

        An executor (threads, processes, a cluster that sees the same files) takes chunks of texts.
        """
        order = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        distinct = self._recall(list(order), progress or _ignore, executor)
        return distinct[[order[text] for text in texts]]

    def _recall(self, texts: list[str], progress: Progress, executor: Executor | None) -> Rows:
        if self.cache is None:
            return self._work(texts, progress, executor)
        known = self.cache.get(self.model, texts)
        new = [text for text in texts if text not in known]
        made = self._work(new, progress, executor)
        self.cache.put(self.model, new, made)
        known.update(zip(new, made, strict=True))
        return np.array([known[text] for text in texts], np.float32).reshape(len(texts), -1)

    def _work(self, texts: list[str], progress: Progress, executor: Executor | None) -> Rows:
        chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
        count = len(chunks)
        call = (encode_chunk, [self.tier] * count, [self.files.folder] * count, chunks)
        parts = [np.zeros((0, _WIDTHS[self.tier]), dtype=np.float32)]
        done = 0
        for part in executor.map(*call) if executor else map(*call):
            parts.append(part)
            done += len(part)
            progress(done, len(texts))
        return np.vstack(parts)


class WordEncoder:
    """Vectors by the texts' own words: needs no files, knows only what it was fitted on."""

    tier: Tier = "null"

    def __init__(self, random_state: int = 0, note: str = "") -> None:
        self.space = TfidfVectors(random_state=random_state)
        self.model = f"TF-IDF and SVD{note}"
        self.is_fitted = False

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn words and their company from texts."""
        self.space.fit_transform(texts)
        self.is_fitted = True
        return self

    def encode(
        self,
        texts: Sequence[str],
        progress: Progress | None = None,
        executor: Executor | None = None,
    ) -> Rows:
        """Return vectors in the space learnt by `fit`; before it, raise ValueError."""
        if not self.is_fitted:
            raise ValueError("null vectors know no words yet: call fit with the texts first")
        rows = self.space.transform(texts).astype(np.float32)
        (progress or _ignore)(len(texts), len(texts))
        return rows


def _ignore(done: int, total: int) -> None:
    """Nobody asked to hear."""
