"""An attacker who keeps everything: what do several releases about the same people give away?

People are divided by every attribute any release tells apart. Each figure, shown or hidden, is a sum
over those parts, and so is the difference of two figures one of which is about some of the other's
people. Shares no code with the gate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from cairn.analysis.attack_puzzle import WIDTH, Contradiction, Puzzle

MOST_PARTS = 20_000
Who = tuple[tuple[str, frozenset[str]], ...]
Parts = frozenset[int]


@dataclass(frozen=True)
class Told:
    """One figure of one release: `who` it counts by attribute, and the bounds it was given.

    An attribute that is not in `who` does not matter. `high` is None where nothing was said.
    """

    release: int
    who: Who
    low: int
    high: int | None


@dataclass(frozen=True)
class Leak:
    """People of whom the number is known too well, by the figures whose difference they are."""

    figures: tuple[int, ...]
    low: int
    high: int


def attack_releases(
    told: Sequence[Told],
    complete: Collection[str],
    k: int,
    pairs: Iterable[tuple[int, int]] | None = None,
) -> list[Leak]:
    """Return hidden figures and differences across releases that are pinned to under 3 wide.

    `complete` names the attributes all of whose values were told; of others there is a rest. Of
    `pairs`, the larger first, the differences are looked at; without, of all figures that fit.
    Differences of nought, and those of k or more people, are no leak, and neither is what one
    release alone would tell. Releases that contradict one another leave nothing to work out. Raises
    `ValueError` for more than 20,000 parts.

    All 40 nurses, then the 38 who are not on ward A, tell of 2 on ward A:

    >>> everyone = Told(0, (("role", frozenset({"nurse"})),), 40, 40)
    >>> but_one = Told(1, (("role", frozenset({"nurse"})), ("ward", frozenset({"B"}))), 38, 38)
    >>> attack_releases([everyone, but_one], complete=("role",), k=11)
    [Leak(figures=(0, 1), low=2, high=2)]
    """
    parts = _divide(told, complete)
    targets = _find_targets(told, parts, pairs)
    found = _find_pinned(told, parts, targets, k)
    alone = [
        [number for number, one in enumerate(told) if one.release == release]
        for release in {one.release for one in told}
    ]
    return [
        Leak(figures, *interval)
        for figures, interval in found.items()
        if not any(
            _find_pinned([told[at] for at in some], [parts[at] for at in some],
                         {figures: targets[figures]}, k)
            for some in alone
        )
    ]  # fmt: skip


def _divide(told: Sequence[Told], complete: Collection[str]) -> list[Parts]:
    """Return for each figure the numbers of the parts it is made of."""
    blocks = {name: _divide_values(name, told, name in complete) for name in _names(told)}
    if prod(len(each) for each in blocks.values()) > MOST_PARTS:
        raise ValueError("the releases tell too many groups apart to be checked together")
    everyone = list(product(*blocks.values()))
    names = list(blocks)
    return [
        frozenset(
            number
            for number, part in enumerate(everyone)
            if all(part[names.index(name)] in values for name, values in one.who)
        )
        for one in told
    ]


def _names(told: Iterable[Told]) -> list[str]:
    return sorted({name for one in told for name, _ in one.who})


def _divide_values(name: str, told: Sequence[Told], complete: bool) -> list[str]:
    """Return one value for all that no figure tells apart; "\\0" stands for the rest."""
    sets = [dict(one.who)[name] for one in told if name in dict(one.who)]
    values = sorted(frozenset().union(*sets)) + ([] if complete else ["\0"])
    first = {tuple(value in each for each in sets): value for value in reversed(values)}
    return sorted(first.values())


def _find_targets(
    told: Sequence[Told], parts: Sequence[Parts], pairs: Iterable[tuple[int, int]] | None
) -> dict[tuple[int, ...], Parts]:
    """Hidden figures, and differences that are no figure of their own, once each."""
    known = set(parts)
    targets: dict[tuple[int, ...], Parts] = {}
    for at, one in enumerate(told):
        if one.high is None and parts[at] not in targets.values():
            targets[at,] = parts[at]
    for large, small in product(range(len(told)), repeat=2) if pairs is None else pairs:
        some, fewer = parts[large], parts[small]
        apart = told[large].release != told[small].release
        if apart and fewer < some and some - fewer not in known:
            known.add(some - fewer)
            targets[large, small] = some - fewer
    return targets


def _find_pinned(
    told: Sequence[Told],
    parts: Sequence[Parts],
    targets: dict[tuple[int, ...], Parts],
    k: int,
) -> dict[tuple[int, ...], tuple[int, int]]:
    puzzle = Puzzle()
    everyone = frozenset().union(*parts, *targets.values())
    atoms = {part: puzzle.add(0, None) for part in sorted(everyone)}
    for one, some in zip(told, parts, strict=True):
        puzzle.say_sum([atoms[part] for part in some], puzzle.add(one.low, one.high))
    asked = {}
    for figures, some in targets.items():
        asked[puzzle.add(0, None)] = figures
        puzzle.say_sum([atoms[part] for part in some], next(reversed(asked)))
    try:
        narrow = puzzle.find_narrow(list(asked), WIDTH)
    except Contradiction:
        return {}
    return {asked[at]: each for at, each in narrow.items() if each[0] < k and each[1] > 0}
