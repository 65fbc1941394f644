"""Codes for texts, from a codebook alone up to thousands of coded texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.code_suggester.choosing import choose_by_doubt
from cairn.analysis.code_suggester.codebook import Row, check_codes, list_rows
from cairn.analysis.code_suggester.learners import Learner, Marks, OneCode, SeveralCodes
from cairn.analysis.code_suggester.memory import Memory
from cairn.analysis.code_suggester.results import (
    Code,
    CodeScore,
    CodeSuggestions,
    CodesWrong,
    Reason,
    TextCodes,
    Word,
)  # fmt: skip
from cairn.analysis.code_suggester.scoring import Telling, leave_out
from cairn.analysis.code_suggester.space import (
    Progress,
    Rows,
    Space,
    draw_together,
    link_neighbours,
    list_units,
    spread_labels,
)  # fmt: skip
from cairn.analysis.code_suggester.thresholds import Calibration, calibrate
from cairn.analysis.made_by import MadeBy
from cairn.analysis.text import find_words, fold_text
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Encoder, Tier

METHOD, VERSION = "code suggester", "2"
_ENOUGH = 100  # coded texts from which several codes a text are learnt from the coded texts
_BOOK = 0.5  # what a row of the codebook then counts beside a coded text
_TABLE = 0.4  # what the static table counts then beside the sentence vectors
_FEW_EXAMPLES = 10
_SHARPEN_FROM, _SHARPEN_TO = 50, 20_000
_RARE = 30  # examples a code above which neighbours have nothing to add
_MOST_WORDS = 40


class CodeSuggester:
    """Suggests codes of a codebook for texts; learns from coded texts where there are any.

    `single` says that a text has one code. Otherwise it may have several, or none. `tier` and
    `encoder` choose the vectors, as `make_encoder` does.
    """

    def __init__(
        self, codes: Sequence[Code], *, single: bool = False, tier: Tier | None = None,
        random_state: int = 0, encoder: Encoder | None = None,
    ) -> None:  # fmt: skip
        check_codes(codes)
        self.codes = tuple(codes)
        self.single = single
        self.random_state = random_state
        self.encoder = encoder or make_encoder(tier, random_state)
        self._places = {code.id: at for at, code in enumerate(self.codes)}

    def fit(
        self, texts: Sequence[str] = (), labels: Sequence[Sequence[str]] = (),
        unlabelled: Sequence[str] = (),
    ) -> Self:  # fmt: skip
        """Learn from the codebook, coded texts (each with its code ids) and the words of others.

        A text coded with nothing teaches that no code fits; with `single` it is passed over.
        Raises CodesWrong for a label that is no code's id, or texts and labels that do not pair.
        """
        coded = self._list_coded(texts, labels)
        self._rows = list_rows(self.codes) + coded
        several = not self.single and len(coded) >= _ENOUGH
        share = 0.5 if several or self.single else 0.7
        self._space = Space(self.encoder, share, self.random_state, _TABLE if several else 0.0)
        self._space.fit([row.text for row in self._rows] + list(unlabelled))
        self._vectors = self._space.read([row.text for row in self._rows])
        self._marks = _mark_rows(self._rows, len(self.codes))
        self._learner = self._learn_several() if several else self._learn_one()
        self._memory = Memory(len(self.codes))
        return self

    def predict(self, texts: Sequence[str], progress: Progress | None = None) -> CodeSuggestions:
        """Return every code's score for each text. A text without words gets no code."""
        vectors = self._space.read(texts, progress) if texts else self._vectors[:0]
        scores = self._calibration.apply(self._score(texts, vectors)) if texts else self._marks[:0]
        chances = np.round(self._memory.adjust(vectors, scores), 9)  # batches differ far below
        blank = ~vectors.any(axis=1)
        chances[blank] = 0.0
        given = self._accept(chances)
        given[blank] = False
        return CodeSuggestions(
            tuple(self._rank(at, chances[at], given[at]) for at in range(len(texts))),
            {
                code.id: float(self._calibration.thresholds[at])
                for at, code in enumerate(self.codes)
            },
            MadeBy(METHOD, VERSION, self.random_state, self.encoder.model),
        )

    def learn(self, text: str, code: str, accepted: bool) -> None:
        """Take in one person's answer at once; texts like this one are scored by it from now on.

        Fit again with all accepted codings now and then, which weighs everything anew.
        """
        self._memory.keep(self._space.read([text])[0], text, self._place(code), accepted)

    def explain(self, text: str, code: str, words: int = 3) -> Reason:
        """Return the nearest example of a code, and the words without which its score falls most."""
        at, vector = self._place(code), self._space.read([text])
        mine = np.flatnonzero(self._marks[:, at] > 0)
        near = (self._vectors[mine] @ vector[0]) if len(mine) else np.zeros(0)
        best = int(mine[near.argmax()])
        kind = {"coded": "example"}.get(self._rows[best].source, self._rows[best].source)
        likeness = round(float(near.max()), 4)
        return Reason(code, self._rows[best].text, kind, likeness, self._weigh(text, at)[:words])

    def choose_next(self, texts: Sequence[str], count: int) -> tuple[int, ...]:
        """Return places of the texts to code next: most in doubt, and unlike one another."""
        vectors = self._space.read(texts)
        chances = self._calibration.apply(self._learner.predict(vectors))
        return choose_by_doubt(vectors, self._memory.adjust(vectors, chances), count)

    def _list_coded(self, texts: Sequence[str], labels: Sequence[Sequence[str]]) -> list[Row]:
        if len(texts) != len(labels):
            raise CodesWrong("there must be one list of codes for each coded text")
        coded = [
            Row(text, tuple(sorted({self._place(code) for code in codes})), "coded")
            for text, codes in zip(texts, labels, strict=True)
            if find_words(text) or fold_text(text)
        ]
        return [row for row in coded if row.codes] if self.single else coded

    def _place(self, code: str) -> int:
        if code not in self._places:
            raise CodesWrong(f"the codebook has no code {code!r}")
        return self._places[code]

    def _learn_one(self) -> Learner | Telling:
        rows = [at for at, row in enumerate(self._rows) if row.codes]
        titles = np.array([self._rows[at].source in ("name", "definition") for at in rows])
        vectors, marks = self._vectors[rows], self._marks[rows]
        if (~titles).sum() < _FEW_EXAMPLES:
            self._calibration = Calibration(8.0, -4.0, np.full(len(self.codes), 0.5))
        else:
            scores = leave_out(vectors, marks, titles)[~titles]
            self._calibration = calibrate(scores, marks[~titles])
        return Telling().fit(vectors, marks, titles)

    def _learn_several(self) -> Learner:
        coded = np.array([row.source == "coded" for row in self._rows])
        learner = SeveralCodes().fit(self._vectors, self._marks, np.where(coded, 1.0, _BOOK))
        seen = coded[learner.taken]
        self._calibration = calibrate(learner.left_out[seen], self._marks[learner.taken][seen])
        return learner

    def _score(self, texts: Sequence[str], vectors: Rows) -> Marks:
        if self.single:
            return self._score_sharpened(vectors)
        scores = self._learner.predict(vectors)
        units = list_units(texts)
        if isinstance(self._learner, SeveralCodes) or not units.texts:
            return scores
        best = scores.copy()
        np.maximum.at(best, units.owners, self._learner.predict(self._space.read(units.texts)))
        apart = np.unique(units.owners)
        scores[apart] = (scores[apart] + best[apart]) / 2
        return scores

    def _score_sharpened(self, vectors: Rows) -> Marks:
        """Score texts of one code each, drawn towards their neighbours and sharing their labels."""
        known = len(self._vectors)
        room = len(vectors) >= _SHARPEN_FROM and known + len(vectors) <= _SHARPEN_TO
        if not room or known > _RARE * len(self.codes):
            return self._learner.predict(vectors)
        both = np.vstack([self._vectors, vectors])
        graph = link_neighbours(both)
        drawn = draw_together(both, graph)
        learner = OneCode().fit(drawn[:known], self._marks, np.ones(known))
        start = np.vstack([self._marks, learner.predict(drawn[known:])])
        found = spread_labels(graph, start)[known:]
        return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-9))

    def _accept(self, chances: Marks) -> NDArray[np.bool_]:
        if not self.single:
            return self._calibration.accept(chances)
        best = chances.argmax(axis=1)
        return np.asarray(np.arange(len(self.codes))[None, :] == best[:, None])

    def _rank(self, at: int, chances: NDArray[np.float64], given: NDArray[np.bool_]) -> TextCodes:
        order = np.argsort(-chances, kind="stable")
        ranked = (CodeScore(self.codes[c].id, float(chances[c]), bool(given[c])) for c in order)
        return TextCodes(at, tuple(ranked))

    def _weigh(self, text: str, code: int) -> tuple[Word, ...]:
        folded = find_words(fold_text(text))
        words = list(dict.fromkeys(folded))[:_MOST_WORDS]
        without = [" ".join(each for each in folded if each != word) for word in words]
        scores = self._learner.predict(self._space.read([" ".join(folded), *without]))[:, code]
        falls = [
            Word(word, float(scores[0] - rest))
            for word, rest in zip(words, scores[1:], strict=True)
        ]
        return tuple(
            sorted((word for word in falls if word.weight > 0), key=lambda word: -word.weight)
        )


def _mark_rows(rows: Sequence[Row], codes: int) -> Marks:
    marks = np.zeros((len(rows), codes))
    for at, row in enumerate(rows):
        marks[at, list(row.codes)] = 1.0
    return marks
