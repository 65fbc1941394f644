"""Quotes of a theme: near its heart, unlike one another, from different people, verbatim."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.text import find_words, split_units
from cairn.analysis.vectors import TfidfVectors, Vectors

_READ = 40
_LIKENESS_COST = 0.5


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


def choose_quotes(
    members: Sequence[Member], centre: Vectors, space: TfidfVectors, dimensions: int
) -> tuple[Quote, ...]:
    """Return up to seven quotes, best first, one a person; `members` come best first.

    Three to seven by the size of the theme where so many people spoke. Near the centre and unlike
    those chosen before: maximal marginal relevance (Carbonell and Goldstein 1998).
    """
    drafts = [_quote(member, span) for member in members[:_READ] for span in _spans(member.text)]
    if not drafts:
        return ()
    people = {member.text_index: member.person for member in members}
    vectors = _narrow(space.transform([draft.quote for draft in drafts]), dimensions)
    worth = vectors @ centre * np.array([_length_worth(draft.quote) for draft in drafts])
    wanted = min(7, max(3, round(math.sqrt(len(members)))))
    chosen: list[int] = []
    while len(chosen) < wanted:
        heard = {people[drafts[index].text_index] for index in chosen}
        said = {drafts[index].quote.casefold() for index in chosen}
        open_ones = [
            index
            for index, draft in enumerate(drafts)
            if people[draft.text_index] not in heard and draft.quote.casefold() not in said
        ]
        if not open_ones:
            break
        chosen.append(_pick(open_ones, worth, vectors, chosen))
    return tuple(drafts[index] for index in chosen)


def _quote(member: Member, span: tuple[int, int]) -> Quote:
    start, end = span
    return Quote(member.text_index, member.id, start, end, member.text[start:end])


def _spans(text: str) -> list[tuple[int, int]]:
    return [(unit.start, unit.end) for unit in split_units(text[:5_000])[:40]]


def _narrow(vectors: Vectors, dimensions: int) -> Vectors:
    cut = vectors[:, :dimensions]
    lengths = np.linalg.norm(cut, axis=1, keepdims=True)
    return np.asarray(cut / np.maximum(lengths, 1e-9))


def _length_worth(quote: str) -> float:
    """Full sentences of 6 to 40 words carry a thought; scraps and speeches count for less."""
    words = len(find_words(quote))
    if words < 6:
        return 0.4 + 0.1 * words
    return 1.0 if words <= 40 else 40 / words


def _pick(open_ones: Sequence[int], worth: Vectors, vectors: Vectors, chosen: list[int]) -> int:
    gains = worth[list(open_ones)].copy()
    if chosen:
        gains -= _LIKENESS_COST * (vectors[list(open_ones)] @ vectors[chosen].T).max(axis=1)
    return open_ones[int(np.argmax(np.round(gains, 9)))]
