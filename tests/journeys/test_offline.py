"""Somebody writes where there is no signal, on a phone of their own, and it arrives once.

`CAIRN_FLIPS` says how often the signal goes and comes back (2; the long run takes 30).
"""

from __future__ import annotations

import json
import os

import pytest
from playwright.sync_api import expect

from cairn.catalogue.asking import pages
from cairn.catalogue.shelves import instrument
from tests.journeys.conftest import Walker

WORDS = "Made up: the boiler house choir"
FLIPS = int(os.environ.get("CAIRN_FLIPS", "2"))
NAME_OF_STORE = "cairn-offline".encode("utf-16-be")
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

NO_ROOM = """() => {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("made up", "QuotaExceededError");
  };
}"""


@pytest.fixture
def address(walker):
    walker.sign_in("lowri")
    return opened(walker, "listening-survey")


def opened(walker, code):
    walker.go(walker.site.begun + f"surveys/open/{code}/")
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
    phone.page.locator("input[name$=consent]").first.check()
    phone.page.locator("[data-kept=all]").wait_for()


def answers_in(site):
    """What arrived: with the response, or as a contribution once enough people had answered."""
    ask = (
        "import json; from cairn.surveys.models import Response;"
        "from cairn.evidence.models import ContributionVersion;"
        "rows = Response.objects.filter(state='sent').values_list('answers', flat=True);"
        "texts = ContributionVersion.objects.values_list('text', flat=True);"
        "print(json.dumps([*(row.get('keep', '') for row in rows), *texts]))"
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
    second = phone.page.context.new_page()
    second.goto(phone.page.url)
    expect(second.get_by_role("main")).to_contain_text("open in another tab or window")
    second.close()
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


def test_no_file_of_the_browser_holds_words_in_plain_and_they_outlive_it(
    address, site, browser_type, browser_type_launch_args, tmp_path
):
    def start():
        context = browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args)
        return Walker(context.new_page(), site)

    phone = start()
    begin(phone, address)
    write(phone, WORDS)
    phone.page.context.close()
    held = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    found = [WORDS.encode(code) in each for each in held for code in ("utf-8", "utf-16-le")]
    assert (any(found), any(NAME_OF_STORE in each for each in held)) == (False, True)
    phone = start()
    flip(phone, signal=False)
    phone.go(address)
    expect(phone.page.locator("textarea").first).to_have_value(WORDS)
    phone.page.context.close()
    assert phone.troubles == []


def lose_receipts(phone):
    """The server gets it and says so, and its answer is lost on the way."""
    phone.page.route("**/offline/send/", lambda route: (route.fetch(), route.abort()))


def test_signal_goes_and_comes_tabs_die_and_receipts_are_lost_and_each_arrives_once(
    address, walker_in, site
):
    phone = walker_in()
    sent = [f"Made up flip {turn:03}" for turn in range(FLIPS)]
    for turn, words in enumerate(sent):
        begin(phone, address)
        flip(phone, signal=False)
        write(phone, words)
        phone.should_be_told(NOT_SENT)
        if turn % 2:
            phone = open_again(phone, address)
            expect(phone.page.locator("textarea").first).to_have_value(words)
        phone.press("Send")
        phone.should_be_told("There is no signal.")
        if turn % 3 == 1:
            lose_receipts(phone)
            flip(phone, signal=True)
            phone.should_be_told("We tried to send your answers and could not be reached.")
            phone = open_again(phone, address)
        flip(phone, signal=True)
        phone.should_be_told("We have it. Thank you.")
        phone.press("I have the code: take it off this device")
        phone.should_be_told("Nothing is kept on this device any more.")
    assert sorted(each for each in answers_in(site) if each.startswith("Made up flip")) == sent
    assert phone.troubles == []


def test_page_asks_what_the_server_would_ask(walker, walker_in):
    walker.sign_in("lowri")
    phone = walker_in()
    begin(phone, opened(walker, "stocktake"))
    asked = instrument("stocktake")
    chooser, [first, second, *_rest] = phone.page.locator("[data-chooses]"), asked.level_items
    answers = {}
    assert shown(phone) == keys_asked(asked, answers)
    for level in (first, second):
        chooser.locator(f"input[value={level.code}]").check()
        answers["headings"] = (*answers.get("headings", ()), level.code)
        assert shown(phone) == keys_asked(asked, answers)
    for code in ("begun", "decided_not"):
        key = f"progress.{first.code}"
        phone.page.locator(f"[name='{key}'][value={code}]").check()
        answers[key] = code
        assert shown(phone) == keys_asked(asked, answers)
    chooser.locator(f"input[value={first.code}]").uncheck()
    answers["headings"] = (second.code,)
    assert shown(phone) == keys_asked(asked, answers)


def shown(phone):
    script = "blocks => blocks.map(each => each.dataset.key)"
    return phone.page.eval_on_selector_all("[data-key]:not([hidden])", script)


def keys_asked(asked, answers):
    """No list of organisations was given, so nobody is asked for theirs."""
    return [key for page in pages(asked, answers) for key in page.keys if key != "organisation"]


def test_words_that_are_refused_stay_and_a_copy_can_be_taken(address, walker, walker_in):
    phone = walker_in(accept_downloads=True)
    begin(phone, address)
    phone.press("Send")
    phone.should_read("There is a problem", "Answer this question to go on.")
    phone.look()
    write(phone, WORDS)
    phone.page.locator("input[name$=consent]").last.check()
    walker.press("Close the survey")
    walker.should_be_told("The survey is closed.")
    phone.press("Send")
    phone.should_be_told("This survey takes no more answers")
    phone.look()
    phone.page.get_by_text("Take a copy, or take your answers off").click()
    with phone.page.expect_download() as copy:
        phone.press("Save a copy")
    assert copy.value.suggested_filename == "answers.txt"
    assert WORDS in copy.value.path().read_text("utf-8")
    phone = open_again(phone, address)
    expect(phone.page.locator("textarea").first).to_have_value(WORDS)
    assert phone.troubles == []


def test_browser_that_cannot_keep_them_says_so(address, walker_in):
    full = walker_in()
    begin(full, address)
    full.page.evaluate(NO_ROOM)
    full.page.locator("textarea").first.fill(WORDS)
    full.should_be_told("What you typed last could not be kept")
    full.look()
    phone = walker_in()
    phone.page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    phone.go(address)
    phone.should_be_told("This browser cannot keep your answers safely on this device.")
    phone.look()
    plain = walker_in(java_script_enabled=False)
    plain.go(address)
    plain.should_read("this page needs script")
    plain.follow("Answer the usual way")
    plain.should_read("Who will read it")
