"""People who fill in the made-up survey from the first page to "we have it", and what they were told."""

from __future__ import annotations

import asyncio
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


@dataclass
class Crowd:
    """All who answer one survey, and what they met.

    `tries`: how often a page is asked for; `first`: the number of the first person.
    """

    port: int
    path: str
    tries: int = 1
    first: int = 0
    people: list[Person] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    met: Counter[int] = field(default_factory=Counter)
    begun: float = 0.0
    finished_at: list[float] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)
    gave_up: int = 0

    async def keep_coming(self, clients: int, seconds: float) -> None:
        """So many at a time, one after the other, until the time is up; those inside finish."""
        self.begun = time.monotonic()
        until = self.begun + seconds
        await asyncio.gather(*(self._come_in_turn(until) for _ in range(clients)))

    async def arrive(self, each_second: float, seconds: float) -> None:
        """So many new ones each second, however slow it gets; those inside finish."""
        self.begun, number = time.monotonic(), 0
        async with asyncio.TaskGroup() as inside:
            while (now := time.monotonic() - self.begun) < seconds:
                while number <= now * each_second:
                    number += 1
                    inside.create_task(self.come())
                await asyncio.sleep(0.01)

    async def _come_in_turn(self, until: float) -> None:
        while time.monotonic() < until:
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
        at = (await self._ask(browser, self.path, {"language": "en"})).headers["location"]
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
            try:
                answer = await browser.ask(path, form)
            except OSError:
                self.met[NO_ANSWER] += 1
                await asyncio.sleep(random.uniform(0.1, 0.4))
                continue
            self.met[answer.status] += 1
            if answer.status < 400:
                self.answered_at.append(now := time.monotonic())
                self.seconds.append(now - begun)
                return answer
            await asyncio.sleep(int(answer.headers.get("retry-after", 0)) * random.uniform(1, 1.5))
        raise GaveUp

    @property
    def errors(self) -> int:
        return sum(times for status, times in self.met.items() if not 200 <= status < 400)

    def rate(self, seconds: float) -> float:
        """How many people finished each second of that time."""
        return self._each_second(self.finished_at, seconds)

    def requests(self, seconds: float) -> float:
        """How many pages were had each second of that time."""
        return self._each_second(self.answered_at, seconds)

    def _each_second(self, times: list[float], seconds: float) -> float:
        return sum(at < self.begun + seconds for at in times) / seconds

    def slow(self, share: float = 0.95) -> float:
        """The seconds within which that share of pages came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class BareCrowd(Crowd):
    """The same at the bare page: the form is loaded, twenty answers are sent."""

    async def _fill_in(self, person: Person, browser: Browser) -> None:
        page = await self._ask(browser, self.path)
        words = answers_of(person.number)[f"told.{LEVEL_CODES[0]}"]
        await self._ask(browser, self.path, dict.fromkeys(FIELD_BARE.findall(page.text), words))
