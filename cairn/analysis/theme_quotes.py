"""Quotes of a theme: near its heart, unlike one another, from different people, verbatim."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.neighbours import Rows, scale_rows
from cairn.analysis.text import find_words, split_units

_READ = 14
_SPANS_READ = 6
_SHORT = 160
_WHOLE = re.compile(r"\A\s*(\S[^\r\n]*[^\W_]\S*)\s*\Z")
_LIKENESS_COST = 0.1


@dataclass(frozen=True)
class Quote:
    """Words of one text: `texts[text_index][start:end] == quote`, in code points."""

    text_index: int
    id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Member:
    """A text of a theme as the choice of quotes sees it."""

    text_index: int
    id: str
    person: Hashable
    text: str


@dataclass(frozen=True)
class Draft:
    """A quote that might be chosen, who said it, and how well its text fits the theme."""

    quote: Quote
    person: Hashable
    fit: float


def list_drafts(members: Sequence[Member], fits: Sequence[float]) -> list[Draft]:
    """Return what might be quoted of a theme's texts, which come best first."""
    fit_of = {member.text_index: fit for member, fit in zip(members, fits, strict=True)}
    return [
        Draft(_quote(member, span), member.person, fit_of[member.text_index])
        for member in _read_apart(members)
        for span in _spans(member.text)
    ]


def choose_quotes(
    drafts: Sequence[Draft], vectors: Rows, size: int, heart_share: float = 0.5
) -> tuple[Quote, ...]:
    """Return up to seven quotes, best first, one a person; `vectors` are those of the drafts.

    Three to seven by the `size` of the theme where so many people spoke. Judged by how their texts
    fit and, for `heart_share`, by how near the words stand to the mean of the drafts, which says
    little of few texts; unlike those chosen before: maximal marginal relevance (Carbonell and
    Goldstein 1998).
    """
    if not drafts:
        return ()
    heart = scale_rows(vectors.mean(axis=0, keepdims=True))[0]
    lengths = np.array([_length_worth(draft.quote.quote) for draft in drafts])
    fits = np.array([draft.fit for draft in drafts])
    worth = (heart_share * (vectors @ heart) + (1 - heart_share) * fits) * lengths
    return _choose(drafts, worth, vectors, min(7, max(3, round(math.sqrt(size)))))


def quote_whole(member: Member) -> Quote | None:
    """Return the first meaning unit of a text as a quote, None where it says nothing."""
    spans = _spans(member.text)
    return _quote(member, spans[0]) if spans else None


def _choose(drafts: Sequence[Draft], worth: Rows, vectors: Rows, wanted: int) -> tuple[Quote, ...]:
    chosen: list[int] = []
    while len(chosen) < wanted:
        heard = {drafts[index].person for index in chosen}
        said = {drafts[index].quote.quote.casefold() for index in chosen}
        open_ones = [
            index
            for index, draft in enumerate(drafts)
            if draft.person not in heard and draft.quote.quote.casefold() not in said
        ]
        if not open_ones:
            break
        chosen.append(_pick(open_ones, worth, vectors, chosen))
    return tuple(drafts[index].quote for index in chosen)


def _read_apart(members: Sequence[Member]) -> list[Member]:
    """The best texts of the theme, no more than two a person, so that others are heard."""
    heard: dict[Hashable, int] = {}
    kept = []
    for member in members:
        heard[member.person] = heard.get(member.person, 0) + 1
        if heard[member.person] <= 2:
            kept.append(member)
        if len(kept) == _READ:
            break
    return kept


def _quote(member: Member, span: tuple[int, int]) -> Quote:
    start, end = span
    return Quote(member.text_index, member.id, start, end, member.text[start:end])


def _spans(text: str) -> list[tuple[int, int]]:
    whole = _WHOLE.search(text) if len(text) <= _SHORT else None
    if whole:
        return [whole.span()]
    return [(unit.start, unit.end) for unit in split_units(text[:2_000])[:_SPANS_READ]]


def _length_worth(quote: str) -> float:
    """Full sentences of 6 to 40 words carry a thought; scraps and speeches count for less."""
    words = len(find_words(quote))
    if words < 6:
        return 0.4 + 0.1 * words
    return 1.0 if words <= 40 else 40 / words


def _pick(open_ones: Sequence[int], worth: Rows, vectors: Rows, chosen: list[int]) -> int:
    gains = worth[list(open_ones)].copy()
    if chosen:
        gains -= _LIKENESS_COST * (vectors[list(open_ones)] @ vectors[chosen].T).max(axis=1)
    return open_ones[int(np.argmax(np.round(gains, 9)))]
