from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.reports.actions.publishing import propose_version
from cairn.reports.models import Report, ReportVersion, Section
from cairn.reports.tasks import publish
from cairn.reports.tests.factories import (
    find,
    make_heading,
    make_report,
    recommend,
    say,
    theme_with,
)


@pytest.fixture
def report(cast):
    excerpt = say(cast.programme, "We decided it there and then.", cast.ben)
    theme_with(cast.programme, cast.ben, excerpt)
    heading = make_heading(cast.programme, "Place")
    finding = find(cast.programme, cast.ben, excerpt, "Local decisions were quick.", heading)
    recommend(cast.programme, cast.ben, finding, heading, "Let places decide.")
    return make_report(cast.programme, cast.ben, title="Our made-up report")


def at(name, *args):
    return reverse(f"reports:{name}", args=["winter-review", *args])


def publish_it(report, cast, run_tasks, audience):
    version = propose_version(report=report, audience=audience, by=cast.ben)
    publish(version=version, by=cast.amina, alone_reason="")
    run_tasks()
    return version


def test_list_takes_the_same_queries_for_one_and_three(
    cast, client_of, report, django_assert_num_queries
):
    client = client_of(cast.rhys)
    with django_assert_num_queries(6):
        assert "Our made-up report" in client.get(at("index")).content.decode()
    for number in (2, 3):
        make_report(cast.programme, cast.ben, title=f"Number {number}")
    with django_assert_num_queries(6):
        assert "Number 3" in client.get(at("index")).content.decode()


def test_making_a_report_from_an_outline(cast, client_of):
    page = client_of(cast.ben).get(at("new")).content.decode()
    assert "Theme report: A listening survey told theme by theme" in page
    answer = client_of(cast.ben).post(
        at("new"), {"title": "Spring", "outline": "theme-report", "language": "en"}
    )
    made = Report.objects.get()
    assert answer.url == at("report", made.pk)
    assert (made.title, made.outline, made.outline_version) == ("Spring", "theme-report", 1)


def test_a_reader_reads_the_draft_and_changes_nothing(cast, client_of, report):
    client = client_of(cast.rhys)
    page = client.get(at("report", report.pk)).content.decode()
    assert "Let places decide." in page
    assert "Propose to publish" not in page
    for name, args in (("new", []), ("edit", [report.pk]), ("section", [report.pk, "facts"])):
        assert client.get(at(name, *args)).status_code == 404
    assert client.post(at("propose", report.pk), {"audience": "public"}).status_code == 404
    assert ReportVersion.objects.count() == 0


def test_the_draft_says_what_is_missing_and_leads_to_threads(cast, client_of, report):
    page = client_of(cast.ben).get(at("report", report.pk)).content.decode()
    assert "Theme 1 has 1 quote that may be printed; choose three to seven." in page
    assert "Nobody has said what speaks against theme 1." in page
    assert "No addressee" in page
    excerpt = report.programme and page.count("/decisions/thread/excerpt/")
    assert excerpt == 1


def test_prose_with_a_figure_or_a_quotation_is_refused_and_kept_in_the_form(
    cast, client_of, report
):
    address = at("section", report.pk, "introduction")
    for prose in ("In all 59 answered.", "We decided it there and then, they told us."):
        page = client_of(cast.ben).post(
            address, {"prose": prose, "included": "on", "revision": 0}
        ).content.decode()  # fmt: skip
        assert "There is a problem" in page
        assert prose in page
    assert Section.objects.count() == 0


def test_prose_is_kept_and_shown_as_the_teams(cast, client_of, report):
    address = at("section", report.pk, "introduction")
    client = client_of(cast.ben)
    client.post(address, {"prose": "We listened.", "included": "on", "revision": 0})
    assert "We listened." in client.get(at("report", report.pk)).content.decode()


