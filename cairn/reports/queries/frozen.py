"""A version's frozen content: read, looked through and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any

from cairn.reports.exporters import (
    Finding,
    Quote,
    Recommendation,
    ReportContent,
    Section,
    from_json,
    to_json,
)
from cairn.reports.models import ReportVersion


def read_content(version: ReportVersion) -> ReportContent:
    return from_json(json.dumps(version.content))


def freeze(content: ReportContent) -> Any:
    """The content as the data that a version keeps."""
    return json.loads(to_json(content))


def quotes_in(content: ReportContent) -> list[Quote]:
    return [each for each in _walk(content) if isinstance(each, Quote)]


def claims_in(content: ReportContent) -> list[Finding | Recommendation]:
    """The findings and recommendations."""
    return [each for each in _walk(content) if isinstance(each, Finding | Recommendation)]


def id_of(ref: str) -> int:
    """The row's id in a reference such as `excerpt:12`."""
    return int(ref.partition(":")[2])


def _walk(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _walk(getattr(value, field.name))


@dataclass(frozen=True)
class Line:
    """What became of a line: `added`, `removed` or `changed`; the side it lacks is empty."""

    change: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionChanges:
    title: str
    change: str  # "" where the section stands in both
    lines: list[Line]


def compare_contents(before: ReportContent, after: ReportContent) -> list[SectionChanges]:
    """The sections that differ, in the order of the later report; those only before come last."""
    old = {section.title: lines_of(section) for section in before.sections}
    new = {section.title: lines_of(section) for section in after.sections}
    found = []
    for title in [*new, *(title for title in old if title not in new)]:
        change = "" if title in old and title in new else "added" if title in new else "removed"
        lines = compare_lines(old.get(title, []), new.get(title, []))
        if lines:
            found.append(SectionChanges(title, change, lines))
    return found


def compare_lines(before: list[str], after: list[str]) -> list[Line]:
    found: list[Line] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = before[a1:a2], after[b1:b2]
        both = min(len(old), len(new))
        found += [Line("changed", *pair) for pair in zip(old[:both], new[:both], strict=True)]
        found += [Line("removed", text, "") for text in old[both:]]
        found += [Line("added", "", text) for text in new[both:]]
    return found


def lines_of(section: Section) -> list[str]:
    """The words of a section, a line each, without references and pictures."""
    return [line for block in section.blocks for line in _lines(block)]


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, tuple):
        if value and all(isinstance(each, str) for each in value):
            yield " | ".join(value)
        else:
            for each in value:
                yield from _lines(each)
    elif isinstance(value, Quote):
        yield "…" if value.erased else f"“{value.text}” {value.attribution}".rstrip()
    elif is_dataclass(value):
        kept = [f for f in fields(value) if f.name not in {"ref", "svg", "origin", "language"}]
        for field in kept:
            yield from _lines(getattr(value, field.name))
