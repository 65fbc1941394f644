"""Real words, all the way: where the folder of real input is, its files become published reports."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import way

REAL = Path(os.environ.get("CAIRN_REAL_INPUT", ""))
pytestmark = pytest.mark.skipif(
    "CAIRN_REAL_INPUT" not in os.environ, reason="CAIRN_REAL_INPUT names no folder of real input"
)
SIX = ("staff", "patients", "care", "digital", "local", "support")


def test_listening_survey_becomes_a_published_report(walker):
    walker.sign_in("lowri")
    programme = way.make_programme(walker, "Open listening survey", "Survey of real words")
    given_the_survey_is_brought_in(walker, programme)
    when_a_suggestion_is_kept_quoted_and_signed_off(walker, programme)
    way.publish_alone(walker, programme, "What the survey said", "Theme report:")
    walker.look()
    expect(walker.page.locator("blockquote").nth(2)).to_be_visible()


def given_the_survey_is_brought_in(walker, programme):
    way.upload(walker, programme, REAL / "listening-survey-2020.csv")
    uses = {
        "response_id": "A key for the person",
        "question": "The question asked",
        "answer": "Words people said",
    }
    way.map_columns(walker, uses, "A column of questions", "Anonymous quote")
    assert way.counts(walker) == ["59", "0", "0"]
    way.bring_in(walker)


def when_a_suggestion_is_kept_quoted_and_signed_off(walker, programme):
    walker.go(programme + "sense/suggestions/")
    walker.page.get_by_role("button", name="Ask", exact=True).click()
    way.wait_to_read(walker, "Read all its passages")
    walker.page.get_by_role("button", name=re.compile("^Keep ?:")).first.click()
    walker.go(programme + "sense/themes/")
    walker.page.get_by_role("main").locator(".cairn-card a").first.click()
    way.quote_some(walker, 4)  # one of them waits for a person: it may tell of harm
    way.sign_off(walker)


def test_regional_tables_become_a_published_report_with_six_recommendations(walker):
    walker.sign_in("lowri")
    programme = way.make_programme(walker, "Regional lessons", "Region of real words")
    bring_in_table(walker, programme, "Good practice:", "good-practice-table-2020.xlsx")
    walker.should_read("18 of 18")
    bring_in_table(walker, programme, "Recommendations, with", "recommendations-2020.csv")
    walker.should_read("57 of 57")
    walker.look()
    links = first_recommendations(walker, len(SIX))
    for link, words in zip(links, SIX, strict=True):
        walker.go(link)
        way.link_words(walker, words)
        way.back_to_item(walker)
        way.make_ready(walker)
    way.publish_alone(walker, programme, "What the region learnt", "Lessons-learnt report:")
    walker.look()
    walker.should_read("Recommendation 6")
    assert "Recommendation 7" not in walker.page.get_by_role("main").inner_text()


def bring_in_table(walker, programme: str, kind: str, name: str) -> None:
    walker.go(programme + "decisions/import/")
    walker.page.get_by_label(re.compile(kind)).check()
    way.choose_file(walker, REAL / name)
    walker.press("Look at the table")
    walker.page.get_by_label("What the people behind it allow").select_option(
        label="Anonymous quote"
    )
    walker.page.get_by_role("button", name="Import", exact=True).click()


def first_recommendations(walker, number: int) -> list[str]:
    rows = walker.page.get_by_role("main").locator("tbody a[href*='/recommendations/']")
    return [row.get_attribute("href") for row in rows.all()[:number]]
