"""Ben asks a machine and makes what it says his own; Amina signs it off."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import way


def test_analyst_makes_suggestions_his_own_and_a_facilitator_signs_off(walker, walker_in):
    given_ben_asks_for_suggestions(walker)
    when_he_keeps_one_under_a_better_name(walker)
    and_moves_passages_to_another_theme(walker)
    and_merges_and_undoes(walker)
    and_chooses_quotes(walker)
    then_amina_signs_it_off(walker_in(), walker.page.url)


def given_ben_asks_for_suggestions(walker):
    walker.sign_in("ben")
    walker.go(walker.site.winter + "sense/suggestions/")
    walker.page.get_by_label("Question").select_option(index=1)
    walker.page.get_by_label("How many themes").fill("4")
    walker.page.get_by_role("button", name="Ask", exact=True).click()
    way.wait_to_read(walker, "Read all its passages")
    walker.look("suggestions")


def when_he_keeps_one_under_a_better_name(walker):
    walker.page.get_by_label("Title of the theme made of").first.fill("Old ways that tire people")
    walker.page.get_by_role("button", name=re.compile("^Keep ?:")).first.click()
    walker.go(walker.site.winter + "sense/themes/")
    walker.follow("Old ways that tire people")
    walker.should_be_at("Old ways that tire people")
    walker.should_read("Draft, not counted")


def and_moves_passages_to_another_theme(walker):
    before = walker.page.locator("[data-member]").count()
    walker.page.get_by_label("Passage 1", exact=True).check()
    walker.page.get_by_label("Move to", exact=True).select_option(label="Trusted to decide")
    walker.page.get_by_role("button", name="Move", exact=True).click()
    expect(walker.page.locator("[data-member]")).to_have_count(before - 1)


def and_merges_and_undoes(walker):
    address = walker.page.url
    walker.page.get_by_label("Merge into").select_option(label="The same question, again")
    walker.press("Merge themes")
    walker.should_be_at("The same question, again")
    walker.page.get_by_role("button", name="Undo:").first.click()
    walker.page.goto(address)
    walker.should_be_at("Old ways that tire people")


def and_chooses_quotes(walker):
    for number in (1, 2, 3):
        walker.page.get_by_label(f"Passage {number}", exact=True).check()
    walker.page.get_by_role("button", name="Quote", exact=True).click()
    quotes = walker.page.get_by_role("region", name="In their words").locator("blockquote")
    expect(quotes.nth(2)).to_be_visible()
    expect(walker.page.get_by_role("button", name="Sign off", exact=True)).to_have_count(0)


def then_amina_signs_it_off(amina, address):
    amina.sign_in("amina")
    amina.page.goto(address)
    way.sign_off(amina)
    amina.look("theme-signed-off")
