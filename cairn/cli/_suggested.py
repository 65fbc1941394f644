"""An outline filled as far as a machine can, for a person to judge."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from cairn.analysis.disclosure import release_table
from cairn.catalogue.shelves import Outline, OutlineSection, Template
from cairn.cli._guessing import Asked, Practice, Text
from cairn.reports.exporters import (
    Block,
    BulletList,
    Fact,
    Facts,
    GoodPractice,
    GoodPracticeTable,
    Heading,
    Paragraph,
    Quote,
    Recommendation,
    ReportContent,
    Section,
    ThemePage,
    clean_text,
)
from cairn.sensemaking.suggesters import Suggestion, Suggestions

MOST_QUOTES = 7


@dataclass(frozen=True)
class Read:
    """Everything that was read and suggested; `said` has a line for each file."""

    template: Template
    texts: list[Text]
    practices: list[Practice]
    asked: list[Asked]
    said: list[str]
    found: Suggestions


def fill_outline(outline: Outline, read: Read, day: dt.date) -> ReportContent:
    """Return the report; sections that only people can write are named and left out."""
    sections: list[Section] = []
    left_out = []
    for each in outline.sections:
        blocks = FILL_KINDS[each.kind](read, each) if each.kind in FILL_KINDS else []
        if blocks:
            appendix = each.kind == "practice_table"
            sections.append(Section(each.heading("en"), tuple(blocks), appendix=appendix))
        else:
            left_out.append(each.title.en)
    return ReportContent(
        title=read.template.name.en,
        subtitle="What a machine suggests, for people to judge",
        programme=read.template.name.en,
        language="en",
        status="machine",
        version="",
        date=day,
        audience="members",
        notices=(),
        sections=_appendices_last([*sections, *_say_left_out(left_out)]),
    )


def _appendices_last(sections: list[Section]) -> tuple[Section, ...]:
    return tuple(sorted(sections, key=lambda section: section.appendix))


def _say_left_out(titles: list[str]) -> list[Section]:
    words = Paragraph("A machine cannot write these parts of the outline. They need people:")
    return [Section("What is left to people", (words, BulletList(tuple(titles))))] if titles else []


def _facts(read: Read, section: OutlineSection) -> list[Block]:
    k = read.template.disclosure_k
    people = {text.person: text.about for text in read.texts}
    total = release_table([len(people)], k).total
    many = total.text if total.value is not None else f"fewer than {k}"
    rows = [Fact("How many", f"{len(read.texts)} texts from {many} people")]
    for label, key in (("Who", "role"), ("Where", "place"), ("Sectors", "sector")):
        counted = Counter(about.get(key, "") for about in people.values())
        if set(counted) - {""}:
            rows.append(Fact(label, _say_counts(counted, k)))
    rows += [
        Fact("Analysis", f"{read.found.engine} {read.found.version}, seed {read.found.seed}"),
        Fact("Themes", f"{len(read.found.suggestions)} suggested, none signed off"),
    ]
    blocks: list[Block] = [Facts(tuple(rows), "What this rests on")]
    if any("*" in row.value for row in rows):
        blocks.append(Paragraph(f"* not shown: it could tell of fewer than {k} people."))
    return blocks


def _say_counts(counted: Counter[str], k: int) -> str:
    names = sorted(set(counted) - {""}) + ([""] if counted[""] else [])
    cells = release_table([counted[name] for name in names], k).cells[0]
    pairs = zip(names, cells, strict=True)
    return "; ".join(f"{name or 'did not say'} {cell.text}" for name, cell in pairs)


def _method(read: Read, section: OutlineSection) -> list[Block]:
    nowhere = len(read.found.nowhere)
    return [
        Paragraph("These files were read, and nobody has looked at the result:"),
        BulletList(tuple(read.said)),
        Paragraph(
            f"Texts that use the same words were grouped. Number of themes: {read.found.reason}. "
            f"{nowhere} of {len(read.texts)} texts fit nowhere well. Where each text was put, "
            "and how well it fits there, stands in assignments.csv."
        ),
        Paragraph(
            "Titles and keywords are words of the texts, put together by the machine. Quotations "
            "are verbatim; whether they may be printed is for you to find out."
        ),
    ]


def _big_picture(read: Read, section: OutlineSection) -> list[Block]:
    lines = [
        f"{number}. {each.title}: {_say_size(each)}"
        for number, each in enumerate(read.found.suggestions, start=1)
    ]
    return [BulletList(tuple(lines))] if lines else []


def _themes(read: Read, section: OutlineSection) -> list[Block]:
    return [_theme(each, number) for number, each in enumerate(read.found.suggestions, start=1)]


def _theme(each: Suggestion, number: int) -> ThemePage:
    quotes = tuple(
        Quote(clean_text(words.quote), f"Text {words.unit}") for words in each.quotes[:MOST_QUOTES]
    )
    definition = f"{_say_size(each)}. In common: {', '.join(each.keywords)}."
    sure = f"How sure the machine is of this theme: {each.certainty_words}."
    return ThemePage(number, each.title, definition, quotes, narrative=sure)


def _say_size(each: Suggestion) -> str:
    return f"{each.size} text" + ("s" if each.size != 1 else "")


def _recommendations(read: Read, section: OutlineSection) -> list[Block]:
    """The recommendations of the file under its headings; their numbers run on."""
    blocks: list[Block] = []
    number = 0
    for heading, group in groupby(_in_order(read.asked), key=lambda one: one.heading):
        blocks += [Heading(heading)] if heading else []
        for one in group:
            number += 1
            blocks.append(Recommendation(number, one.text))
    return blocks


def _in_order(asked: list[Asked]) -> list[Asked]:
    first = {one.heading: nth for nth, one in reversed(list(enumerate(asked)))}
    return sorted(asked, key=lambda one: first[one.heading])


def _practice(read: Read, section: OutlineSection) -> list[Block]:
    rows = tuple(
        GoodPractice(row.domain, row.system, row.example, row.synopsis) for row in read.practices
    )
    return [GoodPracticeTable("Good practice", rows)] if rows else []


FILL_KINDS: dict[str, Callable[[Read, OutlineSection], list[Block]]] = {
    "facts": _facts,
    "method": _method,
    "big_picture": _big_picture,
    "themes": _themes,
    "recommendations": _recommendations,
    "practice_table": _practice,
}
