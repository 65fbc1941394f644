"""Somebody writes where there is no signal, on a phone of their own, and it arrives once.

`CAIRN_FLIPS` says how often the signal goes and comes back (4; the long run takes 30).
"""

from __future__ import annotations

import json
import os

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Walker

WORDS = "Made up: the boiler house choir"
FLIPS = int(os.environ.get("CAIRN_FLIPS", "4"))
NOT_SENT = "On this device, not yet sent."
# Everything the browser holds for this site, bytes as the text they would be.
HELD = """async () => {
  const databases = await indexedDB.databases();
  const rows = [];
  for (const { name } of databases) {
    const open = indexedDB.open(name);
    const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
    for (const store of database.objectStoreNames) {
      const asked = database.transaction(store).objectStore(store).getAll();
      rows.push(...(await new Promise((done) => (asked.onsuccess = () => done(asked.result)))));
    }
    database.close();
  }
  const texts = rows.map((row) => new TextDecoder("latin1").decode(row.sealed));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
  }
  return {
    rows: rows.length, texts, canLeave: rows.some((row) => row.key.extractable),
    pages: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    other: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  };
}"""


@pytest.fixture
def address(walker):
    walker.sign_in("lowri")
    walker.go(walker.site.begun + "surveys/open/listening-survey/")
    walker.press("Open the survey")
    return walker.page.locator("main a[href*='/a/']").get_attribute("href") + "offline/"


def begin(phone, address):
    phone.go(address)
    phone.press("Keep my answers on this device")
    phone.should_be_told(NOT_SENT)


def flip(phone, *, signal):
    phone.page.context.set_offline(not signal)


def open_again(phone, address):
    """The tab is closed, or killed by a phone short of memory, and the page opened in another."""
    context = phone.page.context
    phone.page.close()
    again = Walker(context.new_page(), phone.site)
    again.troubles = phone.troubles
    again.go(address)
    return again


def write(phone, words):
    phone.page.locator("textarea").first.fill(words)
    phone.page.locator("input[name=consent]").first.check()


def answers_in(site):
    ask = (
        "import json; from cairn.surveys.models import Response;"
        "rows = Response.objects.filter(state='sent').values_list('answers', flat=True);"
        "print(json.dumps([row.get('keep', '') for row in rows]))"
    )
    return json.loads(site.manage("shell", "-v0", "-c", ask))


def test_written_without_signal_kept_encrypted_and_sent_once(address, walker_in, site):
    phone = walker_in()
    phone.go(address.removesuffix("offline/"))
    phone.page.get_by_role("link", name="Answer without signal").click()
    phone.should_read("Is this device yours alone?")
    phone.look("ask-offline", 320)
    phone.press("Keep my answers on this device")
    phone.should_be_told(NOT_SENT)
    flip(phone, signal=False)
    phone.page.reload()
    write(phone, WORDS)
    phone.page.get_by_role("link", name="Cymraeg").click()
    expect(phone.page.locator("textarea").first).to_have_value(WORDS)
    phone.page.get_by_role("link", name="English").click()
    phone = open_again(phone, address)
    expect(phone.page.locator("textarea").first).to_have_value(WORDS)
    phone.look()
    held = phone.page.evaluate(HELD)
    assert (held["rows"], held["canLeave"], held["pages"], held["workers"]) == (1, False, 1, 1)
    assert "choir" not in "".join([*held["texts"], held["other"]])
    assert "Send" in "".join(held["texts"])  # the page itself is there, and can be read
    phone.press("Send")
    phone.should_be_told("There is no signal.")
    phone.look("ask-offline-waiting", 320)
    flip(phone, signal=True)
    phone.should_be_told("We have it. Thank you.")
    phone.look()
    assert answers_in(site).count(WORDS) == 1
    phone.press("I have the code: take it off this device")
    phone.should_be_told("Nothing is kept on this device any more.")
    held = phone.page.evaluate(HELD)
    assert (held["rows"], held["pages"], held["workers"]) == (0, 0, 0)
    assert phone.troubles == []
