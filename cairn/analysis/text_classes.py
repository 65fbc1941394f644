"""Tells which of a few classes a text belongs to, from examples: meaning and wording together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from cairn.analysis.text import find_words, fold_text
from cairn.analysis.vectors import Encoder, make_encoder

Chances = NDArray[np.float64]
Vectors = NDArray[np.float32]
# Weights of vectors, words and letter runs side by side, chosen on made-up comments held out.
_MEANING, _WORDING = 2.0, 1.0


def read_meaning(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Vectors of length one: what a text means joined with the words it says it in."""
    vectors = encoder.encode(texts)
    if encoder.tier != "sentence":
        return vectors
    words = make_encoder("static").encode(texts)
    return np.hstack([vectors, words]) * np.float32(0.5**0.5)


class TextClasses:
    """Logistic regression on sentence vectors joined with weighted words and letter runs.

    Letter runs keep Welsh and slips of the pen in, which the sentence model reads badly. In the
    null tier the vectors are left out: they would be made of the same words again.
    """

    def __init__(self, encoder: Encoder, strength: float = 3.0, random_state: int = 0) -> None:
        self.encoder = encoder
        self.strength = strength
        self.random_state = random_state

    def fit(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        balance: float = 0.25,
        vectors: Vectors | None = None,
    ) -> Self:
        """Learn from examples; `balance` from 0 (as frequent as given) to 1 (all alike frequent).

        `vectors` are the texts' own where somebody has them already. Raises `ValueError` for fewer than two classes or unequal numbers.
        """
        if len(texts) != len(labels):
            raise ValueError("texts and labels must be equally many")
        names, counts = np.unique(labels, return_counts=True)
        if len(names) < 2:
            raise ValueError("there must be examples of two classes or more")
        rare = 2 if len(texts) > 2000 else 1
        self._words, self._runs = _make_words(rare), _make_runs(rare)
        self._words.fit(texts)
        self._runs.fit(texts)
        share = counts / counts.sum() * len(names)
        weights = {name: float(part**-balance) for name, part in zip(names, share, strict=True)}
        self._model = LogisticRegression(
            C=self.strength,
            max_iter=200,
            tol=1e-3,
            class_weight=weights,
            random_state=self.random_state,
        )
        with threadpool_limits(1):  # more threads only wait for one another
            self._model.fit(self._describe(texts, vectors), list(labels))
        self.classes = tuple(str(name) for name in self._model.classes_)
        return self

    def chances(self, texts: Sequence[str], vectors: Vectors | None = None) -> Chances:
        """Return how likely each class is, shape (texts, classes), rows adding up to 1."""
        if not len(texts):
            return np.zeros((0, len(self.classes)))
        found: Chances = self._model.predict_proba(self._describe(texts, vectors))
        return found

    def pack(self) -> dict[str, NDArray[Any]]:
        """What was learnt, as arrays; `unpack` makes the same of them."""
        packed = {"coef": self._model.coef_, "intercept": self._model.intercept_}
        for name, reader in (("words", self._words), ("runs", self._runs)):
            packed[name] = np.array(reader.get_feature_names_out(), dtype=np.str_)
            packed[f"{name}_idf"] = reader.idf_
        return packed | {"classes": np.array(self.classes, dtype=np.str_)}

    def unpack(self, packed: Mapping[str, NDArray[Any]]) -> Self:
        self._words, self._runs = _make_words(1), _make_runs(1)
        for name, reader in (("words", self._words), ("runs", self._runs)):
            reader.vocabulary = {str(term): at for at, term in enumerate(packed[name])}
            reader.idf_ = packed[f"{name}_idf"]
        self.classes = tuple(str(name) for name in packed["classes"])
        self._model = LogisticRegression()
        self._model.classes_ = np.array(self.classes)
        self._model.coef_, self._model.intercept_ = packed["coef"], packed["intercept"]
        return self

    def _describe(self, texts: Sequence[str], vectors: Vectors | None) -> csr_matrix:
        parts = [self._words.transform(texts) * _WORDING, self._runs.transform(texts) * _WORDING]
        if self.encoder.tier != "null":
            rows = read_meaning(self.encoder, texts) if vectors is None else vectors
            parts.append(csr_matrix(rows.astype(np.float64) * _MEANING))
        return csr_matrix(hstack(parts))


def _make_words(rare: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=_list_words, sublinear_tf=True, min_df=rare, max_features=60_000
    )


def _make_runs(rare: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=rare,
        preprocessor=fold_text, max_features=80_000,
    )  # fmt: skip


def _list_words(text: str) -> list[str]:
    """Words and pairs of words, small words kept: "not" and "but" say much here."""
    words = find_words(fold_text(text))
    return words + [f"{one} {two}" for one, two in pairwise(words)]
