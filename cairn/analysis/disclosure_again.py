"""The same table again: what was shown of it before binds what may be shown now.

Nobody is told who came and who went between two releases, but a reader may take it that nobody went,
or that nobody came. Either way the difference of two figures counts people, often few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cairn.analysis.attack import Published
from cairn.analysis.attack_ledger import Leak, Told, Who, attack_releases
from cairn.analysis.disclosure import Counts, ReleasedTable, TablePlan, plan_table
from cairn.analysis.disclosure_ledger import Question, Released, check_shape, name_group
from cairn.analysis.disclosure_rules import RuleSet, find_rule

Place = tuple[int, int]
Named = dict[Who, Place]
_WHEN = "\0when"
_THEN, _EVER = frozenset({"then"}), frozenset({"then", "since"})


@dataclass(frozen=True)
class ReleasedAgain:
    """A table as it may be shown beside those before it, its line for the ledger, and how many of
    its figures are hidden only because of what was shown before."""

    table: ReleasedTable
    line: Released
    more: int


def release_again(
    counts: Counts,
    question: Question,
    before: Sequence[Released] = (),
    k: int | None = None,
    rule: str = "staff",
    *,
    every_value: bool = True,
) -> ReleasedAgain:
    """Return a table as `release_table` would, with more hidden where one before asks for it.

    A figure is hidden that is 1 to k - 1 people away from what it was before; then others, until
    neither a hidden figure nor how many came to or went from one is pinned down, taking it that people
    only came and that they only went. Tables before are taken one at a time. With `every_value` a
    value that one of two releases lacks was nobody's; without, nothing is known of it, and totals are
    compared only where both count the same values. Raises `ValueError` as `release_table` and
    `attack_releases` do.

    >>> asked = Question("role", ("nurse", "porter", "cook"))
    >>> first = release_again([40, 30, 25], asked)
    >>> later = release_again([43, 30, 25], asked, [first.line])
    >>> [cell.text for cell in later.table.cells[0]], later.table.total.text, later.more
    (['*', '30', '25'], '*', 2)
    """
    rules = find_rule(rule, k)
    plan = plan_table(counts, rules)
    check_shape(plan, question)
    at_first = int(plan.hidden.sum())
    while places := _find_places(plan, question, before, rules, every_value):
        plan = plan.hide(*places)
    line = Released(question, rules.k, rules.base, plan.shown())
    return ReleasedAgain(plan.release(), line, int(plan.hidden.sum()) - at_first)


def _find_places(
    plan: TablePlan,
    question: Question,
    before: Sequence[Released],
    rules: RuleSet,
    every_value: bool,
) -> list[Place]:
    """What to hide next; small changes are hidden at once, for they need no working out."""
    pairs = [
        _Pair(Released(question, rules.k, rules.base, plan.shown()), old, every_value)
        for old in before
    ]
    if changed := {place for pair in pairs for place in pair.small_changes()}:
        return sorted(changed)
    for pair in pairs:
        for came in (True, False):
            if plan.shown_places() and (leaks := pair.attack(came)):
                return [_choose(plan, pair.places_of(leaks))]
    return []


def _choose(plan: TablePlan, near: Sequence[Place]) -> Place:
    """The cheapest shown figure among those found, else in their rows and columns, else of all."""
    lines = [
        place
        for place in plan.shown_places()
        if any(place[0] == row or place[1] == column for row, column in near)
    ]
    usable = [place for place in near if plan.is_shown(place)] or lines or plan.shown_places()
    return min(usable, key=plan.price)


class _Pair:
    """A table and one before it, with the figures that can be compared by whom they count."""

    def __init__(self, new: Released, old: Released, every_value: bool) -> None:
        self.new, self.old, self.every_value = new, old, every_value
        self.now, self.then = self._name(new), self._name(old)

    def small_changes(self) -> Iterator[Place]:
        """The figures shown now that few people, but somebody, came to or went from."""
        for who in self.now.keys() & self.then.keys():
            low, high = _read(self.new, self.now[who])
            old_low, old_high = _read(self.old, self.then[who])
            if high is None or old_high is None:
                continue
            known = (high - old_low) - (low - old_high) < 3
            if known and 0 < max(abs(high - old_low), abs(low - old_high)) < self.new.k:
                yield self.now[who]

    def attack(self, came: bool) -> list[Leak]:
        """Return what comes of taking it that people only came, or only went."""
        times = (_EVER, _THEN) if came else (_THEN, _EVER)
        told = [
            Told(release, ((_WHEN, time), *who), *_read(line, place))
            for release, (line, named, time) in enumerate(
                zip((self.new, self.old), (self.now, self.then), times, strict=True)
            )
            for who, place in named.items()
        ]
        told += self._nobodies(times) if self.every_value else []
        return attack_releases(told, self._complete() | {_WHEN}, self.new.k, self._pairs(came))

    def _pairs(self, came: bool) -> Iterator[tuple[int, int]]:
        """The numbers of the figures about the same people, those of the longer time first."""
        place = {who: len(self.now) + number for number, who in enumerate(self.then)}
        for number, who in enumerate(self.now):
            if who in place:
                yield (number, place[who]) if came else (place[who], number)

    def places_of(self, leaks: Sequence[Leak]) -> list[Place]:
        """Where in the table now the figures of leaks stand, or their like."""
        whose = [*self.now, *self.then]
        found = {whose[figure] for leak in leaks for figure in leak.figures if figure < len(whose)}
        return sorted(self.now[who] for who in found if who in self.now)

    def _name(self, line: Released) -> Named:
        """Name each figure by whom it counts, but totals of other values than the other table's."""
        height, width = len(line.shown), len(line.shown[0])
        complete = self._complete()
        named = {}
        for row in range(height):
            for column in range(width):
                asked = line.question
                across = asked.columns or asked.rows
                sums = {across} if column == width - 1 else set()
                sums |= {asked.rows} if asked.columns and row == height - 1 else set()
                if sums <= complete:
                    named[name_group(asked, row, column)] = (row, column)
        return named

    def _complete(self) -> set[str]:
        """The attributes all of whose values both tables tell of."""
        mine, theirs = _values(self.new.question), _values(self.old.question)
        return {name for name in mine if self.every_value or set(mine[name]) == set(theirs[name])}

    def _nobodies(self, times: tuple[frozenset[str], frozenset[str]]) -> Iterator[Told]:
        """Values that one of the two lacks were nobody's then."""
        both = (_values(self.new.question), _values(self.old.question))
        for release, (own, other, time) in enumerate(zip(both, both[::-1], times, strict=True)):
            for name, values in own.items():
                for value in sorted(set(other[name]) - set(values)):
                    yield Told(release, ((_WHEN, time), (name, frozenset({value}))), 0, 0)


def _values(asked: Question) -> dict[str, tuple[str, ...]]:
    rows = {asked.rows: asked.row_values}
    return rows | ({asked.columns: asked.column_values} if asked.columns else {})


def _read(line: Released, place: Place) -> tuple[int, int | None]:
    """What a figure can stand for; a hidden one for anything."""
    shown = line.shown[place[0]][place[1]]
    rule = Published(line.k, line.base)
    return (rule.least, None) if shown is None else rule.read(shown)
