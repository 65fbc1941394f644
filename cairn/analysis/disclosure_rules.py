"""Named rule sets: which counts of people are hidden, and to what the others are rounded.

The three are kept apart by name and version, so that a released table says what it went through.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleSet:
    """Counts of 1 to k - 1 are hidden, nought is shown, others go to the nearest `base`.

    Totals are hidden and rounded like any other count, each by itself.
    """

    name: str
    version: str
    k: int
    base: int = 1

    def hides(self, count: int) -> bool:
        return 0 < count < self.k

    def is_weaker_than(self, other: RuleSet) -> bool:
        """Whether it shows groups or figures that the other does not.

        >>> RULE_SETS["health-statistics"].is_weaker_than(RULE_SETS["staff"])
        True
        """
        return self.k < other.k or self.base < other.base

    def round(self, count: int) -> int:
        """Return a count as it is shown.

        >>> [RULE_SETS["health-statistics"].round(count) for count in (0, 8, 12, 13, 27)]
        [0, 10, 10, 15, 25]
        """
        return (count + self.base // 2) // self.base * self.base


RULE_SETS = {
    each.name: each
    for each in (
        RuleSet("staff", "1", 11),  # NHS Staff Survey: groups under 11 are not reported
        RuleSet("health-statistics", "1", 8, 5),  # NHS Digital's hospital statistics since 2018
        RuleSet("public-engagement", "1", 5, 5),  # fewer than 5 hidden, the rest to the nearest 5
    )
}


def find_rule(name: str, k: int | None = None) -> RuleSet:
    """Return a rule set by name, with another k if one is given; raises `ValueError`."""
    if name not in RULE_SETS:
        raise ValueError(f"no rule is named {name!r}; there is {', '.join(RULE_SETS)}")
    rule = RULE_SETS[name]
    if k is not None and k < 2:
        raise ValueError("k must be 2 or more people")
    return rule if k is None else RuleSet(rule.name, rule.version, k, rule.base)
