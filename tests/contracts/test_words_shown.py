"""Every page of the sample, in a made-up language: what is still English was never marked."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve

from cairn.people.models import User

from . import words

ROOT = Path(__file__).resolve().parents[2]
PAGES_A_ROUTE = 3


@pytest.fixture
def made_up_language(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [words.compile_words(words.marked_words(), tmp_path / "locale")]


@pytest.fixture
def sample(db: Any, settings: Any) -> words.Data:
    settings.DEBUG = True  # the sample refuses to load anywhere else
    call_command("seed_demo", stdout=io.StringIO())
    settings.DEBUG = False
    return words.Data(ROOT)


def walk(client: Client, start: list[str]) -> dict[str, str]:
    """Each page that can be reached by links, a few addresses for each route."""
    pages: dict[str, str] = {}
    seen: Counter[str] = Counter()
    waiting = list(start)
    while waiting:
        address = waiting.pop(0)
        route = resolve(urlsplit(address).path).route
        if address in pages or seen[route] >= PAGES_A_ROUTE:
            continue
        seen[route] += 1
        response = client.get(address, headers={"accept-language": "cy"})
        if response.status_code in {301, 302}:
            waiting.append(urljoin(address, response["Location"]))
        elif response.get("Content-Type", "").startswith("text/html"):
            assert (address, response.status_code) == (address, 200)
            pages[address] = response.content.decode()
            waiting += inner_links(address, pages[address])
    return pages


def inner_links(address: str, page: str) -> list[str]:
    links = (urljoin(address, link) for link in words.Shown(page).links)
    return [link.split("#")[0] for link in links if not urlsplit(link).netloc]


def leftovers(pages: dict[str, str], data: words.Data) -> dict[str, list[str]]:
    found = {address: words.unmarked(page, data) for address, page in pages.items()}
    return {address: rest for address, rest in found.items() if rest}


@pytest.mark.slow
def test_no_page_of_the_sample_says_what_was_not_marked(made_up_language, sample, client_of):
    pages = walk(client_of(User.objects.get(email="lowri@example.org")), ["/"])
    assert len(pages) > 100
    assert leftovers(pages, sample) == {}


def test_no_page_for_everybody_says_what_was_not_marked(made_up_language, db):
    start = ["/account/sign-in/", "/account/password/sent/", "/account/password/changed/",
             "/account/closed/", "/account/password/new/1-no-such-key/", "/no-such-page/",
             "/p/invitation/no-such-key/"]  # fmt: skip
    pages = {}
    for address in start:
        answer = Client().get(address, headers={"accept-language": "cy"})
        pages[address] = answer.content.decode()
    data = words.Data(ROOT)
    assert leftovers(pages, data) == {}


def test_a_form_sent_empty_says_in_the_made_up_language_what_is_wrong(made_up_language, db):
    page = Client().post("/account/sign-in/", headers={"accept-language": "cy"}).content.decode()
    assert "⟦There is a problem⟧" in page


def test_words_that_were_not_marked_are_found(db):
    page = '<html lang="cy"><p>⟦Marked⟧</p><p lang="en">Said</p><p title="A hint">Not marked</p>'
    assert words.unmarked(page, words.Data(ROOT)) == ["A hint", "Not marked"]
