"""All votes together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.made_by import MadeBy
from cairn.analysis.opinions.groups import Grouping, find_opinion_groups
from cairn.analysis.opinions.statements import Leaning, Statement, read_statement

METHOD, VERSION = "wilson + pca + k-means", "1"
_CONSENSUS = (Leaning.CONSENSUS_FOR, Leaning.CONSENSUS_AGAINST)


@dataclass(frozen=True)
class Opinions:
    """Statements in the order given, groups or why there are none, and who agrees across groups.

    `across` are the ids of statements that most of every group agrees with.
    """

    statements: tuple[Statement, ...]
    people: tuple[str, ...]
    grouping: Grouping
    across: tuple[str, ...]
    made_by: MadeBy

    @property
    def consensus(self) -> tuple[Statement, ...]:
        """Statements nearly all agree or nearly all disagree with, the clearest first."""
        found = [one for one in self.statements if one.leaning in _CONSENSUS]
        return tuple(sorted(found, key=lambda one: min(one.agreed, one.disagreed) / one.voted))

    @property
    def divided(self) -> tuple[Statement, ...]:
        """Statements on which people part, the most divided first."""
        found = [one for one in self.statements if one.leaning == Leaning.DIVIDED]
        return tuple(sorted(found, key=lambda one: -one.divergence))


def read_opinions(
    votes: Mapping[tuple[str, str], int], statements: Sequence[str], random_state: int = 0
) -> Opinions:
    """Return what `votes`, {(person, statement id): 1 agree, 0 pass or -1 disagree}, say.

    The order of the votes changes nothing. Raises `ValueError` for another vote, for a statement
    that is not one of `statements` and for one named twice.

    >>> votes = {(f"P{n}", "keep the huddle"): 1 for n in range(9)} | {("P9", "keep the huddle"): 0}
    >>> found = read_opinions(votes, ["keep the huddle"])
    >>> found.statements[0].leaning.value, found.grouping.reason
    ('consensus_for', 'there are fewer than 5 statements')
    """
    columns = {name: column for column, name in enumerate(statements)}
    if len(columns) < len(statements):
        raise ValueError("a statement is named twice")
    if unknown := sorted({name for _person, name in votes} - set(columns)):
        raise ValueError(f"{unknown[0]} is not one of the statements")
    people = sorted({person for person, _name in votes})
    rows = {person: row for row, person in enumerate(people)}
    table = np.full((len(people), len(columns)), np.nan)
    for (person, name), vote in votes.items():
        table[rows[person], columns[name]] = vote
    read = tuple(read_statement(name, _cast(table[:, at])) for name, at in columns.items())
    grouping = find_opinion_groups(table, random_state)
    across = tuple(name for name, at in columns.items() if _is_shared(table[:, at], grouping))
    made_by = MadeBy(METHOD, VERSION, random_state)
    return Opinions(read, tuple(people), grouping, across, made_by)


def _cast(column: np.ndarray) -> list[int]:
    return [int(vote) for vote in column[~np.isnan(column)]]


def _is_shared(column: np.ndarray, grouping: Grouping) -> bool:
    sides = [column[list(group.people)] for group in grouping.groups]
    return bool(sides) and all((side == 1).sum() * 2 > len(side) for side in sides)
