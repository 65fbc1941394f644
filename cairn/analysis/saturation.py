"""Whether more of the same would still bring something new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.made_by import MadeBy

METHOD, VERSION = "guest-namey-chen-2020", "1"
_ORDERS, _SAMPLES = 200, 500
Codes = Collection[Hashable]


@dataclass(frozen=True)
class Step:
    """After `number` units: how many codes were `new` in this one, how many there are in all, and
    what the run that ends here brought as a share of the base (None before the first run)."""

    number: int
    unit: str
    new: int
    known: int
    new_in_run: int | None
    share: float | None


@dataclass(frozen=True)
class Forecast:
    """Codes still to be found: in all (`unseen`) and in the next `more` units, with 95 % bounds."""

    more: int
    unseen: float
    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Saturation:
    """`reached_at` units were enough: the `run` after them brought no more than `threshold` of
    what the first `base` held. None where that has not happened yet; `reason` says why.

    `usual` is the middle and the 95 % range of `reached_at` over other orders of the same units,
    None where most orders do not reach it.
    """

    base: int
    run: int
    threshold: float
    codes_in_base: int
    reached_at: int | None
    reason: str
    curve: tuple[Step, ...]
    usual: tuple[int, int, int] | None
    forecast: Forecast | None
    made_by: MadeBy

    @property
    def confirmed_at(self) -> int | None:
        """How many units it took to know."""
        return None if self.reached_at is None else self.reached_at + self.run


REASONS = {
    "reached": "the last runs brought little that was new",
    "not_yet": "every run so far brought more new codes than the threshold allows",
    "too_few": "there are fewer units than the base and one run",
    "no_codes": "the base holds no codes to measure new ones against",
}


def measure_saturation(
    units: Sequence[tuple[str, Codes]],
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    random_state: int = 0,
) -> Saturation:
    """Return how new codes dwindle over units (name, codes) in the order they came.

    Base size, run length and threshold as in Guest, Namey and Chen (2020, PLOS ONE 15(5)): the new
    codes in a run are divided by the codes in the base. Raises `ValueError` for a base or run
    under 1 or a threshold outside 0 to 1.

    Four interviews hold ten codes; the fifth and sixth bring one more, the next two none:

    >>> codes = ["abcd", "abef", "ghi", "aj", "bk", "ac", "dj", "ab"]
    >>> found = measure_saturation([(str(n), set(c)) for n, c in enumerate(codes, 1)])
    >>> found.codes_in_base, found.reached_at, found.confirmed_at
    (10, 5, 7)
    >>> [step.share for step in found.curve[5:]]
    [0.1, 0.0, 0.0]
    """
    if base < 1 or run < 1 or not 0 <= threshold <= 1:
        raise ValueError("base and run are 1 or more, and the threshold is from 0 to 1")
    curve = _follow(units, base, run)
    known = curve[base - 1].known if len(curve) >= base else 0
    reached = _reach(curve, base, run, threshold)
    reason = _say_why(reached, len(units), base, run, known)
    return Saturation(
        base, run, threshold, known, reached, reason, curve,
        _try_orders(units, base, run, threshold, random_state),
        forecast_codes([codes for _name, codes in units], max(run, 1), random_state),
        MadeBy(METHOD, VERSION, random_state),
    )  # fmt: skip


def forecast_codes(units: Sequence[Codes], more: int, random_state: int = 0) -> Forecast | None:
    """Return how many codes `more` units would add (Colwell and others 2012, equation 18).

    What is unseen is the Chao2 estimate (Chao 1987), biased-corrected where no code was met in
    exactly two units; bounds come from resampling units. None for fewer than two units.
    """
    if len(units) < 2:
        return None
    unseen, expected = _extrapolate(units, more)
    source = np.random.default_rng(random_state)
    drawn = [
        _extrapolate([units[at] for at in source.integers(0, len(units), len(units))], more)[1]
        for _sample in range(_SAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    bounds = (min(float(low), expected), max(float(high), expected))
    return Forecast(more, round(unseen, 3), round(expected, 3), *(round(one, 3) for one in bounds))


def _follow(units: Sequence[tuple[str, Codes]], base: int, run: int) -> tuple[Step, ...]:
    seen: set[Hashable] = set()
    fresh: list[int] = []
    at_base, steps = 0, []
    for number, (name, codes) in enumerate(units, start=1):
        fresh.append(len(set(codes) - seen))
        seen |= set(codes)
        at_base = len(seen) if number == base else at_base
        in_run = sum(fresh[-run:]) if number >= base + run else None
        share = in_run / at_base if in_run is not None and at_base else None
        steps.append(Step(number, name, fresh[-1], len(seen), in_run, share))
    return tuple(steps)


def _reach(curve: Sequence[Step], base: int, run: int, threshold: float) -> int | None:
    for step in curve[base + run - 1 :]:
        if step.share is not None and step.share <= threshold:
            return step.number - run
    return None


def _say_why(reached: int | None, units: int, base: int, run: int, known: int) -> str:
    if reached is not None:
        return "reached"
    if units < base + run:
        return "too_few"
    return "not_yet" if known else "no_codes"


def _try_orders(
    units: Sequence[tuple[str, Codes]], base: int, run: int, threshold: float, seed: int
) -> tuple[int, int, int] | None:
    source = np.random.default_rng(seed)
    rows = sorted(units, key=lambda unit: (unit[0], sorted(map(str, unit[1]))))
    found = []
    for _order in range(_ORDERS if len(rows) >= base + run else 0):
        shuffled = [rows[at] for at in source.permutation(len(rows))]
        found.append(_reach(_follow(shuffled, base, run), base, run, threshold))
    reached = [one for one in found if one is not None]
    if not reached or len(reached) * 2 < len(found):
        return None
    middle, low, high = np.percentile(reached, [50, 2.5, 97.5])
    return int(middle), int(low), int(high)


def _extrapolate(units: Sequence[Codes], more: int) -> tuple[float, float]:
    met = Counter(code for codes in units for code in set(codes))
    once = sum(count == 1 for count in met.values())
    twice = sum(count == 2 for count in met.values())
    few = (len(units) - 1) / len(units)
    unseen = few * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)
    if unseen <= 0 or once == 0:
        return max(unseen, 0.0), 0.0
    rate = once / (once + len(units) * unseen)
    return unseen, unseen * (1 - (1 - rate) ** more)