def test_two_people_writing_are_told_and_nothing_is_overwritten(cast, client_of, report):
    address = at("section", report.pk, "introduction")
    client_of(cast.ben).post(address, {"prose": "First.", "included": "on", "revision": 0})
    answer = client_of(cast.carys).post(
        address, {"prose": "Second.", "included": "on", "revision": 0}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First." in page
    assert "Second." in page
    assert Section.objects.get().prose == "First."


def test_proposing_and_approving_over_the_pages(cast, client_of, report, run_tasks):
    client_of(cast.ben).post(at("propose", report.pk), {"audience": "members"})
    assert "Your decision" not in client_of(cast.ben).get(
        at("version", report.pk, 1)
    ).content.decode()  # fmt: skip
    assert client_of(cast.ben).post(at("approve", report.pk, 1)).status_code == 404
    client_of(cast.amina).post(at("approve", report.pk, 1))
    run_tasks()
    assert ReportVersion.objects.get().state == "published"
    file = client_of(cast.rhys).get(at("version_file", report.pk, 1, "docx"))
    assert file["Content-Disposition"] == 'attachment; filename="our-made-up-report-1.docx"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file.content[:2] == b"PK"


def test_drafts_come_as_files_marked_as_drafts(cast, client_of, report):
    file = client_of(cast.rhys).get(at("draft_file", report.pk, "html"))
    assert "Draft" in file.content.decode()
    assert file["Content-Disposition"].startswith("attachment;")


def test_public_page_needs_no_account_and_leads_to_no_thread(
    cast, client, client_of, report, run_tasks
):
    publish_it(report, cast, run_tasks, "public")
    page = client.get(at("public", report.pk, 1)).content.decode()
    assert "Let places decide." in page
    assert "/decisions/" not in page
    assert client.get(at("newest", report.pk)).url == at("public", report.pk, 1)
    assert client.get(at("public_file", report.pk, 1, "pdf")).content[:5] == b"%PDF-"
    assert client.get(at("version", report.pk, 1)).status_code == 302


def test_what_is_for_members_or_only_proposed_is_not_public(cast, client, report, run_tasks):
    publish_it(report, cast, run_tasks, "members")
    propose_version(report=report, audience="public", by=cast.ben)
    for number in (1, 2):
        assert client.get(at("public", report.pk, number)).status_code == 404
        assert client.get(at("public_file", report.pk, number, "html")).status_code == 404
    assert client.get(at("newest", report.pk)).status_code == 404


def test_versions_are_compared_by_section(cast, client_of, report, run_tasks):
    publish_it(report, cast, run_tasks, "members")
    Section.objects.create(
        programme=cast.programme, report=report, key="introduction", prose="New words."
    )
    publish_it(report, cast, run_tasks, "members")
    address = at("compare", report.pk) + "?before=1&after=2"
    page = client_of(cast.rhys).get(address).content.decode()
    assert "<ins>New words.</ins>" in page
    assert "Why we listened" in page


def test_dev_sees_nothing(cast, client_of, report, run_tasks):
    publish_it(report, cast, run_tasks, "members")
    client = client_of(cast.dev)
    pages = [
        at("index"), at("new"), at("report", report.pk), at("edit", report.pk),
        at("section", report.pk, "facts"), at("draft_file", report.pk, "html"),
        at("version", report.pk, 1), at("version_file", report.pk, 1, "html"),
        at("compare", report.pk) + "?before=1&after=1", at("public", report.pk, 1),
    ]  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    posts = [at("propose", report.pk), at("approve", report.pk, 1), at("send_back", report.pk, 1)]
    assert [client.post(page).status_code for page in posts] == [404] * 3
    elsewhere = reverse("reports:version", args=["dev-review", report.pk, 1])
    assert client.get(elsewhere).status_code == 404


def test_the_front_page_says_what_waits_for_whom(cast, client_of, report):
    front = reverse("programmes:front", args=["winter-review"])
    assert "See what the report lacks" in client_of(cast.rhys).get(front).content.decode()
    propose_version(report=report, audience="members", by=cast.ben)
    wanted = "Read and approve Our made-up report, version 1"
    seen = {
        person.name: wanted in client_of(person).get(front).content.decode()
        for person in (cast.amina, cast.ben, cast.rhys)
    }
    assert seen == {"Amina": True, "Ben": False, "Rhys": False}
