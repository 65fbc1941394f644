"""Texts as vectors of unit length: words, pairs of words and letter runs, folded by SVD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from cairn.analysis.text import find_words, fold_text, read_phrases
from cairn.analysis.threads import hold_one_thread

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

Vectors = NDArray[np.float64]
_MANY = 1_000
_FEATURES = 60_000


class TfidfVectors:
    """Latent semantic analysis (Deerwester and others 1990) of weighted words and letter runs.

    Letter runs of 4 to 6 inside words let "leader", "leaders" and "leadership" meet without a
    stemmer, which keeps Welsh in. Rows have length one; a text without words is a row of zeros.
    """

    def __init__(self, dimensions: int = 100, random_state: int = 0) -> None:
        self.dimensions = dimensions
        self.random_state = random_state

    def fit_transform(self, texts: Sequence[str]) -> Vectors:
        """Learn from texts and return their vectors, shape (texts, dimensions or fewer)."""
        from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415 - other vectors start without it

        rare = 2 if len(texts) > _MANY else 1
        tried = [(part, _learn(part, texts)) for part in _make_parts(rare)]
        learnt = [(part, weights) for part, weights in tried if weights is not None]
        self._parts = [part for part, _ in learnt]
        if not self._parts:
            self._svd = None
            return np.zeros((len(texts), 1))
        weights = csr_matrix(hstack([weights for _, weights in learnt]))
        size = min(self.dimensions, min(weights.shape) - 1)
        self._svd = TruncatedSVD(size, random_state=self.random_state) if size >= 2 else None
        if self._svd is None:
            return _scale_rows(weights.toarray())
        with hold_one_thread(), np.errstate(all="ignore"):  # all texts may be the same
            return _scale_rows(self._svd.fit_transform(weights))

    def transform(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of other texts in the space learnt from the first ones."""
        if not self._parts or len(texts) == 0:
            return np.zeros((len(texts), 1))
        weights = self._weigh(texts)
        if self._svd is None:
            return _scale_rows(weights.toarray())
        with hold_one_thread():
            return _scale_rows(self._svd.transform(weights))

    def _weigh(self, texts: Sequence[str]) -> csr_matrix:
        return csr_matrix(hstack([part.transform(texts) for part in self._parts]))


def narrow_vectors(vectors: Vectors, dimensions: int) -> Vectors:
    """Return the first dimensions of each row, scaled to length one again."""
    return _scale_rows(vectors[:, :dimensions])


def _make_parts(rare: int) -> list[TfidfVectorizer]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - as above

    words = TfidfVectorizer(
        analyzer=_list_phrases, sublinear_tf=True, min_df=rare, max_features=_FEATURES
    )
    runs = TfidfVectorizer(
        analyzer=_list_letter_runs, sublinear_tf=True, min_df=2 * rare - 1, max_features=_FEATURES
    )
    return [words, runs]


def _learn(part: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix | None:
    try:
        return csr_matrix(part.fit_transform(texts))
    except ValueError:  # no word, or none in as many texts as asked: this part has nothing to say
        return None


def _list_phrases(text: str) -> list[str]:
    return list(read_phrases(fold_text(text)))


def _list_letter_runs(text: str) -> list[str]:
    return [run for word in find_words(fold_text(text)) for run in _letter_runs(f" {word} ")]


def _letter_runs(word: str) -> Iterator[str]:
    if len(word) <= 4:
        yield word
    for length in (4, 5, 6):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def _scale_rows(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = np.zeros(rows.shape, dtype=np.float64)
    return np.divide(rows, lengths, out=scaled, where=lengths > 1e-9)
