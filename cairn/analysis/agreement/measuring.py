"""Everything about the agreement in a set of ratings, with intervals and plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.agreement.coefficients import (
    Table,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from cairn.analysis.agreement.ratings import Level, Ratings
from cairn.analysis.made_by import MadeBy

METHOD, VERSION = "agreement", "1"
RELIABLE, TENTATIVE = 0.8, 0.667
_SAMPLES = 1000
_DIGITS = 6
Counted = Callable[[Table | None], float | None]


@dataclass(frozen=True)
class Measured:
    """A coefficient with its 95 % bootstrap interval; `value` None says by `reason` why.

    `meaning` is a code: reliable, tentative, unreliable or undefined.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    @property
    def meaning(self) -> str:
        if self.value is None:
            return "undefined"
        if self.value >= RELIABLE:
            return "reliable"
        return "tentative" if self.value >= TENTATIVE else "unreliable"


WORDS = {
    "reliable": "people code this alike; it can be relied on",
    "tentative": "people mostly code this alike; draw careful conclusions only",
    "unreliable": "people code this differently; talk it over before you count it",
    "undefined": "there is too little to tell",
}
REASONS = {
    "no_pairs": "no unit was coded by two people",
    "not_two_coders": "it is defined for exactly two coders",
    "one_value": "only one code was ever used, so chance alone explains it",
}


@dataclass(frozen=True)
class CodeAgreement:
    """One code, present or absent on each unit that two or more people coded; `used` counts
    units where at least one of them put it."""

    code: str
    units: int
    used: int
    percent: Measured
    cohen: Measured
    krippendorff_alpha: Measured
    gwet_ac1: Measured


@dataclass(frozen=True)
class Agreement:
    """All coefficients of a set of ratings; `units` were coded by two people or more.

    A coder's several codes on one unit count as one value: the whole set has to be the same.
    `per_code` looks at each code by itself.
    """

    units: int
    coders: int
    level: Level
    percent: Measured
    cohen: Measured
    fleiss: Measured
    krippendorff_alpha: Measured
    gwet_ac1: Measured
    per_code: tuple[CodeAgreement, ...]
    made_by: MadeBy


def measure_agreement(
    ratings: Ratings, random_state: int = 0, samples: int = _SAMPLES
) -> Agreement:
    """Return every coefficient of `ratings`; intervals resample units (Efron and Tibshirani 1993).

    What the levels change: alpha uses each; Cohen's kappa is weighted linearly for ordinal and by
    squares for interval and ratio codes; percent, Fleiss and AC1 take codes as same or not.
    """
    counts = ratings.counts()
    rated = counts.sum(axis=1) >= 2
    draws = _draw(np.flatnonzero(rated), len(counts), samples, random_state)
    codes = sorted({code for one in ratings.sets for code in one})
    cohen = _make_cohen(ratings)
    few = "no_pairs" if not rated.any() else "one_value"
    return Agreement(
        units=int(rated.sum()),
        coders=len(ratings.coders),
        level=ratings.level,
        percent=_measure(lambda often: percent_agreement(counts, often), draws, few),
        cohen=_measure(cohen, draws, few) if cohen else Measured(None, reason="not_two_coders"),
        fleiss=_measure(lambda often: fleiss_kappa(counts, often), draws, few),
        krippendorff_alpha=_measure(
            lambda often: krippendorff_alpha(counts, ratings.level, ratings.amounts, often),
            draws, few,
        ),
        gwet_ac1=_measure(lambda often: gwet_ac1(counts, often), draws, few),
        per_code=tuple(_measure_code(ratings, code, draws) for code in codes),
        made_by=MadeBy(METHOD, VERSION, random_state),
    )  # fmt: skip


def _draw(rated: NDArray[np.int64], units: int, samples: int, seed: int) -> Table:
    """How often each unit is in each sample, shape (samples, units)."""
    often = np.zeros((samples if len(rated) else 0, units))
    source = np.random.default_rng(seed)
    for row in often:
        np.add.at(row, source.choice(rated, len(rated)), 1)
    return often


def _measure(coefficient: Counted, draws: Table, few: str) -> Measured:
    value = coefficient(None)
    if value is None:
        return Measured(None, reason=few)
    found = [one for often in draws if (one := coefficient(often)) is not None]
    low, high = np.percentile(found, [2.5, 97.5]) if found else (value, value)
    return Measured(round(value, _DIGITS), round(float(low), _DIGITS), round(float(high), _DIGITS))


def _make_cohen(ratings: Ratings) -> Counted | None:
    """Kappa of the two coders as a function of the units' weights; None unless they are two."""
    if len(ratings.coders) != 2:
        return None
    apart = _cohen_distances(ratings)
    return _weighted_cohen(ratings, ratings.value, len(ratings.values), apart)


def _weighted_cohen(
    ratings: Ratings, value: NDArray[np.int64], size: int, apart: Table | None = None
) -> Counted:
    said = np.full((2, len(ratings.units)), -1)
    said[ratings.coder, ratings.unit] = value
    both = np.flatnonzero((said >= 0).all(axis=0))

    def kappa(often: Table | None) -> float | None:
        table = np.zeros((size, size))
        weights = np.ones(len(both)) if often is None else often[both]
        np.add.at(table, (said[0, both], said[1, both]), weights)
        return cohen_kappa(table, apart)

    return kappa


def _cohen_distances(ratings: Ratings) -> Table | None:
    if ratings.level is Level.NOMINAL:
        return None
    ordinal = ratings.level is Level.ORDINAL
    places = np.arange(len(ratings.values), dtype=float) if ordinal else ratings.amounts
    gaps = np.abs(places[:, None] - places[None, :])
    return gaps if ordinal else gaps**2


def _measure_code(ratings: Ratings, code: str, draws: Table) -> CodeAgreement:
    there = np.array([code in one for one in ratings.sets])
    present = np.zeros((len(ratings.units), 2))
    np.add.at(present, (ratings.unit, there[ratings.value].astype(np.int64)), 1)
    rated = present.sum(axis=1) >= 2
    few = "no_pairs" if not rated.any() else "one_value"
    kappa = Measured(None, reason="not_two_coders")
    if len(ratings.coders) == 2:
        seen = there[ratings.value].astype(np.int64)
        kappa = _measure(_weighted_cohen(ratings, seen, 2), draws, few)
    return CodeAgreement(
        code=code,
        units=int(rated.sum()),
        used=int((present[rated, 1] > 0).sum()),
        percent=_measure(lambda often: percent_agreement(present, often), draws, few),
        cohen=kappa,
        krippendorff_alpha=_measure(
            lambda often: krippendorff_alpha(present, weights=often), draws, few
        ),
        gwet_ac1=_measure(lambda often: gwet_ac1(present, often), draws, few),
    )
