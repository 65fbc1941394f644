"""Somebody sends a photo from a phone without script; a person looks at it first, then writes it down."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.journeys import way

SMALL = 320
SHOWN = "[A made-up wall that was painted gold]"
# A picture may still be on its way when its page has arrived.
WIDTH_ONCE_THERE = "image => image.decode().then(() => image.naturalWidth)"


def draw_photo(folder):
    exif = Image.Exif()
    exif[0x013B] = "Made-up Mair took this"
    path = folder / "Mair at home.jpg"
    Image.new("RGB", (640, 480), "gold").save(path, exif=exif)
    return path


@pytest.fixture
def phone(walker_in):
    return walker_in(java_script_enabled=False)


def test_photo_is_sent_looked_at_and_written_down(walker, walker_in, phone, tmp_path):
    walker.sign_in("lowri")
    link = lead_asks_for_stories(walker)
    page = somebody_adds_a_photo(phone, link, draw_photo(tmp_path))
    looks_well_with_script_too(walker_in(), phone, page)
    and_sends_it(phone)
    walker.press("Close the survey")
    walker.should_be_told("The survey is closed.")
    lead_looks_at_it_first(walker)
    and_writes_down_what_it_shows(walker)


def lead_asks_for_stories(walker):
    walker.go(walker.site.begun + "surveys/open/story/")
    walker.press("Open the survey")
    return walker.page.locator("main a[href*='/a/']").get_attribute("href")


def somebody_adds_a_photo(phone, link, photo):
    phone.go(link)
    phone.press("Start")
    phone.page.get_by_label("With a picture").check()
    phone.press("Save and go on")
    page = phone.page.url.removeprefix(phone.site.address)
    phone.page.get_by_label("Add your picture").set_input_files(photo)
    phone.press("Save and look over all answers")
    phone.should_read("Photo 1")
    return page


def looks_well_with_script_too(other, phone, page):
    other.page.context.add_cookies(phone.page.context.cookies())
    other.go(page)
    other.should_read("Photo 1")
    assert other.page.locator("main img").evaluate(WIDTH_ONCE_THERE) == 640
    other.look("ask-photo", SMALL)


def and_sends_it(phone):
    phone.page.locator("input[name=consent]").first.check()
    phone.press("Send")
    phone.should_read("We have it.")


def lead_looks_at_it_first(walker):
    walker.go(walker.site.begun + "evidence/harm/?kind=unseen")
    way.wait_to_read(walker, "1 contribution")
    walker.look()
    walker.page.get_by_label("What was done, or why it tells of no harm").fill("Only a wall.")
    walker.press("The words may be used")
    walker.should_be_told("The words may be used.")


def and_writes_down_what_it_shows(walker):
    walker.go(walker.site.begun + "evidence/?channel=survey&sort=newest")
    walker.follow("Contribution")
    assert walker.page.locator("main img").evaluate(WIDTH_ONCE_THERE) == 640
    walker.look()
    walker.press("Write down what is in it")
    walker.look()
    walker.page.get_by_label("What it shows or says").fill(SHOWN)
    walker.press("Save")
    walker.should_read(SHOWN, "written down from what was sent")
