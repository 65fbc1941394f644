"""What coders should talk about first."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from cairn.analysis.agreement.ratings import Ratings


@dataclass(frozen=True)
class Disagreement:
    """A unit coded differently: who gave what, and the share of pairs of coders who differ."""

    unit: Hashable
    given: tuple[tuple[Hashable, tuple[str, ...]], ...]
    differing: float
    contested: tuple[str, ...]


def list_disagreements(ratings: Ratings, most: int | None = None) -> tuple[Disagreement, ...]:
    """Return units on which coders differ, those worth most talk first.

    First come units whose contested codes are contested most often elsewhere too (one talk
    settles many), then those on which more pairs of coders differ.
    """
    given: dict[int, list[tuple[int, int]]] = {}
    for unit, coder, value in zip(ratings.unit, ratings.coder, ratings.value, strict=True):
        given.setdefault(int(unit), []).append((int(coder), int(value)))
    contested = {
        unit: _contest([ratings.sets[value] for _coder, value in said])
        for unit, said in given.items()
        if len({value for _coder, value in said}) > 1
    }
    often: dict[str, int] = {}
    for codes in contested.values():
        for code in codes:
            often[code] = often.get(code, 0) + 1
    found = [_describe(ratings, unit, given[unit], codes) for unit, codes in contested.items()]
    order = sorted(
        range(len(found)),
        key=lambda at: (
            -max(often[code] for code in found[at].contested),
            -found[at].differing,
            at,
        ),
    )
    return tuple(found[at] for at in order)[:most]


def _contest(sets: list[frozenset[str]]) -> tuple[str, ...]:
    """Codes that some but not all put."""
    return tuple(sorted(frozenset.union(*sets) - frozenset.intersection(*sets)))


def _describe(
    ratings: Ratings, unit: int, said: list[tuple[int, int]], contested: tuple[str, ...]
) -> Disagreement:
    values = np.array([value for _coder, value in said])
    same = float((values[:, None] == values[None, :]).sum() - len(values))
    pairs = len(values) * (len(values) - 1)
    given = tuple(
        (ratings.coders[coder], tuple(sorted(ratings.sets[value]))) for coder, value in said
    )
    return Disagreement(ratings.units[unit], given, round(1 - same / pairs, 4), contested)
