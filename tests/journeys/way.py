"""The steps along the way, as pages do them with script and without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

PATIENCE = 120


def wait_to_read(walker: Any, text: str) -> None:
    """Load the page again until a background task has got so far."""
    for _ in range(PATIENCE):
        if text in walker.page.get_by_role("main").inner_text():
            return
        walker.page.wait_for_timeout(500)
        walker.page.reload()
    walker.should_read(text)


def choose_file(walker: Any, file: Path | tuple[str, str]) -> None:
    """A file of the machine, or a name and its text."""
    chooser = walker.page.locator("input[type=file]")
    if isinstance(file, Path):
        chooser.set_input_files(file)
        return
    name, text = file
    chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})


def upload(walker: Any, programme: str, file: Path | tuple[str, str]) -> None:
    walker.go(programme + "evidence/files/add/")
    choose_file(walker, file)
    walker.press("Upload")


def map_columns(walker: Any, uses: dict[str, str], question: str, consent: str) -> None:
    walker.should_be_at("What the columns hold")
    for column, use in uses.items():
        walker.page.get_by_label(column, exact=True).select_option(label=use)
    walker.page.get_by_label(question).check()
    walker.page.get_by_label(consent, exact=True).check()
    walker.page.get_by_label("How we know").fill("The made-up form says so")
    walker.press("Check the rows")
    wait_to_read(walker, "Nothing has been added yet")


def bring_in(walker: Any) -> None:
    walker.press("Bring the rows in")
    wait_to_read(walker, "See what came in")


def counts(walker: Any) -> list[str]:
    """New, repeated and refused rows."""
    return walker.page.locator(".cairn-counts dd").all_inner_texts()


def code_passage(walker: Any, programme: str, words: str, code: str) -> None:
    """Code the sentence that begins with some words, with a new code or one of that name."""
    walker.go(f"{programme}sense/read/?q={words}")
    walker.should_be_at("Contribution")
    option = walker.page.locator("#passage option", has_text=words).first
    walker.page.get_by_label("Words to code").select_option(option.get_attribute("value"))
    walker.page.get_by_label("Or a new code").fill(code)
    walker.press("Add and code")
    expect(walker.page.get_by_role("region", name="Passages")).to_contain_text(code)


def make_theme_from(walker: Any, programme: str, code: str) -> None:
    walker.go(programme + "sense/codebooks/")
    book = walker.page.get_by_role("main").get_by_role("link", name="Our own codes")
    if book.count():
        book.first.click()
    walker.page.get_by_role("main").get_by_role("link", name=code).first.click()
    walker.press("Make a theme from this code")
    walker.should_be_at(code)


def sign_off(walker: Any) -> None:
    walker.page.get_by_role("button", name="Sign off", exact=True).click()
    walker.should_read("Signed off")


def add_finding(walker: Any, programme: str, text: str, heading: str) -> None:
    walker.go(programme + "decisions/findings/new/")
    walker.page.get_by_label("Finding", exact=True).fill(text)
    walker.page.get_by_label(heading, exact=True).check()
    walker.press("Save")
    walker.should_be_at(text)


def link_theme(walker: Any, theme: str) -> None:
    walker.press("Link words to it")
    walker.follow("Signed-off themes")
    walker.page.get_by_role("button", name=f"Link {theme}").click()
    walker.should_be_told("Linked.")


def link_words(walker: Any, words: str) -> None:
    """Make the whole of the contribution that holds some words the evidence of what is shown."""
    walker.press("Link words to it")
    walker.follow("What people said")
    walker.page.get_by_label("Words to look for").fill(words)
    walker.page.get_by_role("button", name="Search").click()
    walker.page.get_by_role("button", name="Link contribution").first.click()
    walker.should_be_told("Linked.")


def back_to_item(walker: Any) -> None:
    walker.page.get_by_label("What you are working on").get_by_role("link").first.click()


def make_ready(walker: Any) -> None:
    walker.page.get_by_role("button", name="Ready to publish").click()
    walker.should_be_told("It is ready to publish.")


def add_recommendation(walker: Any, programme: str, text: str, heading: str, finding: str) -> None:
    walker.go(programme + "decisions/recommendations/new/")
    walker.page.get_by_label("Recommendation", exact=True).fill(text)
    walker.page.get_by_label("Heading", exact=True).select_option(label=heading)
    walker.page.get_by_label(finding).check()
    walker.press("Save")
    walker.should_be_at(text)


def make_programme(walker: Any, template: str, name: str) -> str:
    """A programme from the template whose name begins so; return its address."""
    walker.go("/p/new/")
    walker.page.get_by_label(re.compile(rf"^\s*{template}")).check()
    walker.page.get_by_label("Name", exact=True).fill(name)
    walker.press("Make the programme")
    walker.should_be_at(name)
    return str(walker.page.url.removeprefix(walker.site.address))


def make_report(walker: Any, programme: str, title: str, outline: Any) -> None:
    walker.go(programme + "reports/new/")
    walker.page.get_by_label("Title", exact=True).fill(title)
    walker.page.get_by_label(outline).check()
    walker.press("Make the report")
    walker.should_be_at(title)


def propose(walker: Any, audience: str) -> None:
    walker.page.get_by_label(audience).check()
    walker.press("Propose to publish")
    walker.should_be_told("Proposed. A second member can now read and approve it.")


def approve(walker: Any) -> None:
    walker.page.get_by_role("button", name="Publish", exact=True).click()
    walker.should_be_told("Published. The files are being made.")


def publish_alone(walker: Any, programme: str, title: str, outline: str) -> None:
    """A report for everybody without a second member; ends on the page everybody can read."""
    make_report(walker, programme, title, re.compile(outline))
    propose(walker, "Everybody")
    walker.page.get_by_label("Why without a second member").fill("The journey walks this alone.")
    approve(walker)
    wait_to_read(walker, "Version 1 as")
    walker.page.get_by_role("link", name="The page everybody can read").click()
    walker.should_be_at(title)


def quote_some(walker: Any, number: int) -> None:
    boxes = walker.page.get_by_role("checkbox", name="Passage ")
    expect(boxes.nth(number - 1)).to_be_visible()  # the page may still be arriving
    for at in range(number):
        boxes.nth(at).check()
    walker.page.get_by_role("button", name="Quote", exact=True).click()
    quotes = walker.page.get_by_role("region", name="In their words").locator("blockquote")
    expect(quotes).to_have_count(number)
