"""One statement and how people voted on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

AGREE, PASS, DISAGREE = 1, 0, -1
# Shares of those who voted. A consensus also has to hold at the near end of its interval.
CONSENSUS, PARTED, UNDECIDED = 0.75, 0.3, 0.4
FEWEST_VOTES = 7


class Leaning(StrEnum):
    """What the votes on a statement say."""

    CONSENSUS_FOR = "consensus_for"
    CONSENSUS_AGAINST = "consensus_against"
    DIVIDED = "divided"
    UNDECIDED = "undecided"
    LEANING_FOR = "leaning_for"
    LEANING_AGAINST = "leaning_against"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Statement:
    """Votes on one statement. `low` and `high` bound the share that agrees (95 %, Wilson)."""

    id: str
    agreed: int
    disagreed: int
    passed: int
    low: float
    high: float
    leaning: Leaning

    @property
    def voted(self) -> int:
        return self.agreed + self.disagreed + self.passed

    @property
    def divergence(self) -> float:
        """From 0 (all on one side, or all passing) to 1 (half agree, half disagree)."""
        return 2 * min(self.agreed, self.disagreed) / self.voted if self.voted else 0.0


def read_statement(name: str, votes: Sequence[int]) -> Statement:
    """Return what votes (1 agree, 0 pass, -1 disagree) say of one statement.

    Raises `ValueError` for any other vote.
    """
    if wrong := {vote for vote in votes if vote not in (AGREE, PASS, DISAGREE)}:
        raise ValueError(f"a vote is 1, 0 or -1, not {min(wrong)}")
    agreed, disagreed = votes.count(AGREE), votes.count(DISAGREE)
    low, high = wilson_interval(agreed, len(votes))
    leaning = _lean(agreed, disagreed, len(votes))
    return Statement(name, agreed, disagreed, votes.count(PASS), low, high, leaning)


def wilson_interval(count: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927), from 0 to 1; all of it for no votes.

    The interval of 81 successes in 263 that Newcombe (1998, table I) prints:

    >>> low, high = wilson_interval(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if not total:
        return 0.0, 1.0
    share = count / total
    middle = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def _lean(agreed: int, disagreed: int, voted: int) -> Leaning:
    if voted < FEWEST_VOTES:
        return Leaning.TOO_FEW
    if _is_consensus(agreed, voted):
        return Leaning.CONSENSUS_FOR
    if _is_consensus(disagreed, voted):
        return Leaning.CONSENSUS_AGAINST
    if min(agreed, disagreed) >= PARTED * voted:
        return Leaning.DIVIDED
    if voted - agreed - disagreed >= UNDECIDED * voted:
        return Leaning.UNDECIDED
    return Leaning.LEANING_FOR if agreed >= disagreed else Leaning.LEANING_AGAINST


def _is_consensus(count: int, voted: int) -> bool:
    return count >= CONSENSUS * voted and wilson_interval(count, voted)[0] > 0.5
