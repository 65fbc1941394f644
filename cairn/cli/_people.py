"""People and what is said about them, read from files for `cairn group`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.grouping import Rotation
from cairn.cli import BAD_INPUT, CommandFailed
from cairn.cli._files import make_csv, read_column, read_file
from cairn.evidence.importers import Table

_ID_COLUMNS = ("id", "person", "name", "person_id", "participant", "email")


@dataclass(frozen=True)
class People:
    """Names, each once, and the traits of each."""

    names: tuple[str, ...]
    traits: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Sessions:
    """Sessions by name, and (people, sessions) who can come to which."""

    names: tuple[str, ...]
    suits: NDArray[np.bool_]


def read_people(path: Path, traits: Sequence[str], id_column: str | None) -> People:
    """Return the people of a file; names come from `--id`, a column named so, or the row's number."""
    table = read_file(path)
    if not list(table.rows):
        raise CommandFailed(f"{path} holds no people; nothing was written", BAD_INPUT)
    columns = [read_column(table, trait.strip(), path) for trait in traits]
    names = _read_names(table, id_column, path, [trait.strip() for trait in traits])
    return People(names, tuple(zip(*columns, strict=True)))


def _read_names(
    table: Table, id_column: str | None, path: Path, traits: Sequence[str]
) -> tuple[str, ...]:
    if id_column is None:
        known = {column.strip().lower(): column for column in table.columns}
        id_column = next((known[name] for name in _ID_COLUMNS if name in known), None)
    if id_column is None and table.columns[0] not in traits:
        first = [cell.strip() for cell in read_column(table, table.columns[0], path)]
        id_column = table.columns[0] if all(first) and len(set(first)) == len(first) else None
    if id_column is None:
        return tuple(str(row) for row in range(1, len(list(table.rows)) + 1))
    names = tuple(cell.strip() for cell in read_column(table, id_column, path))
    repeated = ", ".join(name for name, times in Counter(names).items() if times > 1)
    if "" in names or repeated:
        said = f"names {repeated} more than once" if repeated else "is empty in a row"
        message = f"{path}: column {id_column!r} {said}; each person needs one name"
        raise CommandFailed(f"{message}. Nothing was written.", BAD_INPUT)
    return names


def read_pairs(path: Path | None, people: People) -> tuple[tuple[int, int], ...]:
    """Return the pairs of a file of two columns, as places in the list of people."""
    if path is None:
        return ()
    table = read_file(path)
    if len(table.columns) < 2:
        message = f"{path} needs two columns, person and other; nothing was written"
        raise CommandFailed(message, BAD_INPUT)
    place = {name: index for index, name in enumerate(people.names)}
    pairs = set()
    # A file without headings would lose its first pair, and with it a rule, without a word.
    headless = all(cell.strip() in place for cell in table.columns[:2])
    rows = [(1, table.columns)] if headless else []
    for number, cells in rows + [(row.number, [*row.cells, "", ""]) for row in table.rows]:
        first, second = (_find(place, cell.strip(), path) for cell in cells[:2])
        if first == second:
            message = f"{path}: row {number} pairs {people.names[first]} with themselves"
            raise CommandFailed(f"{message}. Nothing was written.", BAD_INPUT)
        pairs.add((min(first, second), max(first, second)))
    return tuple(sorted(pairs))


def read_sessions(path: Path | None, people: People) -> Sessions | None:
    """Return who can come to which session, from columns `person` and `session`."""
    if path is None:
        return None
    table = read_file(path)
    if len(table.columns) < 2:
        message = f"{path} needs two columns, person and session; nothing was written"
        raise CommandFailed(message, BAD_INPUT)
    at = _session_columns(table)
    place = {name: index for index, name in enumerate(people.names)}
    columns = [read_column(table, table.columns[column], path) for column in at]
    rows = [(person.strip(), session.strip()) for person, session in zip(*columns, strict=True)]
    first = tuple(table.columns[column].strip() for column in at)
    if first[0] in place:  # a file without headings
        rows.insert(0, (first[0], first[1]))
    names = tuple(dict.fromkeys(session for _, session in rows if session))
    suits = np.zeros((len(people.names), len(names)), dtype=np.bool_)
    for person, session in rows:
        if session:
            suits[_find(place, person, path), names.index(session)] = True
    return Sessions(names, suits)


def _session_columns(table: Table) -> tuple[int, int]:
    lower = [column.strip().lower() for column in table.columns]
    if "person" in lower and "session" in lower:
        return lower.index("person"), lower.index("session")
    return 0, 1


def _find(place: dict[str, int], name: str, path: Path) -> int:
    if name not in place:
        message = f"{path} names {name!r}, who is not among the people; nothing was written"
        raise CommandFailed(message, BAD_INPUT)
    return place[name]


def write_rounds(found: Rotation, people: People, groups: Sequence[str]) -> bytes:
    """Return the rounds as CSV: one line for each person in each round."""
    rows = (
        (number, group, people.names[member])
        for number, grouping in enumerate(found.rounds, start=1)
        for group, members in zip(groups, grouping.groups, strict=True)
        for member in members
    )
    return make_csv(("round", "group", "person"), rows)
