"""The fixed words of a printed report, in both languages. Everything else in a report is content."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cairn.reports.exporters._content import Language, ReportContent


@dataclass(frozen=True, slots=True)
class Words:
    skip: str
    contents: str
    appendix: str
    figure: str
    table: str
    figure_data: str
    theme: str
    finding: str
    recommendation: str
    addressees: str
    due: str
    measure: str
    meaning: str
    quotes: str
    who: str
    against: str
    practice: tuple[str, str, str, str]
    team: str
    erased: str
    thread: str
    quote: str
    example: str
    programme: str
    version: str
    date: str
    audience: str
    members: str
    public: str
    status: str
    published: str
    draft: str
    machine: str
    draft_mark: str
    machine_mark: str
    notices: str
    facts_item: str
    facts_value: str
    page: str
    of: str
    months: str


ENGLISH = Words(
    skip="Skip to the report",
    contents="Contents",
    appendix="Appendix",
    figure="Figure",
    table="Table",
    figure_data="The numbers behind figure",
    theme="Theme",
    finding="Finding",
    recommendation="Recommendation",
    addressees="For",
    due="By when",
    measure="How we will know",
    meaning="What this means",
    quotes="What people said",
    who="Who said it",
    against="What speaks against it",
    practice=("Domain", "System", "Example", "Synopsis"),
    team="Written by the team",
    erased="A quotation stood here. The words were withdrawn and have been erased.",
    thread="Thread of",
    quote="quote",
    example="example",
    programme="Programme",
    version="Version",
    date="Date",
    audience="For",
    members="Members of the programme",
    public="Everyone",
    status="Status",
    published="Published",
    draft="Draft",
    machine="Suggested by machine",
    draft_mark="Draft: not yet approved for publication",
    machine_mark="Suggested by machine, not signed off by a person",
    notices="What has changed since this was first published",
    facts_item="What",
    facts_value="Value",
    page="Page",
    of="of",
    months="January February March April May June July August September October November December",
)

WELSH = Words(
    skip="Neidio i'r adroddiad",
    contents="Cynnwys",
    appendix="Atodiad",
    figure="Ffigur",
    table="Tabl",
    figure_data="Y rhifau y tu ôl i ffigur",
    theme="Thema",
    finding="Canfyddiad",
    recommendation="Argymhelliad",
    addressees="Ar gyfer",
    due="Erbyn pryd",
    measure="Sut y byddwn yn gwybod",
    meaning="Beth mae hyn yn ei olygu",
    quotes="Yr hyn a ddywedodd pobl",
    who="Pwy a'i dywedodd",
    against="Yr hyn sy'n dadlau yn ei erbyn",
    practice=("Maes", "System", "Enghraifft", "Crynodeb"),
    team="Ysgrifennwyd gan y tîm",
    erased="Roedd dyfyniad yma. Tynnwyd y geiriau yn ôl ac maent wedi'u dileu.",
    thread="Trywydd",
    quote="dyfyniad",
    example="enghraifft",
    programme="Rhaglen",
    version="Fersiwn",
    date="Dyddiad",
    audience="Ar gyfer",
    members="Aelodau'r rhaglen",
    public="Pawb",
    status="Statws",
    published="Cyhoeddwyd",
    draft="Drafft",
    machine="Awgrymwyd gan beiriant",
    draft_mark="Drafft: heb ei gymeradwyo i'w gyhoeddi eto",
    machine_mark="Awgrymwyd gan beiriant, heb ei gymeradwyo gan berson",
    notices="Beth sydd wedi newid ers cyhoeddi hwn gyntaf",
    facts_item="Beth",
    facts_value="Gwerth",
    page="Tudalen",
    of="o",
    months="Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
)

WORDS: dict[Language, Words] = {"en": ENGLISH, "cy": WELSH}


def say_date(day: dt.date, words: Words) -> str:
    """Return the date in full, day first: 5 March 2026."""
    return f"{day.day} {words.months.split()[day.month - 1]} {day.year}"


def say_mark(content: ReportContent) -> str:
    """Return the mark every page of an unpublished report carries; empty for a published one."""
    words = WORDS[content.language]
    return {"draft": words.draft_mark, "machine": words.machine_mark, "published": ""}[
        content.status
    ]


def say_cover(content: ReportContent) -> tuple[tuple[str, str], ...]:
    """Return the label and value lines that stand under the title."""
    words = WORDS[content.language]
    status = {"draft": words.draft, "machine": words.machine, "published": words.published}
    audience = {"members": words.members, "public": words.public}
    lines = (
        (words.programme, content.programme),
        (words.date, say_date(content.date, words)),
        (words.version, content.version),
        (words.status, status[content.status]),
        (words.audience, audience[content.audience]),
    )
    return tuple((label, value) for label, value in lines if value)
