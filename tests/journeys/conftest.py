"""A browser for journeys: it fails on any script error, console error or outside request, and it
looks at every page it is shown with axe at 320 and 1280 px.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.site import Site, load_sample, serve

WIDTHS = (320, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed is counted and not described, which takes as long again.
LOOKED_FOR = {"runOnly": RULES, "resultTypes": ["violations"]}
FIND_VIOLATIONS = """options => axe.run(options).then(found => found.violations.map(
    one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
PASSWORD = "made-up-pass-phrase"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=15_000)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark journeys before others look (`-m "not journey"`); put them and slow ones first after that."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
    yield
    # The longest come first, so that no process waits for another's at the end.
    items.sort(
        key=lambda item: (
            not item.get_closest_marker("journey"),
            not item.get_closest_marker("slow"),
        )
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "No Chromium on this machine. Install it: apt-get install chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    return browser_type_launch_args | {"executable_path": found, "args": quiet}


@pytest.fixture(scope="session")
def site(
    once: Callable[..., Path], tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site of this process's own: what one journey does, no other process's journey meets."""
    sample = once("sample", lambda folder: load_sample(folder, tables))
    data = tmp_path_factory.mktemp("site")
    shutil.copytree(sample, data, dirs_exist_ok=True)
    with serve(data) as running:
        yield running


class Walker:
    """A person at a browser."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self._note_console)
        page.on("request", self._note_request)
        self.is_loading = False
        page.on("load", self._note_load)
        page.on("download", self._note_load)
        page.on("requestfailed", self._note_load)

    def _note_console(self, message: Any) -> None:
        # A refused form is a 4xx the browser writes down by itself; it is not a fault of the page.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.troubles.append(f"outside request: {request.url}")
        if request.is_navigation_request():
            self.is_loading = True

    def _note_load(self, _event: Any) -> None:
        self.is_loading = False

    def settle(self) -> None:
        """Let a page that is on its way arrive: a click returns before its answer is here."""
        for _moment in range(300):
            self.page.wait_for_timeout(50)
            if not self.is_loading:
                return
        raise AssertionError(f"the page after {self.page.url} did not arrive")

    def sign_in(self, name: str) -> None:
        self.go("/account/sign-in/")
        self.page.get_by_label("E-mail address").fill(f"{name}@example.org")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Programmes")

    def go(self, path: str) -> None:
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)

    def follow(self, name: str | re.Pattern[str], within: str = "main") -> None:
        """Follow the first link that begins with these words."""
        self.page.get_by_role(within).get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        """Press the first button of that name, or the link that looks like one."""
        main = self.page.get_by_role("main")
        found = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name))
        found.first.click()

    def should_be_told(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def should_read(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)

    def should_be_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def look(self, picture: str = "", width: int = WIDTHS[-1]) -> None:
        """Check the page as it stands at both widths; take the docs' picture if it has a name."""
        self.settle()
        for each in WIDTHS:
            self.page.set_viewport_size({"width": each, "height": 900})
            assert self.sideways() == ""
            assert self.axe() == []
        assert self.page.locator("h1").count() == 1
        assert self.page.title().endswith("Cairn")
        folder = os.environ.get("CAIRN_PICTURES")
        if picture and folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            taken = Path(folder) / f"{picture}.png"
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=str(taken))
            make_small(taken)

    def sideways(self) -> str:
        """The address, if the page can be scrolled sideways at the width it has now."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return f"{self.page.url} is wider than {self.page.viewport_size}" if wide else ""

    def axe(self) -> list[str]:
        """What axe finds at the width the page has now, all of its rules asked afresh."""
        # A page is given axe once: reading its half a megabyte again would take as long as a run.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(FIND_VIOLATIONS, LOOKED_FOR)
        return [f"{what} on {self.page.url}" for what in found]


def make_small(picture: Path) -> None:
    """Sixty-four colours are enough for a page of text, and a third of the bytes."""
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(64).save(picture, optimize=True)


@pytest.fixture
def walker_in(browser: Browser, site: Site) -> Iterator[Callable[..., Walker]]:
    """`walker_in(**context)`: a person with a fresh browser, such as one with script switched off."""
    contexts: list[BrowserContext] = []
    walkers: list[Walker] = []

    def make(**options: Any) -> Walker:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        walkers.append(Walker(context.new_page(), site))
        return walkers[-1]

    yield make
    for context in contexts:
        context.close()
    assert [trouble for walker in walkers for trouble in walker.troubles] == []


@pytest.fixture
def walker(walker_in: Callable[..., Walker]) -> Walker:
    return walker_in()
