"""Who put which code on what, as numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


class Level(StrEnum):
    """What may be done with the codes: told apart, put in order, subtracted, or divided."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True)
class Rating:
    """One coder's code on one unit; several on the same unit are a set of codes."""

    unit: Hashable
    coder: Hashable
    code: str


@dataclass(frozen=True, eq=False)
class Ratings:
    """One value a unit and coder: `unit`, `coder`, `value` index the names, one entry a rating.

    `amounts` are the values as numbers where the level wants numbers. `sets` are the codes that
    each value stands for: several where a coder put several on a unit.
    """

    units: tuple[Hashable, ...]
    coders: tuple[Hashable, ...]
    values: tuple[str, ...]
    sets: tuple[frozenset[str], ...]
    unit: Indices
    coder: Indices
    value: Indices
    amounts: NDArray[np.float64]
    level: Level

    def counts(self) -> NDArray[np.int64]:
        """Return how many coders gave each value, shape (units, values)."""
        table = np.zeros((len(self.units), len(self.values)), dtype=np.int64)
        np.add.at(table, (self.unit, self.value), 1)
        return table


def read_ratings(rows: Iterable[Rating], level: Level = Level.NOMINAL) -> Ratings:
    """Return ratings as numbers; the order of the rows changes nothing, a row twice counts once.

    On a scale of numbers "1" and "1.0" are one amount.

    Raises `ValueError` when the level wants numbers and a code is none, when a ratio is below
    zero, or when one coder gave two amounts to a unit.
    """
    given: dict[tuple[Hashable, Hashable], set[str]] = {}
    listed = list(rows)
    names = _name_amounts(listed, level)
    for row in listed:
        given.setdefault((row.unit, row.coder), set()).add(names.get(row.code, row.code))
    units = _in_order(unit for unit, _coder in given)
    coders = _in_order(coder for _unit, coder in given)
    sets = sorted({frozenset(codes) for codes in given.values()}, key=sorted)
    if level is not Level.NOMINAL:
        sets = sorted(sets, key=lambda codes: _amount(codes, level))
    places = ({name: at for at, name in enumerate(names)} for names in (units, coders, sets))
    unit_at, coder_at, set_at = places
    found = sorted(
        (unit_at[unit], coder_at[coder], set_at[frozenset(codes)])
        for (unit, coder), codes in given.items()
    )
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    amounts = [0.0 if level is Level.NOMINAL else _amount(codes, level) for codes in sets]
    return Ratings(
        units, coders, tuple(" + ".join(sorted(codes)) for codes in sets), tuple(sets),
        table[:, 0], table[:, 1], table[:, 2], np.array(amounts, dtype=np.float64), level,
    )  # fmt: skip


def _name_amounts(rows: Sequence[Rating], level: Level) -> dict[str, str]:
    """The shortest way in which each amount was written, for each way; nothing where codes are names."""
    if level is Level.NOMINAL:
        return {}
    amounts = {
        code: _amount(frozenset([code]), level) for code in sorted({row.code for row in rows})
    }
    shortest: dict[float, str] = {}
    for code in sorted(amounts, key=lambda code: (len(code), code)):
        shortest.setdefault(amounts[code], code)
    return {code: shortest[amount] for code, amount in amounts.items()}


def _in_order(names: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(sorted(set(names), key=lambda name: (str(type(name)), str(name))))


def _amount(codes: Sequence[str] | frozenset[str], level: Level) -> float:
    if len(codes) > 1:
        raise ValueError(f"a coder gave one unit two amounts: {' and '.join(sorted(codes))}")
    (code,) = codes
    try:
        amount = float(code)
    except ValueError:
        raise ValueError(f"{level} codes have to be numbers, and {code!r} is none") from None
    if not np.isfinite(amount) or (level is Level.RATIO and amount < 0):
        raise ValueError(f"{code!r} cannot stand on a scale of level {level}")
    return amount
