"""What a form hands to an action: the values of one item before they are a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class RecommendationDraft:
    """`findings` None leaves the linked findings as they are."""

    text: str
    action: str = ""
    due_on: date | None = None
    measure: str = ""
    counter_note: str = ""
    inequality_note: str = ""
    addressees: Sequence[str] = ()
    findings: Sequence[Any] | None = None

    def fields(self) -> dict[str, Any]:
        names = ("text", "action", "due_on", "measure", "counter_note", "inequality_note")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class FindingDraft:
    text: str
    detail: str = ""
    counter_note: str = ""
    inequality_note: str = ""
    headings: Sequence[Any] = ()
    domains: Sequence[Any] = ()

    def fields(self) -> dict[str, Any]:
        names = ("text", "detail", "counter_note", "inequality_note")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class ChangeDraft:
    title: str
    what: str = ""
    how: str = ""
    iceberg: str = ""
    system: str = ""
    place: str = ""
    organisation: str = ""
    quadrant: str = ""
    conditions: Sequence[Any] = ()
    domains: Sequence[Any] = ()

    def fields(self) -> dict[str, Any]:
        names = ("title", "what", "how", "iceberg", "system", "place", "organisation", "quadrant")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class RecommendationRow:
    """A row of a table of recommendations; its number is only a place in the order."""

    heading: str
    text: str


@dataclass(frozen=True)
class PracticeRow:
    """A row of a good-practice table."""

    domain: str
    system: str
    example: str
    synopsis: str = ""

    @property
    def words(self) -> str:
        return f"{self.example}\n\n{self.synopsis}".strip()
