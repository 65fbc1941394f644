"""Ben writes a finding and a recommendation, sees what is missing, and follows the thread."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import way

FINDING = "Patients and staff gain when everybody may join the morning call (made up)."
ASKED = "Invite every practice to the morning call (made up)."


def test_analyst_decides_with_evidence_and_follows_the_thread_both_ways(walker):
    given_a_finding_without_words(walker)
    then_it_is_not_ready(walker)
    when_a_signed_off_theme_is_linked(walker)
    then_a_recommendation_follows(walker)
    then_the_thread_leads_to_the_words_and_back(walker)


def given_a_finding_without_words(walker):
    walker.sign_in("ben")
    way.add_finding(walker, walker.site.winter, FINDING, "Working together")
    walker.should_read("No evidence")


def then_it_is_not_ready(walker):
    walker.page.get_by_role("button", name="Ready to publish").click()
    expect(walker.page.get_by_text("Draft", exact=True)).to_be_visible()


def when_a_signed_off_theme_is_linked(walker):
    way.link_theme(walker, "Ten minutes together every day")
    way.back_to_item(walker)
    expect(walker.page.get_by_text("No evidence", exact=True)).to_have_count(0)
    way.make_ready(walker)


def then_a_recommendation_follows(walker):
    winter = walker.site.winter
    way.add_recommendation(walker, winter, ASKED, "Working together", FINDING)
    walker.should_read("No addressee", "No date", "No measure")
    way.link_words(walker, "door into the hospital")
    way.back_to_item(walker)
    way.make_ready(walker)
    walker.look("recommendation")


def then_the_thread_leads_to_the_words_and_back(walker):
    walker.follow("See its thread")
    walker.should_be_at(ASKED)
    walker.should_read(FINDING, "Ten minutes together every day", "door into the hospital")
    walker.look("thread")
    walker.follow("Contribution 19")
    walker.should_be_at("Contribution 19")
    walker.should_read(ASKED)
