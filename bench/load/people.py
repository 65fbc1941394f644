"""People who fill in the made-up survey from the first page to "we have it", and what they were told."""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.load.browser import Answer, Browser
from bench.load.questions import LEVEL_CODES, answers_of

CODE = re.compile(r"\b(?:[A-Z2-7]{4}-){2}[A-Z2-7]{4}\b")
FIELD = re.compile(r'name="([^"]+)"')
FIELD_BARE = re.compile(r"name=(q\d+)")
NO_ANSWER = 0  # where a status would stand: the connection broke


class GaveUp(Exception):
    """Somebody got no page, or one that says it cannot be had, and left."""


@dataclass
class Person:
    """One of them. `kept` is what a redirect told them is saved; `code` what "we have it" showed."""

    number: int
    token: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True)
class Page:
    """How one was had: when it came, after how long, with which status (`NO_ANSWER` for none).

    `gave_back` is False where it refused a form and did not show the words in it.
    """

    at: float
    seconds: float
    status: int
    gave_back: bool = True

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400


@dataclass
class Crowd:
    """All who answer one survey, and what they met.

    `tries`: how often each asks for a page; `patience`: the longest they wait in between, whatever
    the page says; `first`: the number of the first person.
    """

    port: int
    path: str
    tries: int = 1
    patience: float = 60.0
    first: int = 0
    people: list[Person] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    finished_at: list[float] = field(default_factory=list)
    gave_up: int = 0
    begun: float = 0.0
    until: float = 0.0

    async def keep_coming(self, clients: int, seconds: float) -> None:
        """So many at a time, one after the other, until the time is up; those inside finish."""
        self.begun = time.monotonic()
        self.until = self.begun + seconds
        await asyncio.gather(*(self._come_in_turn() for _ in range(clients)))

    async def arrive(self, each_second: float, seconds: float) -> None:
        """So many new ones each second, however slow it gets; those inside finish."""
        self.begun, number = time.monotonic(), 0
        async with asyncio.TaskGroup() as inside:
            while (now := time.monotonic() - self.begun) < seconds:
                while number <= now * each_second:
                    number += 1
                    inside.create_task(self.come())
                await asyncio.sleep(0.01)

    async def _come_in_turn(self) -> None:
        while time.monotonic() < self.until:
            await self.come()

    async def come(self) -> None:
        person = Person(self.first + len(self.people))
        self.people.append(person)
        browser = Browser(self.port)
        try:
            await self._fill_in(person, browser)
            self.finished_at.append(time.monotonic())
        except GaveUp:
            self.gave_up += 1
        finally:
            browser.close()

    async def _fill_in(self, person: Person, browser: Browser) -> None:
        await self._ask(browser, self.path)
        at = (await self._ask(browser, self.path, {"in-language": "en"})).headers["location"]
        answers = answers_of(person.number)
        while not at.endswith("/sent/"):
            page = await self._ask(browser, at)
            typed = {name: answers[name] for name in FIELD.findall(page.text) if name in answers}
            going = (
                {"go": "send", "consent": "analysis"} if at.endswith("/check/") else {"go": "on"}
            )
            person.token = page.form["draft"]
            answer = await self._ask(browser, at, page.form | typed | going)
            at = answer.headers["location"]
            person.kept |= typed
        found = CODE.search((await self._ask(browser, at)).text)
        person.code = found[0] if found else ""

    async def _ask(
        self, browser: Browser, path: str, form: Mapping[str, str] | None = None
    ) -> Answer:
        """The page, however often it has to be asked for. Raises `GaveUp`."""
        for _try in range(self.tries):
            begun = time.monotonic()
            answer = await _one(browser, path, form)
            now = time.monotonic()
            self.pages.append(Page(now, now - begun, answer.status, _gave_back(answer, form)))
            if self.pages[-1].is_good:
                return answer
            told = float(answer.headers.get("retry-after", 0.2))
            await asyncio.sleep(min(told, self.patience) * random.uniform(1, 1.5))
        raise GaveUp

    @property
    def lasting(self) -> float:
        """For how many seconds people kept coming."""
        return self.until - self.begun

    @property
    def met(self) -> Counter[int]:
        """How many pages came with each status."""
        return Counter(each.status for each in self.pages)

    @property
    def errors(self) -> int:
        return sum(not each.is_good for each in self.pages)

    def rate(self, seconds: float) -> float:
        """How many people finished each second of that time."""
        return sum(at < self.begun + seconds for at in self.finished_at) / seconds

    def requests(self, seconds: float) -> float:
        """How many pages were had each second of that time."""
        until = self.begun + seconds
        return sum(each.is_good and each.at < until for each in self.pages) / seconds

    def slow(self, share: float = 0.95) -> float:
        """The seconds within which that share of pages came."""
        ordered = sorted(each.seconds for each in self.pages if each.is_good)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def _one(browser: Browser, path: str, form: Mapping[str, str] | None) -> Answer:
    try:
        return await browser.ask(path, form)
    except OSError:
        return Answer(NO_ANSWER, {}, "")


def _gave_back(answer: Answer, form: Mapping[str, str] | None) -> bool:
    words = [each for each in (form or {}).values() if each.startswith("Made-up answer")]
    text = html.unescape(answer.text)
    return answer.status < 400 or all(each in text for each in words)


class BareCrowd(Crowd):
    """The same at the bare page: the form is loaded, twenty answers are sent."""

    async def _fill_in(self, person: Person, browser: Browser) -> None:
        page = await self._ask(browser, self.path)
        words = answers_of(person.number)[f"words.{LEVEL_CODES[0]}"]
        await self._ask(browser, self.path, dict.fromkeys(FIELD_BARE.findall(page.text), words))
