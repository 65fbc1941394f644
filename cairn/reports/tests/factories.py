"""Rows for tests of reports; every sentence is made up."""

from __future__ import annotations

import itertools
from typing import Any

from cairn.decisions.choices import DecisionState
from cairn.decisions.models import (
    Finding,
    FindingEvidence,
    FindingTheme,
    Heading,
    Recommendation,
)
from cairn.evidence.choices import Consent
from cairn.programmes.models import Programme
from cairn.reports.models import Report, ReportFile
from cairn.sensemaking.models import Excerpt, Theme
from cairn.sensemaking.tests.factories import make_contribution, make_theme, place

_numbers = itertools.count(1)


def say(programme: Programme, text: str, by: Any, **fields: Any) -> Excerpt:
    """Somebody says something, and the whole of it is made an excerpt."""
    given = {"consent": Consent.ANONYMOUS_QUOTE, "person": f"speaker-{next(_numbers)}"} | fields
    said = make_contribution(programme, text, **given)
    version = said.versions.get(is_current=True)
    excerpt: Excerpt = Excerpt.objects.create(
        programme=programme, contribution=said, version=version, start=0, end=len(text),
        quote=text, made_by=by,
    )  # fmt: skip
    return excerpt


def theme_with(
    programme: Programme, by: Any, *quotes: Excerpt, title: str = "Talking daily", **fields: Any
) -> Theme:
    """A signed-off theme whose quotes are chosen in this order."""
    theme = make_theme(programme, by, title, **({"signed_off": True} | fields))
    for order, excerpt in enumerate(quotes):
        place(theme, excerpt, by, quote_order=order)
    return theme


def make_report(programme: Programme, by: Any, **fields: Any) -> Report:
    given = {"title": "What we heard", "outline": "theme-report", "made_by": by} | fields
    report: Report = Report.objects.create(programme=programme, **given)
    return report


def find(programme: Programme, by: Any, excerpt: Excerpt, text: str, *headings: Heading) -> Finding:
    """A finding ready to publish that stands on an excerpt."""
    row: Finding = Finding.objects.create(
        programme=programme, text=text, made_by=by, state=DecisionState.READY, stands_on=excerpt
    )
    row.headings.set(headings)
    FindingEvidence.objects.create(programme=programme, finding=row, excerpt=excerpt, by=by)
    return row


def link_theme(finding: Finding, theme: Theme, by: Any) -> None:
    FindingTheme.objects.create(programme=theme.programme, finding=finding, theme=theme, by=by)


def recommend(
    programme: Programme, by: Any, finding: Finding, heading: Heading, text: str, order: int = 0
) -> Recommendation:
    row: Recommendation = Recommendation.objects.create(
        programme=programme, text=text, heading=heading, order=order, made_by=by,
        state=DecisionState.READY, stands_on=finding.stands_on,
    )  # fmt: skip
    row.findings.add(finding)
    return row


def make_heading(programme: Programme, title: str, order: int = 0) -> Heading:
    heading: Heading = Heading.objects.create(programme=programme, title=title, order=order)
    return heading


def bytes_of(row: ReportFile) -> bytes:
    with row.file.open("rb") as file:
        return bytes(file.read())
