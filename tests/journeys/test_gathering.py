"""Amina brings in a file, reads it and codes it with the keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import way

ANSWERS = """Respondent,Role,Area,What should stay? (made up)
Z1,Frontline staff,Coast,The made-up lending shelf for walking frames. People bring them back themselves.
Z2,Support staff,Coast,One made-up number for every question about transport.
Z3,Unpaid carer,Coast,
Z4,Frontline staff,Coast,One made-up number for every question about transport. I know it by heart.
"""
USES = {"What should stay? (made up)": "Words people said"}


def test_facilitator_imports_a_spreadsheet_reads_and_codes_it(walker):
    given_a_file_with_one_empty_answer(walker)
    then_the_dry_run_counts_without_adding(walker)
    when_she_brings_the_rows_in(walker)
    then_the_same_file_again_would_add_nothing(walker)
    then_she_reads_and_codes_with_the_keyboard(walker)
    and_takes_the_last_change_back(walker)


def given_a_file_with_one_empty_answer(walker):
    walker.sign_in("amina")
    way.upload(walker, walker.site.winter, ("made-up-answers.csv", ANSWERS))
    walker.look("gather-columns")
    way.map_columns(walker, USES, "The heading of the column of words", "Anonymous quote")


def then_the_dry_run_counts_without_adding(walker):
    assert way.counts(walker) == ["3", "0", "1"]
    expect(walker.page.get_by_role("row").nth(1)).to_contain_text("4")
    walker.look("gather-dry-run")


def when_she_brings_the_rows_in(walker):
    way.bring_in(walker)
    walker.press("See what came in")
    walker.should_read("3 contributions", "lending shelf for walking frames")


def then_the_same_file_again_would_add_nothing(walker):
    way.upload(walker, walker.site.winter, ("made-up-answers-again.csv", ANSWERS))
    way.map_columns(walker, USES, "The heading of the column of words", "Anonymous quote")
    assert way.counts(walker) == ["0", "3", "1"]


def then_she_reads_and_codes_with_the_keyboard(walker):
    walker.go(walker.site.winter + "sense/read/?q=lending+shelf")
    keys = walker.page.keyboard
    keys.press("j")
    expect(walker.page.get_by_label("Words to code")).to_have_value(re.compile(r"^0:\d\d$"))
    keys.press("c")
    expect(walker.page.get_by_label("Find a code")).to_be_focused()
    keys.type("Rest and care")
    keys.press("Enter")
    passages = walker.page.get_by_role("region", name="Passages")
    expect(passages.locator("blockquote")).to_contain_text("The made-up lending shelf")
    expect(passages).to_contain_text("Rest and care for staff")
    walker.look("code")


def and_takes_the_last_change_back(walker):
    walker.page.keyboard.press("u")
    walker.should_read("No passage is coded yet")


def test_a_file_that_is_no_spreadsheet_is_refused_in_plain_words(walker):
    walker.sign_in("amina")
    way.upload(walker, walker.site.winter, ("made-up.xlsx", "this is not a spreadsheet"))
    told = "The content is not what the name of the file says."
    expect(walker.page.get_by_role("alert")).to_contain_text(told)
    walker.look()


def test_facilitator_says_whom_to_hear_from_and_sees_who_is_missing(walker_in):
    walker = walker_in(java_script_enabled=False)
    given_the_page_of_who_was_heard(walker)
    when_she_sets_a_target_for_cooks(walker)
    then_the_page_says_how_many_are_missing(walker)


def given_the_page_of_who_was_heard(walker):
    walker.sign_in("amina")
    walker.go(walker.site.winter + "evidence/heard/")
    walker.should_read("No target is set yet.", "How many answers to expect")


def when_she_sets_a_target_for_cooks(walker):
    walker.page.get_by_text("Set a target").click()
    walker.page.get_by_label("Which one").fill("Made-up cook")
    walker.page.get_by_label("People wanted").fill("12")
    walker.press("Save")


def then_the_page_says_how_many_are_missing(walker):
    row = walker.page.get_by_role("row", name="Role band: Made-up cook")
    expect(row.get_by_role("cell")).to_have_text(["0", "12", "12"])
    walker.page.get_by_text("Set a target").click()
