"""A series of lists: people come in steps, some lists keep to a few of them, and all is remembered.

How many a list counts is always told, so a list that would give somebody away by that alone is not
released. Its cells are hidden until an attacker who keeps every list of the series finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from cairn.analysis.attack import FREE, SMALL_CELLS, Published, find_known_cells
from cairn.analysis.attack_groups import find_known_groups
from cairn.analysis.attack_ledger import Told, Who
from cairn.analysis.disclosure_ledger import Filter, Question, Released, name_group
from cairn.analysis.disclosure_rules import RuleSet

PEOPLE = "\0people"  # what a list without values counts
_STEP = "\0step"
_NARROW = 3  # a difference known to within this counts as known


@dataclass(frozen=True)
class Stepped:
    """A list as it was released, its total last, and the step up to which people are counted."""

    step: int
    line: Released


def release_in_series(
    counts: Sequence[int],
    asked: Question,
    step: int,
    before: Sequence[Stepped] = (),
    *,
    rules: RuleSet,
) -> Stepped | None:
    """Return a list of counts of people as it may be shown beside those before it, or None.

    `asked` has no columns; without values the list says only how many there are. `before` holds lists
    of the same answers, and of any attribute that lists are kept to, oldest first; steps count from 1.
    Everybody of a step is counted in later ones too, unless they went. Cells under the rules' k are
    hidden, all of them where everybody said the same, then others: until those hidden count k people
    together, and no hidden cell and no group of fewer than k is pinned down within the list, across the lists that can be true
    together, or between this list and the same one of another step. None where that cannot be
    reached, or where the list counts fewer than k. Raises `ValueError` for counts that do not fit and
    for lists that tell too many groups apart.

    >>> from cairn.analysis.disclosure_rules import RULE_SETS
    >>> staff, moods = RULE_SETS["staff"], Question("mood", ("low", "high"))
    >>> first = release_in_series([30, 40], moods, 1, rules=staff)
    >>> first.line.shown
    ((30, 40, 70),)
    >>> later = release_in_series([34, 52], moods, 2, [first], rules=staff)
    >>> later.line.shown
    ((None, None, 86),)
    >>> release_in_series([31, 42], moods, 2, [first], rules=staff) is None
    True
    """
    if len(counts) != len(asked.row_values) and asked.row_values:
        raise ValueError("the list needs a count for each value")
    if any(count < 0 for count in counts):
        raise ValueError("counts of people cannot be negative")
    if rules.hides(sum(counts)) or not sum(counts):
        return None
    return _Series(counts, asked, step, before, rules).release()


def release_together(
    people: int,
    kept: Filter,
    lists: Sequence[tuple[Question, Sequence[int]]],
    step: int,
    before: Sequence[Stepped] = (),
    *,
    rules: RuleSet,
) -> list[Stepped] | None:
    """Return how many `people` were kept and then each list of them, as `release_in_series` does.

    None where one of them may not be shown at all: the others tell how many it counts. Lists of an
    attribute that any list is kept to are gone through first, and bind the rest. The result is in
    the order of `lists`, the number of people first.
    """
    named = {name for each in before for name, _ in each.line.question.kept}
    named |= {name for name, _ in kept}
    whole, earlier = Question(PEOPLE, (), kept=kept), list(before)
    released: dict[str, Stepped] = {}
    wanted = [(whole, [people]), *sorted(lists, key=lambda each: each[0].rows not in named)]
    for asked, counts in wanted:
        bound = {PEOPLE, asked.rows} | named
        beside = [each for each in earlier if each.line.question.rows in bound]
        found = release_in_series(counts, asked, step, beside, rules=rules)
        if found is None:
            return None
        released[asked.rows] = found
        earlier.append(found)
    return [released[PEOPLE], *(released[asked.rows] for asked, _ in lists)]


class _Series:
    """One list being hidden step by step beside those before it."""

    def __init__(
        self,
        counts: Sequence[int],
        asked: Question,
        step: int,
        before: Sequence[Stepped],
        rules: RuleSet,
    ) -> None:
        self.counts, self.total = list(counts) if asked.row_values else [], sum(counts)
        self.asked, self.step, self.before, self.rules = asked, step, list(before), rules
        whole = max(self.counts, default=0) == self.total
        self.hidden = {at for at, count in enumerate(self.counts) if whole or rules.hides(count)}

    def release(self) -> Stepped | None:
        while True:
            found = self._leaks_within() or self._small_changes() or self._leaks_across()
            if found is None:
                return self._list()
            left = set(range(len(self.counts))) - self.hidden
            if not left or found == {len(self.counts)}:
                return None
            self.hidden.add(min(found & left or left, key=self._price))

    def _price(self, at: int) -> tuple[bool, int, int]:
        """Small figures first; noughts last, for they add nobody to those who are hidden."""
        return self.counts[at] == 0, self.counts[at], at

    def _list(self) -> Stepped:
        cells = (
            None if at in self.hidden else self.rules.round(count)
            for at, count in enumerate(self.counts)
        )
        shown = ((*cells, self.rules.round(self.total)),)
        return Stepped(self.step, Released(self.asked, self.rules.k, self.rules.base, shown))

    def _leaks_within(self) -> set[int] | None:
        """Cells that this list alone gives away; nothing more can be done where all are hidden."""
        if not 0 < len(self.hidden) < len(self.counts):
            return None
        if self.rules.hides(sum(self.counts[at] for at in self.hidden)):
            return self.hidden
        known = Published(self.rules.k, self.rules.base, 0)
        shown = self._list().line.shown
        for assumed in (FREE, SMALL_CELLS):
            if cells := find_known_cells(shown, known, assumed):
                return {column for _, column in cells}
        return None

    def _small_changes(self) -> set[int] | None:
        """Figures that few people, but somebody, came to or went from since the same list before."""
        new = _figures(self._list())
        found = set()
        for old in self.before:
            then = dict(_figures(old))
            for at, (who, bounds) in enumerate(new):
                if who in then and _is_small_change(bounds, then[who], self.rules.k):
                    found.add(at)
        return found or None

    def _leaks_across(self) -> set[int] | None:
        """Cells that a leak may rest on: those whose value it names, or all."""
        own = self._list()
        if all(_whom(each) == _whom(own) for each in self.before):
            return None  # lists of the same people by other attributes bind nothing
        for lists in _told_together(own, self.before):
            if leaks := find_leaks(lists, self.rules.k):
                name, values = self.asked.rows, self.asked.row_values
                said = frozenset().union(*(dict(who).get(name, frozenset()) for who in leaks))
                return {at for at, value in enumerate(values) if value in said}
        return None


def _told_together(own: Stepped, before: Sequence[Stepped]) -> Iterator[list[Stepped]]:
    """All lists; if they contradict one another, this one with the latest that agree, and the same
    beginning with each that does not. Who was counted and went makes lists contradict others."""
    if not before:
        return
    if find_leaks([*before, own], 0) is not None:
        yield [*before, own]
        return
    kept = _agreeing([own], before)
    yield kept
    yield from (_agreeing([old, own], before) for old in before if old not in kept)


def _agreeing(kept: list[Stepped], before: Sequence[Stepped]) -> list[Stepped]:
    """These and the latest of those before that can be true with them."""
    for old in reversed(before):
        if old not in kept and find_leaks([old, *kept], 0) is not None:
            kept = [old, *kept]
    return kept


def find_leaks(lists: Sequence[Stepped], k: int) -> list[Who] | None:
    """Return the groups of fewer than k people that lists taken together give away.

    The groups: people of some steps in a row; of one or two of the attributes that lists are kept
    to, with these values or without; and in a cell of a list or in any other. None where the lists
    cannot all be true of people who only come.
    """
    told, complete = _tell(lists), {each.line.question.rows for each in lists} | {_STEP}
    groups = _name_groups(lists) if k else []
    found = find_known_groups(told, groups, complete, k)
    return None if found is None else [groups[at] for at in found]


def _tell(lists: Sequence[Stepped]) -> list[Told]:
    """What each figure says; people who came by a step are counted in every later one."""
    steps = sorted({each.step for each in lists})
    return [
        Told(number, ((_STEP, _until(each.step, steps)), *who), low, high)
        for number, each in enumerate(lists)
        for who, (low, high) in _figures(each)
    ]


def _whom(each: Stepped) -> tuple[int, Filter]:
    return each.step, each.line.question.kept


def _until(last: int, steps: Sequence[int]) -> frozenset[str]:
    return frozenset(str(step) for step in steps if step <= last)


def _figures(each: Stepped) -> list[tuple[Who, tuple[int, int | None]]]:
    """Whom each figure counts and between what it lies; a hidden one may be nought."""
    line = each.line
    rule = Published(line.k, line.base, 0)
    return [
        (name_group(line.question, 0, at), (0, None) if value is None else rule.read(value))
        for at, value in enumerate(line.shown[0])
    ]


def _name_groups(lists: Sequence[Stepped]) -> list[Who]:
    steps = sorted({each.step for each in lists})
    spans = [
        frozenset(map(str, steps[first:last]))
        for last in range(1, len(steps) + 1)
        for first in range(last)
    ]
    named = _named_values(lists)
    others = sorted({each.line.question.rows for each in lists} - {PEOPLE, *named})
    cells = [((name, some),) for name in others for some in _each_and_others(_values(name, lists))]
    some: list[Who] = [(), *(((name, each),) for name in named for each in named[name])]
    some += [
        ((one, first), (other, second))
        for one, other in combinations(named, 2)
        for first, second in product(named[one], named[other])
    ]
    return [((_STEP, span), *who, *cell) for span in spans for who in some for cell in ((), *cells)]


def _named_values(lists: Sequence[Stepped]) -> dict[str, list[frozenset[str]]]:
    """For each attribute that a list is kept to: the values it was kept to, those of its own list,
    and all others than each of them."""
    named: dict[str, set[frozenset[str]]] = {}
    for each in lists:
        for name, values in each.line.question.kept:
            named.setdefault(name, set()).add(frozenset(values))
    found = {}
    for name in sorted(named):
        listed = _values(name, lists)
        rest = frozenset() if listed else frozenset({"\0"})
        every = frozenset(listed) if listed else rest.union(*named[name])
        apart = named[name] | {every - some for some in named[name]} | ({rest} if rest else set())
        found[name] = sorted(apart | set(_each_and_others(listed)), key=sorted)
    return found


def _each_and_others(values: Sequence[str]) -> list[frozenset[str]]:
    every = frozenset(values)
    ones = [frozenset({value}) for value in values]
    return sorted({*ones, *(every - one for one in ones)}, key=sorted)


def _values(name: str, lists: Sequence[Stepped]) -> list[str]:
    asked = (each.line.question for each in lists if each.line.question.rows == name)
    return sorted({value for question in asked for value in question.row_values})


def _is_small_change(now: tuple[int, int | None], then: tuple[int, int | None], k: int) -> bool:
    if now[1] is None or then[1] is None:
        return False
    low, high = now[0] - then[1], now[1] - then[0]
    return high - low < _NARROW and 0 < max(abs(low), abs(high)) < k
