"""A report that is published, a later version that waits for approval, and a draft."""

from __future__ import annotations

from typing import Any

from cairn.home.management.sample.story import Cast
from cairn.people.models import User
from cairn.programmes.models import Programme
from cairn.reports.actions.publishing import propose_version
from cairn.reports.actions.writing import make_report, write_section
from cairn.reports.choices import Audience
from cairn.reports.models import Report
from cairn.reports.tasks import publish


def write_reports(programme: Programme, story: dict[str, Any], cast: Cast) -> None:
    """The files of the published version are left to the worker."""
    told = story["report"]
    report = make_report(
        programme=programme, outline=told["outline"], title=told["title"],
        subtitle=told["subtitle"], by=cast.ben,
    )  # fmt: skip
    write_sections(report, told["sections"], revision=0, by=cast.ben)
    version = propose_version(report=report, audience=Audience.PUBLIC, by=cast.ben)
    publish(version=version, by=cast.lowri, alone_reason="")
    write_sections(report, told["later"], revision=1, by=cast.ben)
    propose_version(report=report, audience=Audience.PUBLIC, by=cast.ben)
    make_report(programme=programme, by=cast.carys, **story["draft_report"])


def write_sections(report: Report, prose: dict[str, str], *, revision: int, by: User) -> None:
    for key, text in prose.items():
        write_section(report=report, key=key, prose=text, included=True, revision=revision, by=by)
