"""Somebody who holds the whole database, its inner columns, backups and logs, and looks for who said
what. Knows the tables, and nothing of how Cairn keeps the two apart: no code is shared with it.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

PEOPLE = "programmes_participant"
ANSWERS = ("surveys_response", "surveys_answerfile", "evidence_contributionversion")
KEY = re.compile(r"[0-9a-f]{32,64}|[\w.+-]+@[\w.-]+")
# A value in more rows than this belongs to a survey or a programme, not to a person.
MOST_ROWS = 6
INNER = ("_place", "_xmin", "_xmax")
Row = dict[str, Any]


@dataclass(frozen=True)
class Guess:
    """One way to look: for each person by id, the rows of answers that may be theirs."""

    way: str
    matches: dict[str, list[Row]]


def read_database() -> dict[str, list[Row]]:
    """Every table with where each row lies and which transactions wrote and locked it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {_inner(cursor, table)}, t.* FROM "{table}" t')
            names = [*INNER, *(column[0] for column in cursor.description[3:])]
            rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
            found[table] = [row | {"_place": _place(row["_place"])} for row in rows]
    return found


def read_backup(path: Path) -> dict[str, list[Row]]:
    """Its tables, and the line each row stands in."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".jsonl"):
                lines = [json.loads(line) for line in archive.read(name).splitlines()]
                table = Path(name).stem.replace(".", "_").lower()
                found[f"{path.name}:{table}"] = [
                    {"_place": at, "_xmin": 0, "_xmax": 0}
                    | {str(column): value for column, value in enumerate(line)}
                    for at, line in enumerate(lines)
                ]
    return found


def read_log(text: str) -> dict[str, list[Row]]:
    lines = enumerate(text.splitlines())
    return {"log": [{"_place": at, "_xmin": 0, "_xmax": 0, "line": line} for at, line in lines]}


def attack(tables: dict[str, list[Row]]) -> list[Guess]:
    """Every way to look at once: values in common, transactions in common, orders in common."""
    traces = _follow(tables)
    return [_by_values(traces), *_by_transactions(tables, traces), *_by_orders(tables, traces)]


def _inner(cursor: Any, table: str) -> str:
    if connection.vendor == "postgresql":
        return "t.ctid::text, t.xmin::text, t.xmax::text"
    cursor.execute("SELECT wr FROM pragma_table_list(%s)", [table])
    return "0, 0, 0" if cursor.fetchone()[0] else "rowid, 0, 0"


def _place(raw: Any) -> Any:
    return tuple(map(int, re.findall(r"\d+", raw))) if isinstance(raw, str) else raw


def _is_answer(table: str) -> bool:
    return table.rpartition(":")[2] in ANSWERS


def _keys(row: Row) -> set[str]:
    said = " ".join(str(value) for name, value in row.items() if name not in INNER)
    return set(KEY.findall(said.lower().replace("-", "")))


Traces = dict[str, list[tuple[str, Row]]]


def _follow(tables: dict[str, list[Row]]) -> Traces:
    """From each person along every rare value to all rows that can be reached."""
    holding = defaultdict(list)
    for table, rows in tables.items():
        for row in rows:
            for key in _keys(row):
                holding[key].append((table, row))
    return {str(person["id"]): _reach(person, holding) for person in tables[PEOPLE]}


def _reach(person: Row, holding: dict[str, list[tuple[str, Row]]]) -> list[tuple[str, Row]]:
    found, seen, waiting = [(PEOPLE, person)], {id(person)}, _keys(person)
    known: set[str] = set()
    while waiting:
        key = waiting.pop()
        known.add(key)
        rows = holding[key] if len(holding[key]) <= MOST_ROWS else []
        for table, row in rows:
            if id(row) not in seen:
                seen.add(id(row))
                found.append((table, row))
                waiting |= _keys(row) - known
    return found


def _by_values(traces: Traces) -> Guess:
    return Guess(
        "values",
        {who: [row for table, row in rows if _is_answer(table)] for who, rows in traces.items()},
    )


def _by_transactions(tables: dict[str, list[Row]], traces: Traces) -> Iterator[Guess]:
    """Rows of a person and rows of answers that one transaction wrote or locked."""
    for table in ANSWERS:
        wrote = defaultdict(list)
        for row in tables[table]:
            for number in {str(row["_xmin"]), str(row["_xmax"])} - {"0"}:
                wrote[number].append(row)
        yield Guess(
            f"transactions of {table}",
            {
                who: [row for number in _numbers(rows) for row in wrote[number]]
                for who, rows in traces.items()
            },
        )


def _numbers(rows: list[tuple[str, Row]]) -> set[str]:
    plain = [row for table, row in rows if not _is_answer(table)]
    return {str(row[name]) for row in plain for name in ("_xmin", "_xmax")} - {"0"}


def _by_orders(tables: dict[str, list[Row]], traces: Traces) -> Iterator[Guess]:
    """The n-th of those who answered, in any order they can be put in, beside the n-th answer."""
    people = dict(_people_orders(traces))
    for table, rows in tables.items():
        if not _is_answer(table):
            continue
        for name, ordered in _orders(rows):
            for way, who in people.items():
                if len(who) == len(ordered):
                    matches = {one: [row] for one, row in zip(who, ordered, strict=True)}
                    yield Guess(f"{way} beside {table} by {name}", matches)


def _people_orders(traces: Traces) -> Iterator[tuple[str, list[str]]]:
    """Those noted as having answered, by every column of every table that has a row for each."""
    rows_of = defaultdict(dict)
    for who, rows in traces.items():
        noted = any(row.get("has_answered") in (True, 1) for _table, row in rows)
        for table, row in rows if noted else ():
            if not _is_answer(table):
                rows_of[table].setdefault(id(row), {**row, "_who": who})
    for table, rows in rows_of.items():
        for name, ordered in _orders(list(rows.values())):
            yield f"{table} by {name}", list(dict.fromkeys(row["_who"] for row in ordered))


def _orders(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """By each column that puts rows in an order; ties stay as they lie."""
    lying = sorted(rows, key=lambda row: row["_place"])
    yield "_place", lying
    for name in rows[0] if rows else ():
        if name not in ("_place", "_who") and len({str(row[name]) for row in rows}) > 1:
            yield name, sorted(lying, key=lambda row, name=name: _sortable(row[name]))


def _sortable(value: Any) -> tuple[int, str]:
    return (int(value), "") if str(value).isdigit() else (0, str(value))
