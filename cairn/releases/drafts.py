"""What a room hands in to be released, and how a frozen table is read again; nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn.analysis.disclosure_ledger import Filter, Question, Released
from cairn.analysis.disclosure_series import PEOPLE, Stepped
from cairn.catalogue.kinds import Text


@dataclass(frozen=True)
class Kept:
    """One condition of a filter: an attribute, its value as a code, and what that is called."""

    name: str
    value: str
    words: Text


@dataclass(frozen=True)
class Table:
    """Counts of people, before the gate.

    `values` are codes, "" for no answer, and `words` what they say. `counts` has a figure for each;
    where people can stand under `several`, it says how many do, and the gate adds how many do not.
    Where the values are an attribute's that a filter may ask for, `name` is the attribute.
    """

    key: str
    name: str
    title: Text
    values: tuple[str, ...]
    words: tuple[Text, ...]
    counts: tuple[int, ...]
    several: bool = False

    def lists(self, people: int, kept: Filter) -> list[tuple[Question, list[int]]]:
        """Each person stands in one place of a list, so that each list sums to all the people."""
        if not self.several:
            return [(Question(self.name, self.values, kept=kept), list(self.counts))]
        return [
            (Question(name, YES_OR_NO, kept=kept), [count, people - count])
            for name, count in zip(_names(self.key, self.values), self.counts, strict=True)
        ]


YES_OR_NO = ("yes", "no")


def freeze(table: Table, shown: Sequence[Stepped]) -> dict[str, Any]:
    """A table as it is kept: the lists shown of it, and what is needed to print it."""
    return {
        "key": table.key, "name": table.name, "several": table.several,
        "title": _both(table.title), "values": list(table.values),
        "words": [_both(words) for words in table.words],
        "shown": [list(each.line.shown[0]) for each in shown],
    }  # fmt: skip


def figures(frozen: Mapping[str, Any]) -> list[int | None]:
    """How many stand under each value of a frozen table, None where it is not shown."""
    if frozen["several"]:
        return [row[0] for row in frozen["shown"]]
    return list(frozen["shown"][0][:-1])


def read_text(both: Mapping[str, str]) -> Text:
    return Text(both["en"], both["cy"])


def freeze_kept(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "value": each.value, "words": _both(each.words)}
        for each in sorted(kept, key=lambda each: each.name)
    ]


def kept_key(kept: Sequence[Kept]) -> str:
    """The filter in the one way it is written."""
    return "&".join(f"{name}={values[0]}" for name, values in filter_of(freeze_kept(kept)))


def filter_of(kept: Sequence[Mapping[str, Any]]) -> Filter:
    return tuple((each["name"], (each["value"],)) for each in kept)


def lines_of(
    step: int, kept: Filter, people: int, tables: Sequence[Mapping[str, Any]], k: int, base: int
) -> Iterator[Stepped]:
    """What a release showed, list by list, for the gate."""
    yield Stepped(step, Released(Question(PEOPLE, (), kept=kept), k, base, ((people,),)))
    for table in tables:
        values = YES_OR_NO if table["several"] else tuple(table["values"])
        names = _names(table["key"], table["values"]) if table["several"] else [table["name"]]
        for name, row in zip(names, table["shown"], strict=True):
            asked = Question(name, values, kept=kept)
            yield Stepped(step, Released(asked, k, base, (tuple(row),)))


def _names(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key}\0{value}" for value in values]


def _both(words: Text) -> dict[str, str]:
    return {"en": words.en, "cy": words.cy}
