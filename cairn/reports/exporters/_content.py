"""A filled report: everything that is printed, and nothing that has to be looked up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "cy"]
Status: TypeAlias = Literal["draft", "published", "machine"]
Audience: TypeAlias = Literal["members", "public"]
Origin: TypeAlias = Literal["team", "generated"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 1 stands directly under the section's title, 2 below that."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose. `origin` says whether the team wrote it or Cairn put it together from the record."""

    text: str
    origin: Origin = "generated"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words. `ref` is the opaque id of the excerpt whose thread they stand on.

    `language` is given where it differs from the report's. An erased quote keeps its place as a
    marked gap and holds no words and no attribution; giving it either raises `ValueError`.
    """

    text: str
    attribution: str = ""
    ref: str = ""
    language: str = ""
    erased: bool = False

    def __post_init__(self) -> None:
        if self.erased and (self.text or self.attribution):
            raise ValueError("An erased quote holds no words and no attribution.")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report rests on: how many, who, where, in label and value rows."""

    rows: tuple[Fact, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; the first cell of a row names it. A row of another length raises `ValueError`."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError(
                f"Every row of the table {self.caption!r} needs {len(self.headers)} cells."
            )


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture whose `title` says the finding, `description` stands for it, `table` is its twin."""

    title: str
    description: str
    svg: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`number` runs on through the whole report and is given by whoever filled it."""

    number: int
    text: str
    addressees: tuple[str, ...] = ()
    due: str = ""
    measure: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class ThemePage:
    """One theme. `who` is a table that has passed the gate; `against` is what speaks against it."""

    number: int
    title: str
    definition: str
    quotes: tuple[Quote, ...] = ()
    narrative: str = ""
    points: tuple[str, ...] = ()
    who: Table | None = None
    against: tuple[Quote | Paragraph, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True)
class GoodPractice:
    domain: str
    system: str
    example: str
    synopsis: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class GoodPracticeTable:
    caption: str
    rows: tuple[GoodPractice, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thanks:
    """People thanked by name, each with consent."""

    text: str
    people: tuple[str, ...] = ()


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quote
    | Facts
    | Table
    | Figure
    | Finding
    | Recommendation
    | ThemePage
    | GoodPracticeTable
    | BulletList
    | Thanks
)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered chapter, or a lettered appendix."""

    title: str
    blocks: tuple[Block, ...]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report. `version` is empty for a draft; `notices` say what was changed since, and why."""

    title: str
    subtitle: str
    programme: str
    language: Language
    status: Status
    version: str
    date: dt.date
    audience: Audience
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
