"""From a row of a file, by the mapping a person chose, to what people said."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from cairn.evidence.choices import QuestionFrom, Use
from cairn.evidence.drafts import SEPARATOR, Draft, Occurrences, clean_text, fingerprint
from cairn.evidence.importers import Row, parse_day

LONGEST = {
    Use.ROLE_BAND: 100, Use.SECTOR: 100, Use.ORGANISATION: 200, Use.PLACE: 100, Use.LANGUAGE: 8,
}  # fmt: skip
LONGEST_ATTRIBUTE = 500
LONGEST_QUESTION = 500
LANGUAGES = {"english": "en", "saesneg": "en", "welsh": "cy", "cymraeg": "cy"}


@dataclass(frozen=True)
class Mapping:
    """What each column holds, by its name, and where the question is found."""

    columns: dict[str, str]
    question_from: str = QuestionFrom.NONE
    question: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def named(self, use: Use) -> list[str]:
        return [column for column, chosen in self.columns.items() if chosen == use]


class RefusedRow(Exception):
    """A row that is not brought in; `code` says why and holds none of its words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RowReader:
    """Reads rows in the order of the file, which it must be given from the first one on.

    A row without a key for its person is one person: equal rows are told apart by their order, so
    the same file read again gives the same people. In a document (`scope` given) a key is a
    speaker's name, which means somebody in that document only, and who may say a thing twice.
    """

    def __init__(self, columns: tuple[str, ...], mapping: Mapping, *, scope: str = "") -> None:
        self.mapping = mapping
        self.named = {use: mapping.named(use) for use in Use}
        self.columns = columns
        self.scope = scope
        self.rows_seen = Occurrences()
        self.drafts_seen = Occurrences()

    def read(self, row: Row) -> list[Draft]:
        """The drafts of one row, one for each column of words; raises `RefusedRow`."""
        nth = self.rows_seen.next_of(fingerprint(row.cells))
        if row.problem:
            raise RefusedRow(row.problem)
        cells = dict(zip(self.columns, map(clean_text, row.cells), strict=False))
        words = {name: cells[name] for name in self.named[Use.WORDS] if cells.get(name)}
        if not words:
            raise RefusedRow("no_words")
        shared = self._shared(cells)
        person = self._person(cells) or f"row:{fingerprint(row.cells)}:{nth}"
        return [self._draft(name, text, person, cells, shared) for name, text in words.items()]

    def _draft(
        self, name: str, text: str, person: str, cells: dict[str, str], shared: dict[str, Any]
    ) -> Draft:
        question = self._question(name, cells)
        nth = self.drafts_seen.next_of(fingerprint([person, question, text])) if self.scope else 0
        return Draft(text=text, question=question, person=person, nth=nth, **shared)

    def _person(self, cells: dict[str, str]) -> str:
        keys = [cells[name] for name in self.named[Use.PERSON] if cells.get(name)]
        return SEPARATOR.join([self.scope, *keys] if self.scope and keys else keys)

    def _question(self, name: str, cells: dict[str, str]) -> str:
        found = ""
        if self.mapping.question_from == QuestionFrom.HEADING:
            found = name
        elif self.mapping.question_from == QuestionFrom.ONE:
            found = self.mapping.question
        elif self.mapping.question_from == QuestionFrom.COLUMN:
            found = " ".join(cells.get(each, "") for each in self.named[Use.QUESTION])
        if len(found) > LONGEST_QUESTION:
            raise RefusedRow("question_too_long")
        return found.strip()

    def _shared(self, cells: dict[str, str]) -> dict[str, Any]:
        shared: dict[str, Any] = {}
        for use, longest in LONGEST.items():
            shared[str(use)] = _joined(cells, self.named[use], longest, use)
        shared["received_on"] = _day(cells, self.named[Use.RECEIVED_ON])
        shared["attributes"] = _attributes(cells, self.named[Use.ATTRIBUTE])
        return shared


def _joined(cells: dict[str, str], names: list[str], longest: int, use: Use) -> str:
    value = ", ".join(cells[name] for name in names if cells.get(name))
    if use == Use.LANGUAGE:
        value = LANGUAGES.get(value.lower(), value.lower())
    if len(value) > longest:
        raise RefusedRow("value_too_long")
    return value


def _day(cells: dict[str, str], names: list[str]) -> date | None:
    for name in names:
        if text := cells.get(name):
            if day := parse_day(text):
                return day
            raise RefusedRow("no_day")
    return None


def _attributes(cells: dict[str, str], names: list[str]) -> dict[str, str]:
    found = {name: cells[name] for name in names if cells.get(name)}
    if any(len(value) > LONGEST_ATTRIBUTE for value in found.values()):
        raise RefusedRow("value_too_long")
    return found
