"""What the columns of a file hold, guessed from their names and from what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cairn.evidence.importers import Table

IDS = ("id", "response id", "respondent id", "respondent", "participant", "ref", "reference",
       "number", "no", "row id", "speaker")  # fmt: skip
QUESTIONS = ("question", "prompt", "cwestiwn")
ATTRIBUTES = {
    "role": ("role", "role band", "job role", "profession", "rol"),
    "sector": ("sector", "setting", "type of organisation"),
    "place": ("place", "region", "system", "area", "locality", "lle"),
}
LONG = 25  # letters on average: shorter columns hold labels and dates rather than what people said


@dataclass(frozen=True)
class Text:
    """One thing somebody said, with a key for who said it that stays in this run."""

    id: str
    text: str
    person: str
    question: str = ""
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Practice:
    domain: str
    system: str
    example: str
    synopsis: str


@dataclass(frozen=True)
class Asked:
    heading: str
    text: str


@dataclass(frozen=True)
class Guessed:
    """What one file turned out to be; `said` says it in a line."""

    texts: list[Text]
    practices: list[Practice]
    asked: list[Asked]
    said: str


def guess(table: Table, name: str) -> Guessed:
    """Return what a file holds: recommendations, good practice, or texts in one or more columns.

    Columns named number, heading and recommendation make recommendations; domain, system, example
    and synopsis make good practice. Else the text column is the longest, or, in a file without a
    column of questions, every column of long texts, each answering the question at its head.
    """
    rows = [_cells(row.cells, len(table.columns)) for row in table.rows]
    rows = [row for row in rows if any(row)]
    plain = [_plain(column) for column in table.columns]
    if {"heading", "recommendation"} <= set(plain):
        return _recommendations(rows, plain, name)
    if {"domain", "system", "synopsis"} <= set(plain):
        return _practices(rows, plain, name)
    return _texts(rows, table.columns, plain, name)


def _recommendations(rows: list[list[str]], plain: list[str], name: str) -> Guessed:
    heading, text = plain.index("heading"), plain.index("recommendation")
    asked = [Asked(row[heading], row[text]) for row in rows if row[text]]
    return Guessed([], [], asked, f"{name}: {len(asked)} recommendations")


def _practices(rows: list[list[str]], plain: list[str], name: str) -> Guessed:
    domain, system, synopsis = (plain.index(each) for each in ("domain", "system", "synopsis"))
    example = next((at for at, each in enumerate(plain) if each.startswith("example")), synopsis)
    found = [Practice(row[domain], row[system], row[example], row[synopsis]) for row in rows]
    texts = [
        Text(str(number), row.synopsis or row.example, str(number))
        for number, row in enumerate(found, start=1)
    ]
    return Guessed(texts, found, [], f"{name}: {len(found)} examples of good practice")


def _texts(rows: list[list[str]], columns: tuple[str, ...], plain: list[str], name: str) -> Guessed:
    ids = _ids_of(rows, plain)
    question = _named(plain, QUESTIONS)
    wanted = _text_columns(rows, plain, question)
    about = {key: at for key, names in ATTRIBUTES.items() if (at := _named(plain, names)) >= 0}
    about = {key: at for key, at in about.items() if at not in wanted}
    found = []
    for nth, row in enumerate(rows):
        said = {key: row[at] for key, at in about.items()}
        for at in wanted:
            if row[at]:
                key = ids[nth] if len(wanted) == 1 else f"{ids[nth]}/{wanted.index(at) + 1}"
                asked = row[question] if question >= 0 else columns[at] if len(wanted) > 1 else ""
                found.append(Text(key, row[at], ids[nth], asked, said))
    named = ", ".join(f"“{columns[at]}”" for at in wanted) or "no column"
    return Guessed(found, [], [], f"{name}: {len(found)} texts read from {named}")


def _text_columns(rows: list[list[str]], plain: list[str], question: int) -> list[int]:
    """The longest column where a column says the question; else every column of long texts."""
    free = [at for at in range(len(plain)) if at != question and plain[at] not in IDS]
    size = {at: _mean([len(row[at]) for row in rows if row[at]]) for at in free}
    size = {at: mean for at, mean in size.items() if mean > 0}
    if not size:
        return []
    longest = max(size, key=lambda at: (size[at], -at))
    if question >= 0:
        return [longest]
    return [at for at in size if size[at] >= LONG] or [longest]


def _ids_of(rows: list[list[str]], plain: list[str]) -> list[str]:
    """The ids of the id column when each row has its own; else rows count from 1."""
    at = _named(plain, IDS)
    given = [row[at] for row in rows] if at >= 0 else []
    if given and all(given) and len(set(given)) == len(given):
        return given
    return [str(number) for number in range(1, len(rows) + 1)]


def _named(plain: list[str], names: tuple[str, ...]) -> int:
    return next((plain.index(name) for name in names if name in plain), -1)


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", " ", column.lower()).strip()


def _cells(cells: tuple[str, ...], width: int) -> list[str]:
    padded = [*cells, *[""] * width][:width]
    return [cell.strip() for cell in padded]


def _mean(values: list[int]) -> float:
    return sum(values) / len(values) if values else 0.0
