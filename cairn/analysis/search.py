"""Search by words and by meaning together, each where the other is weak.

Words: BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"), with the words
of the best hits added to the query (Lavrenko and Croft 2001, "Relevance-Based Language Models").
Meaning: the likeness of vectors. Both are standardised over the documents and added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cairn.analysis.made_by import MadeBy
from cairn.analysis.stop_words import read_stop_words
from cairn.analysis.text import detect_language, fold_text
from cairn.analysis.vectors import Encoder, make_encoder

METHOD, VERSION = "BM25 and vectors", "1"
Scores = NDArray[np.float64]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SATURATION, _LENGTH = 1.5, 0.75
_STEM = 6
_FEEDBACK_DOCUMENTS, _FEEDBACK_WORDS, _FEEDBACK = 5, 20, 0.7
# How far each kind of vector is to be trusted beside words.
_MEANING = {"sentence": 1.2, "static": 0.3, "null": 0.3}


@dataclass(frozen=True)
class Hit:
    """A document found: `rank` counts from 1, `score` compares within one query only."""

    doc: str
    rank: int
    score: float


class Searcher:
    """Finds documents for a query; `fit` reads them once, `search` answers, `predict` many."""

    def __init__(self, encoder: Encoder | None = None, random_state: int = 0) -> None:
        self.encoder = encoder or make_encoder(random_state=random_state)
        self.made_by = MadeBy(METHOD, VERSION, random_state, self.encoder.model)

    def fit(
        self,
        texts: Sequence[str],
        ids: Sequence[str] | None = None,
        progress: Callable[[int, int], None] | None = None,
        executor: Executor | None = None,
    ) -> Self:
        """Read documents; without ids they are numbered from 1. Unequal lengths: ValueError."""
        self.ids = list(ids) if ids is not None else [str(at + 1) for at in range(len(texts))]
        if len(self.ids) != len(texts):
            raise ValueError(f"{len(self.ids)} ids for {len(texts)} texts: give one each")
        self._words = WordIndex(texts)
        self._rows = self.encoder.fit(texts).encode(texts, progress, executor)
        return self

    def predict(self, queries: Sequence[str], count: int = 10) -> list[tuple[Hit, ...]]:
        """Return what `search` does for each query."""
        return [self.search(query, count) for query in queries]

    def search(self, query: str, count: int = 10) -> tuple[Hit, ...]:
        """Return at most `count` documents, best first; equal scores in the documents' order.

        A document that shares neither a word nor any meaning with the query is not returned.
        """
        asked = self._words.read_query(query)
        likeness = self._measure_likeness(query)
        if not self.ids or (not asked and not likeness.any()):
            return ()
        first = self._add_up(self._words.score(asked), likeness)
        best = [at for at in _find_best(first, _FEEDBACK_DOCUMENTS) if first[at] > 0]
        words = self._words.score(self._words.widen(asked, best))
        scores = self._add_up(words, likeness)
        found = [at for at in _find_best(scores, count) if words[at] > 0 or likeness[at] > 0]
        return tuple(
            Hit(self.ids[at], rank, float(scores[at])) for rank, at in enumerate(found, start=1)
        )

    def _measure_likeness(self, query: str) -> Scores:
        row = self.encoder.encode([query])[0]
        likeness: Scores = (self._rows @ row).astype(np.float64)
        return likeness

    def _add_up(self, words: Scores, likeness: Scores) -> Scores:
        return _standardise(words) + _MEANING[self.encoder.tier] * _standardise(likeness)


class WordIndex:
    """Weights of words in documents by BM25, (documents, words)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.numbers: dict[str, int] = {}
        counted = [Counter(read_terms(text)) for text in texts]
        places: list[int] = []
        counts: list[int] = []
        for terms in counted:
            places.extend(self.numbers.setdefault(term, len(self.numbers)) for term in terms)
            counts.extend(terms.values())
        starts = np.cumsum([0, *map(len, counted)])
        shape = (len(counted), len(self.numbers))
        table = csr_matrix((np.array(counts, dtype=np.float32), places, starts), shape=shape)
        self.by_text = weigh_terms(table)
        self.by_term = self.by_text.tocsc()

    def read_query(self, query: str) -> dict[int, float]:
        """Return known terms and how often they are asked; Welsh stays whole, so both are tried."""
        asked: Counter[int] = Counter()
        for word in find_search_words(query):
            for term in {word, word[:_STEM]}:
                if term in self.numbers:
                    asked[self.numbers[term]] += 1
        return dict(asked)

    def score(self, asked: dict[int, float]) -> Scores:
        """Return each document's score for weighted terms, (documents,)."""
        scores = np.zeros(self.by_term.shape[0])
        edges, places, weights = self.by_term.indptr, self.by_term.indices, self.by_term.data
        for term, weight in asked.items():
            span = slice(edges[term], edges[term + 1])
            scores[places[span]] += weight * weights[span]
        return scores

    def widen(self, asked: dict[int, float], best: Sequence[int]) -> dict[int, float]:
        """Return the query with the weightiest terms of the best documents added."""
        terms = np.asarray(self.by_text[list(best)].sum(axis=0)).ravel()
        chosen = _find_best(terms, _FEEDBACK_WORDS)
        share = _FEEDBACK * sum(asked.values()) / max(terms[chosen].sum(), 1e-9)
        wider = dict(asked)
        for term in chosen:
            wider[int(term)] = wider.get(int(term), 0) + share * float(terms[term])
        return wider


def find_search_words(text: str) -> list[str]:
    """Return the words and numbers of a text, folded, without stop words of either language.

    >>> find_search_words("Ward 7 couldn’t wait for the night nurses")
    ['ward', '7', 'wait', 'night', 'nurses']
    """
    stop = read_stop_words()
    words = _WORD.findall(fold_text(text))
    return [word for word in words if word not in stop and word.split("'")[0] not in stop]


def read_terms(text: str) -> list[str]:
    """Return what a document is found by: the first six letters of words, Welsh words whole.

    Cutting brings the forms of an English word together much as a stemmer does, without rules of
    one language (bench/README.md compares); Welsh changes the beginnings of words too, and stays.
    """
    words = find_search_words(text)
    if detect_language(text) == "cy":
        return words
    return [word[:_STEM] for word in words]


def weigh_terms(counts: csr_matrix) -> csr_matrix:
    """Return BM25 weights for counts, (documents, terms), both shapes alike.

    A term in one of two documents of equal length has the inverse document frequency ln 2, and
    once in a document of middle length nothing is added or taken away:

    >>> weigh_terms(csr_matrix([[1.0, 0.0], [0.0, 1.0]])).toarray().round(4)
    array([[0.6931, 0.    ],
           [0.    , 0.6931]], dtype=float32)
    """
    documents = counts.shape[0]
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log1p((documents - held + 0.5) / (held + 0.5))
    relative = 1 - _LENGTH + _LENGTH * lengths / max(lengths.mean() if documents else 0, 1e-9)
    damp = np.repeat(_SATURATION * relative, np.diff(counts.indptr))
    weights = counts.data * (_SATURATION + 1) / (counts.data + damp) * rarity[counts.indices]
    return csr_matrix((weights.astype(np.float32), counts.indices, counts.indptr), counts.shape)


def _standardise(scores: Scores) -> Scores:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-12 else np.zeros(len(scores))


def _find_best(scores: Scores, count: int) -> list[int]:
    """Return places of the highest scores, best first, equal ones in order."""
    count = min(count, len(scores))
    if count == 0:
        return []
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    places = np.flatnonzero(scores >= least)
    return [int(at) for at in places[np.argsort(-scores[places], kind="stable")][:count]]
