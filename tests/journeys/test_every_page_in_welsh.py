"""Every page of the product as its lead meets it, at both widths, in Welsh: its words are longer."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.crawler import Crawler


def test_every_page_in_welsh(walker):
    walker.sign_in("lowri")
    walker.page.get_by_role("button", name="Cymraeg").click()
    expect(walker.page.locator("html")).to_have_attribute("lang", "cy")
    lead = Crawler(walker)
    lead.crawl(walker.site.winter, "/help/")
    assert len(lead.seen) > 60
