"""The same way from a file to a published report in a browser that runs no script."""

from __future__ import annotations

import re

import pytest

from tests.journeys import way

NOTES = """Answer (made up)
A made-up bell for the garden. Everybody hears when tea is ready.
The made-up garden bell again. It rings for visitors too.
"""
FINDING = "A bell brings people together (made up)."
ASKED = "Hang a bell in every garden (made up)."


@pytest.fixture
def plain(walker_in):
    return walker_in(java_script_enabled=False)


def test_from_a_file_to_a_published_report_without_script(plain):
    begun = plain.site.begun
    plain.sign_in("lowri")
    given_words_from_a_file(plain, begun)
    when_they_are_coded_and_made_a_theme(plain, begun)
    and_decided_upon(plain, begun)
    then_a_report_is_published_alone_with_a_reason(plain, begun)


def given_words_from_a_file(plain, begun):
    way.upload(plain, begun, ("made-up-bell.csv", NOTES))
    uses = {"Answer (made up)": "Words people said"}
    way.map_columns(plain, uses, "No question", "Anonymous quote")
    way.bring_in(plain)


def when_they_are_coded_and_made_a_theme(plain, begun):
    way.code_passage(plain, begun, "A made-up bell for the garden", "Bells")
    way.code_passage(plain, begun, "The made-up garden bell again", "Bells")
    way.make_theme_from(plain, begun, "Bells")
    way.quote_some(plain, 2)
    way.sign_off(plain)


def and_decided_upon(plain, begun):
    plain.go(begun + "decisions/headings/")
    heading = plain.page.get_by_role("rowheader").first.inner_text()
    way.add_finding(plain, begun, FINDING, heading)
    way.link_theme(plain, "Bells")
    way.back_to_item(plain)
    way.make_ready(plain)
    way.add_recommendation(plain, begun, ASKED, heading, FINDING)
    way.make_ready(plain)


def then_a_report_is_published_alone_with_a_reason(plain, begun):
    way.make_report(plain, begun, "Bells (made up)", re.compile("Lessons-learnt report:"))
    way.propose(plain, "Members of this programme")
    plain.page.get_by_label("Why without a second member").fill("The others are on leave.")
    way.approve(plain)
    plain.should_read("Hang a bell in every garden (made up).", "The others are on leave.")
    way.wait_to_read(plain, "Version 1 as")
