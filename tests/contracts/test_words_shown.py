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
NOBODYS = ["/account/sign-in/", "/account/password/forgotten/", "/account/password/sent/",
           "/account/password/changed/", "/account/closed/", "/p/invitation/no-such-key/"]  # fmt: skip


@pytest.fixture
def made_up_language(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [words.compile_words(words.marked_words(), tmp_path / "locale")]
    settings.LANGUAGE_CODE = "cy"


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
            pages[address] = response.content.decode()
            waiting += inner_links(address, pages[address])
    return pages


def inner_links(address: str, page: str) -> list[str]:
    links = (urljoin(address, link) for link in words.Shown(page).links)
    return [link.split("#")[0] for link in links if not urlsplit(link).netloc]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_sample_says_what_was_not_marked(made_up_language, client_of, settings):
    settings.DEBUG = True
    call_command("seed_demo", stdout=io.StringIO())
    settings.DEBUG = False
    data = words.Data(ROOT)
    pages = walk(client_of(User.objects.get(email="lowri@example.org")), ["/"])
    found = {address: words.unmarked(page, data) for address, page in pages.items()}
    import json,pathlib
    pathlib.Path("/tmp/w/found.json").write_text(json.dumps(found))
    assert {address: rest for address, rest in found.items() if rest} == {}
