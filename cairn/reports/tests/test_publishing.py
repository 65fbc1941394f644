from __future__ import annotations

import pytest
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.decisions.models import Finding
from cairn.reports.actions.exporting import export_version
from cairn.reports.actions.publishing import approve_version, propose_version, send_back
from cairn.reports.actions.refusals import Conflict, Refused
from cairn.reports.actions.writing import write_section
from cairn.reports.models import Reference, ReportFile, ReportVersion
from cairn.reports.queries.frozen import compare_contents, read_content
from cairn.reports.tasks import publish
from cairn.reports.tests.factories import (
    bytes_of,
    find,
    make_heading,
    make_report,
    recommend,
    say,
    theme_with,
)
from cairn.sensemaking.models import Excerpt


@pytest.fixture
def ready(cast):
    """A report with a theme, a finding and a recommendation that stand on one excerpt."""
    excerpt = say(cast.programme, "We decided it there and then.", cast.ben)
    theme_with(cast.programme, cast.ben, excerpt)
    heading = make_heading(cast.programme, "Place")
    finding = find(cast.programme, cast.ben, excerpt, "Local decisions were quick.", heading)
    recommend(cast.programme, cast.ben, finding, heading, "Let places decide.")
    return make_report(cast.programme, cast.ben)


def published(report, cast, audience="members"):
    version = propose_version(report=report, audience=audience, by=cast.ben)
    return approve_version(version=version, by=cast.amina)


def test_a_second_member_publishes_what_was_proposed(cast, ready):
    version = published(ready, cast)
    content = read_content(version)
    assert (version.state, version.number) == ("published", 1)
    assert (version.proposed_by, version.approved_by) == (cast.ben, cast.amina)
    assert (content.status, content.version, content.audience) == ("published", "1", "members")
    assert Reference.objects.filter(version=version).count() == 1
    actions = Entry.objects.filter(object_type="reportversion").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["propose_version", "publish_version"]


def test_publishing_alone_needs_a_reason(cast, ready):
    version = propose_version(report=ready, audience="public", by=cast.amina)
    with pytest.raises(Refused, match="To publish alone, say why"):
        approve_version(version=version, by=cast.amina, alone_reason=" ")
    approve_version(version=version, by=cast.amina, alone_reason="The others have left.")
    version.refresh_from_db()
    assert (version.state, version.alone_reason) == ("published", "The others have left.")


def test_a_claim_without_a_path_stops_the_proposal_and_is_named(cast, ready):
    Excerpt.objects.update(quote="", retired_at=timezone.now(), retired_reason="redacted")
    with pytest.raises(Refused, match=r"were quick\. · Let places"):
        propose_version(report=ready, audience="members", by=cast.ben)
    assert ReportVersion.objects.count() == 0


def test_a_claim_that_loses_its_path_meanwhile_is_not_published(cast, ready):
    version = propose_version(report=ready, audience="members", by=cast.ben)
    Excerpt.objects.update(quote="", retired_at=timezone.now(), retired_reason="redacted")
    with pytest.raises(Refused, match="stand on nobody's words"):
        approve_version(version=version, by=cast.amina)
    version.refresh_from_db()
    assert version.state == "proposed"


def test_what_changed_since_the_proposal_is_not_published(cast, ready):
    version = propose_version(report=ready, audience="members", by=cast.ben)
    write_section(report=ready, key="introduction", prose="New words.", included=True,
                  revision=0, by=cast.ben)  # fmt: skip
    with pytest.raises(Refused, match="has changed since it was proposed"):
        approve_version(version=version, by=cast.amina)


def test_two_decisions_on_one_proposal_do_not_both_count(cast, ready):
    version = propose_version(report=ready, audience="members", by=cast.ben)
    stale = ReportVersion.objects.get(pk=version.pk)
    send_back(version=version, by=cast.amina)
    with pytest.raises(Conflict):
        approve_version(version=stale, by=cast.lowri)


def test_one_proposal_at_a_time_and_a_refused_one_leaves_no_hole_in_the_numbers(cast, ready):
    version = propose_version(report=ready, audience="members", by=cast.ben)
    with pytest.raises(Refused, match="A proposal waits already"):
        propose_version(report=ready, audience="members", by=cast.amina)
    send_back(version=version, by=cast.amina)
    assert propose_version(report=ready, audience="public", by=cast.ben).number == 1
    assert ReportVersion.objects.count() == 1


def test_a_published_version_does_not_change_when_the_report_does(cast, ready):
    version = published(ready, cast)
    before = version.content
    write_section(report=ready, key="introduction", prose="New words.", included=True,
                  revision=0, by=cast.ben)  # fmt: skip
    second = published(ready, cast)
    version.refresh_from_db()
    assert version.content == before
    assert second.number == 2
    changes = compare_contents(read_content(version), read_content(second))
    assert [(each.title, each.change, [line.after for line in each.lines]) for each in changes] == [
        ("Why we listened", "added", ["New words."])
    ]


def test_files_are_made_once_in_every_format(cast, ready, run_tasks):
    version = propose_version(report=ready, audience="members", by=cast.ben)
    publish(version=version, by=cast.amina, alone_reason="")
    run_tasks()
    rows = ReportFile.objects.filter(version=version).order_by("exporter")
    assert [row.exporter for row in rows] == ["docx", "html", "pdf"]
    html = bytes_of(rows[1]).decode()
    assert f"/p/winter-review/decisions/thread/finding/{claim_id()}/" in html
    export_version(version_id=version.pk)
    assert ReportFile.objects.count() == 3


def claim_id():
    return Finding.objects.get().pk


def test_public_files_lead_to_no_thread(cast, ready, run_tasks):
    version = propose_version(report=ready, audience="public", by=cast.ben)
    publish(version=version, by=cast.amina, alone_reason="")
    run_tasks()
    html = bytes_of(ReportFile.objects.get(exporter="html")).decode()
    assert "Local decisions were quick." in html
    assert "thread/" not in html
