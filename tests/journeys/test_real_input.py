"""Real words, all the way: where the folder of real input is, its files become published reports,
and its answers are typed as people would type them.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import way
from tests.journeys.test_offline import begin, flip, opened
from tests.journeys.test_sending_a_photo import draw_photo

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


def test_real_answers_are_written_without_signal_and_beside_a_photo(walker, walker_in, tmp_path):
    keep, never = longest_answers(2)
    walker.sign_in("lowri")
    phone = walker_in()
    begin(phone, opened(walker, "listening-survey"))
    flip(phone, signal=False)
    boxes = phone.page.locator("textarea")
    boxes.nth(0).fill(keep)
    boxes.nth(1).fill(never)
    phone.page.locator("input[name$=consent]").first.check()
    phone.press("Send")
    phone.should_be_told("There is no signal.")
    flip(phone, signal=True)
    phone.should_be_told("We have it. Thank you.")
    assert kept_with(phone, phone.page.locator("[data-code]").inner_text()) == [keep, never]
    phone = walker_in(java_script_enabled=False)
    phone.go(opened(walker, "story").removesuffix("offline/"))
    phone.press("Start")
    phone.page.get_by_label("In writing").check()
    phone.page.get_by_label("With a picture").check()
    phone.press("Save and go on")
    phone.page.get_by_label("What happened?").fill(keep)
    phone.press("Save and go on")
    phone.page.get_by_label("Add your picture").set_input_files(draw_photo(tmp_path))
    phone.press("Save and look over all answers")
    phone.page.locator("input[name=consent]").first.check()
    phone.press("Send")
    phone.should_read("We have it.")
    words = kept_with(phone, phone.page.locator("h2 + p").first.inner_text())
    assert words == ["In writing; With a picture, or a photo of something I made", keep, "Photo 1"]


def longest_answers(number: int) -> list[str]:
    with (REAL / "listening-survey-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        return sorted((row["answer"] for row in csv.DictReader(file)), key=len)[-number:]


def kept_with(phone, code: str) -> list[str]:
    """The words that whoever has the code reads again."""
    phone.go("/a/back/")
    phone.page.get_by_label("Return code").fill(code)
    phone.press("Open")
    phone.should_read("Kept with this code")
    return phone.page.locator("p.cairn-words").all_inner_texts()
