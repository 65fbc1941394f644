"""Everything about the agreement in a set of ratings, with intervals and plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cairn.analysis.agreement.coefficients import (
    Table,
    ac1_samples,
    alpha_samples,
    cohen_samples,
    fleiss_samples,
    percent_samples,
)
from cairn.analysis.agreement.ratings import Level, Ratings
from cairn.analysis.made_by import MadeBy

METHOD, VERSION = "agreement", "1"
RELIABLE, TENTATIVE = 0.8, 0.667
_SAMPLES = 1000
_DIGITS = 6
_CELLS = 4_000_000
Counted = Callable[[Table], Table]


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


NAMES = ("percent", "cohen", "fleiss", "krippendorff_alpha", "gwet_ac1")
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
    counts = ratings.counts().astype(np.float64)
    rated = np.flatnonzero(counts.sum(axis=1) >= 2)
    codes = sorted({code for one in ratings.sets for code in one})
    asked = _ask_all(ratings, counts)
    asked |= {f"{at} {name}": one for at, code in enumerate(codes)
              for name, one in _ask_code(ratings, code).items()}  # fmt: skip
    found = _measure(asked, rated, len(counts), samples, random_state)
    overall = {name: found.pop(name) for name in NAMES}
    return Agreement(
        units=len(rated),
        coders=len(ratings.coders),
        level=ratings.level,
        per_code=tuple(
            CodeAgreement(
                code, len(rated), _count_used(ratings, code, rated),
                *(found[f"{at} {name}"] for name in NAMES if name != "fleiss"),
            )
            for at, code in enumerate(codes)
        ),
        made_by=MadeBy(METHOD, VERSION, random_state),
        **overall,
    )  # fmt: skip


def _ask_all(ratings: Ratings, counts: Table) -> dict[str, Counted | None]:
    apart = _cohen_distances(ratings)
    return {
        "percent": lambda often: percent_samples(counts, often),
        "cohen": _make_cohen(ratings, ratings.value, len(ratings.values), apart),
        "fleiss": lambda often: fleiss_samples(counts, often),
        "krippendorff_alpha": lambda often: alpha_samples(
            counts, ratings.level, ratings.amounts, often
        ),
        "gwet_ac1": lambda often: ac1_samples(counts, often),
    }


def _ask_code(ratings: Ratings, code: str) -> dict[str, Counted | None]:
    there = _find(ratings, code)
    present = np.zeros((len(ratings.units), 2))
    np.add.at(present, (ratings.unit, there), 1)
    return {
        "percent": lambda often: percent_samples(present, often),
        "cohen": _make_cohen(ratings, there, 2),
        "krippendorff_alpha": lambda often: alpha_samples(present, Level.NOMINAL, None, often),
        "gwet_ac1": lambda often: ac1_samples(present, often),
    }


def _find(ratings: Ratings, code: str) -> NDArray[np.int64]:
    """For each rating, 1 where the code is in it."""
    there = np.array([code in one for one in ratings.sets], dtype=np.int64)
    return there[ratings.value]


def _count_used(ratings: Ratings, code: str, rated: NDArray[np.int64]) -> int:
    there = ratings.unit[_find(ratings, code) == 1]
    return len(np.intersect1d(there, rated))


def _measure(
    asked: dict[str, Counted | None],
    rated: NDArray[np.int64],
    units: int,
    samples: int,
    seed: int,
) -> dict[str, Measured]:
    once = np.ones((1, units))
    defined = {name: one for name, one in asked.items() if one}
    drawn: dict[str, list[Table]] = {name: [] for name in defined}
    for often in _draw(rated, units, samples, seed):
        for name, one in defined.items():
            drawn[name].append(one(often))
    few = "one_value" if len(rated) else "no_pairs"
    return {
        name: _settle(one(once), drawn[name], few)
        if one
        else Measured(None, reason="not_two_coders")
        for name, one in asked.items()
    }


def _draw(rated: NDArray[np.int64], units: int, samples: int, seed: int) -> Iterator[Table]:
    """How often each unit is in each sample, shape (some samples, units), a bite at a time.

    Units without a pair stay in each sample once: AC1 takes chance from them as well.
    """
    source = np.random.default_rng(seed)
    bite = max(1, _CELLS // max(units, 1))
    for start in range(0, samples if len(rated) else 0, bite):
        often = np.ones((min(bite, samples - start), units))
        chances = np.full(len(rated), 1 / len(rated))
        often[:, rated] = source.multinomial(len(rated), chances, size=len(often))
        yield often


def _settle(value: Table, drawn: list[Table], few: str) -> Measured:
    if np.isnan(value[0]):
        return Measured(None, reason=few)
    found = np.concatenate([*drawn, value])
    low, high = (round(float(one), _DIGITS) for one in np.nanpercentile(found, [2.5, 97.5]))
    return Measured(round(float(value[0]), _DIGITS), low, high)


def _make_cohen(
    ratings: Ratings, value: NDArray[np.int64], size: int, apart: Table | None = None
) -> Counted | None:
    """Kappa of the two coders as a function of the units' weights; None unless they are two."""
    if len(ratings.coders) != 2:
        return None
    said = np.full((2, len(ratings.units)), -1)
    said[ratings.coder, ratings.unit] = value
    both = np.flatnonzero((said >= 0).all(axis=0))
    cell = said[0, both] * size + said[1, both]
    cells, place = np.unique(cell, return_inverse=True)
    ones = csr_matrix((np.ones(len(both)), (np.arange(len(both)), place)), (len(both), len(cells)))

    def kappa(often: Table) -> Table:
        tables = np.zeros((len(often), size * size))
        tables[:, cells] = (ones.T @ often[:, both].T).T
        return cohen_samples(tables.reshape(-1, size, size), apart)

    return kappa


def _cohen_distances(ratings: Ratings) -> Table | None:
    if ratings.level is Level.NOMINAL:
        return None
    ordinal = ratings.level is Level.ORDINAL
    places = np.arange(len(ratings.values), dtype=float) if ordinal else ratings.amounts
    gaps = np.abs(places[:, None] - places[None, :])
    return gaps if ordinal else (gaps / (gaps.max(initial=0) or 1.0)) ** 2
