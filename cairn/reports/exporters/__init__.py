"""Report exporters: a filled report in, the bytes of a file out.

An exporter is one module in this folder (a name without a leading underscore) that holds `NAME`,
`LABEL`, `EXTENSION`, `MEDIA_TYPE` and `export(content, *, link) -> bytes`. `link` turns the opaque
`ref` of a quote or a claim into the address of its thread, or is None where no thread is to be
opened. An exporter sees only what stands in `ReportContent`, and gives the same bytes for the same
content. Each has a folder of its name in `samples/exporters/`.
"""

from __future__ import annotations

from typing import Protocol

from cairn.reports.exporters._content import (
    Audience,
    Block,
    BulletList,
    Fact,
    Facts,
    Figure,
    Finding,
    GoodPractice,
    GoodPracticeTable,
    Heading,
    Language,
    Origin,
    Paragraph,
    Quote,
    Recommendation,
    ReportContent,
    Section,
    Status,
    Table,
    Thanks,
    ThemePage,
)
from cairn.reports.exporters._frozen import ContentError, from_json, to_json
from cairn.reports.exporters._outline import Link
from cairn.reports.exporters._rewrite import clean_text, erase_quotes
from cairn.reports.exporters._svg import FigureError

__all__ = [
    "Audience",
    "Block",
    "BulletList",
    "ContentError",
    "Exporter",
    "Fact",
    "Facts",
    "Figure",
    "FigureError",
    "Finding",
    "GoodPractice",
    "GoodPracticeTable",
    "Heading",
    "Language",
    "Link",
    "Origin",
    "Paragraph",
    "Quote",
    "Recommendation",
    "ReportContent",
    "Section",
    "Status",
    "Table",
    "Thanks",
    "ThemePage",
    "clean_text",
    "erase_quotes",
    "from_json",
    "to_json",
]


class Exporter(Protocol):
    """What a module in this folder looks like."""

    NAME: str
    LABEL: str
    EXTENSION: str
    MEDIA_TYPE: str

    def export(self, content: ReportContent, *, link: Link) -> bytes: ...
