"""Error pages say what happened, what was kept and what to do, and tell nobody what is there."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults


def test_a_page_one_may_not_see_answers_as_one_that_is_not_there(cast, client_of):
    client = client_of(cast.dev)
    forbidden = client.get("/p/winter-review/")
    missing = client.get("/p/summer-review/")
    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert scrub(forbidden, "winter") == scrub(missing, "summer")
    assert "<h1>Page not found</h1>" in missing.content.decode()


def scrub(response, word: str) -> str:
    """The page without its own address and the tokens that differ each time."""
    import re

    page = response.content.decode().replace(word, "some")
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_page_is_made_without_a_request(name):
    assert "<h1>" in render_to_string(name)


def test_a_fault_is_answered_without_the_database():
    """No database mark on this test: a query would raise."""
    answer = defaults.server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "<h1>Something went wrong on our side</h1>" in page
    assert "All that was saved before is kept." in page


def test_a_form_without_its_token_is_told_what_was_kept(db):
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "a"})
    assert answer.status_code == 403
    assert "<h1>This page was open for too long</h1>" in answer.content.decode()


def test_too_many_tries_are_told_how_long_to_wait(db):
    sent = {"login": "nobody@example.org", "password": "guess"}
    answers = [Client().post("/account/sign-in/", sent) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 9 + [429] * 2
    assert "<h1>Too many tries</h1>" in answers[-1].content.decode()
