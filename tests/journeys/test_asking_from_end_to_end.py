"""From the template of a review to a nurse's words in a published report."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import way

REVIEW = "Listening to the night (made up)"
NURSE = "made-up-nurse@example.org"
ASKED, ASKED_CY = "What helps at three in the morning?", "Beth sy'n helpu am dri y bore?"
KEEP = "Paned gyda'n gilydd cyn y rownd olaf (enghraifft)"
NEVER = "Rota sy'n newid bob nos (enghraifft)"
HELPS = "Ffonio'r meddyg heb aros am y switsfwrdd (enghraifft)"
# Enough others for a batch of words and for counts; three of them stand alone with their role.
OTHERS = """
from cairn.surveys.models import Survey
from cairn.surveys.tests.factories import answer
survey = Survey.objects.get(pk={pk!r})
for band, people in {{"frontline": 14, "support_staff": 13, "volunteer": 3}}.items():
    for number in range(people):
        answer(survey, {{"keep": f"A made-up kettle, {{band}} {{number}}", "role_band": band}})
"""


@pytest.fixture(scope="module")
def asked():
    """Where the survey stands once the first journey has put it to a nurse."""
    return {}


def test_nurse_answers_translated_questions_without_script_and_takes_one_answer_back(
    walker, walker_in, asked
):
    programme = given_a_review_made_from_the_template(walker)
    when_the_lead_takes_questions_from_the_shelf(walker, programme)
    and_translates_one(walker)
    and_opens_them(walker)
    asked["survey"] = walker.page.url.removeprefix(walker.site.address)
    and_invites_a_nurse(walker, programme, asked["survey"])
    phone = walker_in(java_script_enabled=False)
    phone.page.set_viewport_size({"width": 320, "height": 640})
    code = then_she_answers_in_welsh(phone, link_in_the_mailbox(walker))
    and_takes_one_answer_back(phone, code)


def given_a_review_made_from_the_template(walker):
    walker.sign_in("lowri")
    return way.make_programme(walker, "Open listening survey", REVIEW)


def when_the_lead_takes_questions_from_the_shelf(walker, programme):
    walker.go(programme + "surveys/questions/")
    walker.follow(re.compile("^Make it your own ?: Listening survey"))
    walker.look()
    walker.press("Make it")


def and_translates_one(walker):
    page = walker.page
    walker.follow("Add a question")
    page.get_by_label("In their own words").check()
    walker.look()
    walker.press("Go on")
    page.get_by_label("Question (in English)").fill(ASKED)
    walker.press("Save")
    walker.should_read("1 text without Welsh")
    walker.look("ask-outline")
    walker.follow(re.compile(f"^Change ?: {re.escape(ASKED)}"))
    page.get_by_label("Question (in Welsh)").fill(ASKED_CY)
    walker.look("ask-translate")
    walker.press("Save")
    walker.should_read("All of it is in both languages.")


def and_opens_them(walker):
    walker.follow("Look and open")
    walker.press("Open the survey")
    walker.should_be_told("The survey is open.")


def and_invites_a_nurse(walker, programme, survey):
    walker.go(programme + "participants/add/")
    walker.page.get_by_label("Name").fill("Made-up Nurse")
    walker.page.get_by_label("E-mail").fill(NURSE)
    walker.page.get_by_label("Language").select_option(label="Welsh")
    walker.press("Save")
    walker.go(survey)
    walker.follow("Invite participants by a link of their own")
    walker.press("Invite 1 participant")
    walker.should_read("Invited")


def link_in_the_mailbox(walker):
    walker.go("/m/mailbox/")
    walker.look()
    mine = walker.page.get_by_role("article", name=NURSE)
    return mine.get_by_role("link", name="/a/i/").first.get_attribute("href")


def then_she_answers_in_welsh(phone, link):
    phone.page.goto(link)
    expect(phone.page.locator("html")).to_have_attribute("lang", "cy")
    assert phone.sideways() == ""
    phone.press("Dechrau")
    for question, words in (("gadw", KEEP), ("byth eto", NEVER), (ASKED_CY, HELPS)):
        phone.should_be_at(question)
        phone.page.locator("textarea").fill(words)
        assert phone.sideways() == ""
        phone.page.locator("button[value=on]").click()
    phone.page.get_by_label("Staff rheng flaen").check()
    phone.page.locator("button[value=on]").click()
    phone.should_read(KEEP, NEVER, HELPS, "Staff rheng flaen")
    phone.page.locator("input[name=consent][value=anonymous_quote]").check()
    phone.page.locator("button[value=send]").click()
    phone.should_read("Mae gennym ni")
    return phone.page.locator("h2 + p").first.inner_text()


def and_takes_one_answer_back(phone, code):
    phone.go("/a/back/")
    phone.page.locator("input[name=code]").fill(code)
    phone.page.locator("main button").click()
    phone.should_read(KEEP, NEVER, HELPS)
    phone.page.locator("section", has_text=NEVER).get_by_role("button").click()
    phone.should_read(KEEP, HELPS)
    expect(phone.page.get_by_role("main")).not_to_contain_text(NEVER)
    assert phone.sideways() == ""


def test_lead_reads_gated_counts_and_a_published_report_quotes_the_nurse(walker, walker_in, asked):
    survey = asked["survey"]
    programme = survey.split("surveys/")[0]
    walker.site.manage("shell", "-v0", "-c", OTHERS.format(pk=survey.split("/")[-2]))
    when_the_lead_closes_it(walker, survey)
    then_small_groups_are_starred(walker)
    when_she_makes_a_theme_of_the_nurses_words(walker, programme)
    then_a_published_report_quotes_them(walker, programme, walker_in())


def when_the_lead_closes_it(walker, survey):
    walker.sign_in("lowri")
    walker.go(survey)
    walker.press("Close the survey")
    way.wait_to_read(walker, "Sealed on")


def then_small_groups_are_starred(walker):
    walker.follow("How people answered")
    walker.look("ask-results")
    roles = walker.page.locator(".cairn-picture table").first
    shown = [
        "15",
        "*",
        *"00000",
        "*",
        *"00",
    ]  # hidden: 3 volunteers, and 13 that would tell of them
    assert roles.locator("tbody td").all_text_contents() == shown


def when_she_makes_a_theme_of_the_nurses_words(walker, programme):
    way.code_passage(walker, programme, HELPS, "Help at night")
    way.make_theme_from(walker, programme, "Help at night")
    way.quote_some(walker, 1)
    way.sign_off(walker)


def then_a_published_report_quotes_them(walker, programme, stranger):
    way.publish_alone(walker, programme, REVIEW, "Theme report:")
    stranger.page.goto(walker.page.url)
    expect(stranger.page.locator("blockquote")).to_contain_text(HELPS)
