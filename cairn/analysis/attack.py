"""An attacker who knows the rule and can add up: what do the shown figures give away?

Shares no code with the gate, which it is there to test. Every hidden figure is bounded from below
and above by a linear programme over all tables that agree with what is shown (Fischetti & Salazar
2001 call these the attacker's problems).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.attack_puzzle import WIDTH, Contradiction, Puzzle

Shown = Sequence[Sequence[int | None]]
FREE, SMALL_CELLS, ALL_SMALL = "free", "small_cells", "all_small"


@dataclass(frozen=True)
class Published:
    """What is known of a rule: counts from `least` to k - 1 are hidden, others rounded to `base`."""

    k: int
    base: int = 1
    least: int = 1

    def read(self, shown: int) -> tuple[int, int]:
        """Return the counts a shown figure can stand for.

        >>> Published(8, 5).read(25), Published(8, 5).read(10), Published(11).read(25)
        ((23, 27), (8, 12), (25, 25))
        """
        if shown == 0 or self.base == 1:
            return shown, shown
        around = self.base // 2
        return max(self.k, shown - around), shown + around

    def width(self, assumed: str) -> int:
        """Return what an interval must be under to tell more than the rule does of every cell."""
        return WIDTH if assumed == FREE else min(WIDTH, self.k - 1 - self.least)


RULES = {
    "staff": Published(11),
    "health-statistics": Published(8, 5),
    "public-engagement": Published(5, 5),
}
_EXACT = Published(2)


@dataclass(frozen=True)
class Interval:
    """All that can be said of one hidden figure; `high` is infinite if nothing holds it down."""

    row: int
    column: int
    low: float
    high: float


@dataclass(frozen=True)
class Findings:
    """What the attack learnt: figures known exactly, and those in an interval under 3 wide.

    `narrow` holds the exact ones too. Under a rule that hides 1 or 2 alone an interval is narrow if it
    is narrower than that: the rule itself tells as much of every hidden cell. `assumed` is what the attacker took a hidden figure to be:
    `free` (of any size, for figures are hidden to protect others) or `small_cells` (under k).
    """

    exact: tuple[Interval, ...]
    narrow: tuple[Interval, ...]
    cells: tuple[Interval, ...]
    assumed: str = FREE


def attack_table(
    shown: Shown, least: int = 1, rule: Published | None = None, *, every: bool = True
) -> Findings:
    """Return bounds for every None in a table whose last row and column are totals.

    `least` is the smallest count a hidden figure can be: 1 where nought is always shown. With a
    `rule` shown figures stand for the counts that round to them, and hidden cells are first taken to
    be under k, which is right unless large ones were hidden too. A table of one row of counts has no
    row of totals. Without `every` only narrow ones are in `cells`, found much faster. Raises
    `ValueError` if no table agrees with it.

    Totals of 23 and 53 give the hidden cell of this table away:

    >>> found = attack_table([[None, 20, 23], [30, 40, 70], [33, 60, 93]])
    >>> [(cell.low, cell.high) for cell in found.exact]
    [(3, 3)]
    """
    known = rule or Published(_EXACT.k, 1, least)
    for assumed in (SMALL_CELLS, FREE) if rule else (FREE,):
        try:
            return _sum_up(_ask(shown, known, assumed, every), known, assumed)
        except Contradiction:
            if assumed == FREE:
                raise ValueError("no table agrees with what is shown") from None
    raise AssertionError("one of the assumptions returns or raises")


def find_known_cells(shown: Shown, rule: Published, assumed: str) -> list[tuple[int, int]]:
    """Return the hidden figures an attacker who assumes so finds within an interval under 3 wide.

    Where not even one table agrees with the assumption there is nothing to find. Who assumes
    `all_small` takes hidden totals to be under k too; only what is exact then is returned, for many
    small cells under a small total are close to each other whatever one does.
    """
    try:
        found = _sum_up(_ask(shown, rule, assumed, every=False), rule, assumed)
    except Contradiction:
        return []
    cells = found.exact if assumed == ALL_SMALL else found.narrow
    return [(cell.row, cell.column) for cell in cells]


def _ask(shown: Shown, rule: Published, assumed: str, every: bool) -> list[Interval]:
    puzzle, hidden = _write_puzzle(shown, rule, assumed)
    if not hidden:
        puzzle.bound(0)  # whether any table agrees with what is shown
    if every:
        return [Interval(*cell, *puzzle.bound(number)) for cell, number in hidden.items()]
    width = min(1, rule.width(assumed)) if assumed == ALL_SMALL else rule.width(assumed)
    narrow = puzzle.find_narrow(list(hidden.values()), width)
    return [Interval(*cell, *narrow[number]) for cell, number in hidden.items() if number in narrow]


def _sum_up(cells: list[Interval], rule: Published, assumed: str) -> Findings:
    width = rule.width(assumed)
    exact = tuple(cell for cell in cells if cell.high - cell.low < min(1, width))
    narrow = tuple(cell for cell in cells if cell.high - cell.low < width)
    return Findings(exact, narrow, tuple(cells), assumed)


def _write_puzzle(
    shown: Shown, rule: Published, assumed: str
) -> tuple[Puzzle, dict[tuple[int, int], int]]:
    """One unknown a figure, one sum a line; returns the numbers of the hidden figures too."""
    rows, columns = len(shown), len(shown[0])
    puzzle, hidden = Puzzle(), {}
    for row in range(rows):
        for column in range(columns):
            figure = shown[row][column]
            if figure is not None:
                puzzle.add(*rule.read(figure))
                continue
            total = column == columns - 1 or row == rows - 1 > 0
            small = assumed == ALL_SMALL or (assumed == SMALL_CELLS and not total)
            hidden[row, column] = puzzle.add(rule.least, rule.k - 1 if small else None)
    for row in range(rows):
        line = range(row * columns, (row + 1) * columns)
        puzzle.say_sum(line[:-1], line[-1])
    if rows > 1:
        for column in range(columns):
            line = range(column, rows * columns, columns)
            puzzle.say_sum(line[:-1], line[-1])
    return puzzle, hidden
