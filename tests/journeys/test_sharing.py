"""A report from draft to the public, and what happens when somebody takes their words back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import way

TITLE = "What we were told, in short (made up)"
GIVEN_BACK = "Returns within a week went down on our patch and staff are proud of it."


@pytest.fixture(scope="module")
def published(site):
    """Where the report stands once the first journey has published it."""
    return {}


def test_two_members_publish_a_report_and_everybody_reads_it(walker, walker_in, published):
    given_amina_makes_a_report(walker)
    then_a_figure_in_free_prose_is_refused(walker)
    when_she_proposes_it(walker)
    lowri = walker_in()
    then_lowri_approves(lowri, walker.page.url)
    published["version"] = lowri.page.url
    published["public"] = public_address(lowri)
    then_everybody_may_read_it_without_threads(walker_in(), published["public"])
    then_members_reach_the_thread_from_a_quote(lowri, published["version"])
    then_three_files_can_be_downloaded(lowri, published["version"])


def given_amina_makes_a_report(walker):
    walker.sign_in("amina")
    way.make_report(walker, walker.site.winter, TITLE, re.compile("Theme report:"))
    walker.look("report-draft")


def then_a_figure_in_free_prose_is_refused(walker):
    address = walker.page.url
    walker.page.get_by_role("navigation", name="Sections").get_by_role("link").first.click()
    prose = walker.page.get_by_label("Text of the team")
    prose.fill("We heard 48 people.")
    walker.press("Keep")
    expect(walker.page.get_by_role("alert")).to_be_visible()
    walker.look()
    prose.fill("We asked everybody, and everything in here is made up.")
    walker.press("Keep")
    walker.page.goto(address)
    walker.should_read("We asked everybody, and everything in here is made up.")


def when_she_proposes_it(walker):
    way.propose(walker, "Everybody")


def then_lowri_approves(lowri, address):
    lowri.sign_in("lowri")
    lowri.page.goto(address)
    lowri.look("report-proposal")
    way.approve(lowri)
    way.wait_to_read(lowri, "Version 1 as")
    lowri.look()


def public_address(walker):
    link = walker.page.get_by_role("link", name="The page everybody can read")
    return link.get_attribute("href")


def then_everybody_may_read_it_without_threads(stranger, address):
    stranger.go(address)
    stranger.should_be_at(TITLE)
    stranger.should_read(GIVEN_BACK)
    assert stranger.page.locator("a[href*='/thread/']").count() == 0
    stranger.look()


def then_members_reach_the_thread_from_a_quote(lowri, address):
    lowri.page.goto(address)
    lowri.page.locator("a[href*='/thread/excerpt/']").first.click()
    lowri.should_read("The thread as a list")


def then_three_files_can_be_downloaded(lowri, address):
    lowri.page.goto(address)
    links = lowri.page.get_by_role("link", name="Version 1 as")
    expect(links).to_have_count(3)
    starts = {download(lowri, link)[:4] for link in links.all()}
    assert starts == {b"%PDF", b"PK\x03\x04", b"<!do"}


def download(walker, link) -> bytes:
    answer = walker.page.request.get(walker.site.address + link.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.body().lower() if answer.body()[:2] == b"<!" else answer.body()


def test_withdrawn_words_become_a_marked_gap_with_a_notice(walker, walker_in, published):
    when_amina_withdraws_a_published_quote(walker)
    then_the_public_page_has_a_gap_and_a_notice(walker_in(), published["public"])


def when_amina_withdraws_a_published_quote(walker):
    walker.sign_in("amina")
    walker.go(walker.site.winter + "evidence/?words=Returns+within+a+week")
    walker.follow("Contribution ")
    walker.press("Withdraw")
    walker.look("withdraw")
    walker.press("Withdraw it for good")
    walker.should_be_told("Withdrawn. The words are gone.")
    walker.look()


def then_the_public_page_has_a_gap_and_a_notice(stranger, address):
    stranger.go(address)
    assert GIVEN_BACK not in stranger.page.content()
    stranger.should_read("words were taken out of this version")
    way.wait_to_read(stranger, "Version 1 as")
    stranger.look("report-gap")
