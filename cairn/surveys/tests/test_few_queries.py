"""What answering asks of the database, page by page: the same for the first person and the tenth."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cairn.surveys.queries import at_hand
from cairn.surveys.tests.factories import answer, token_in


@pytest.fixture(autouse=True)
def _survey_at_hand(settings):
    settings.SURVEY_AT_HAND_SECONDS = 60


@contextmanager
def counted(queries, name):
    with CaptureQueriesContext(connection) as caught:
        yield
    words = ("SAVEPOINT", "RELEASE")
    queries[name] = sum(not each["sql"].startswith(words) for each in caught)


def walk(survey):
    """Answer all three pages and send them; how many queries each page took."""
    phone, queries = Client(), {}
    at = f"/a/{survey.key}/"
    with counted(queries, "first page"):
        phone.get(at)
    with counted(queries, "button to start"):
        at = phone.post(at)["Location"]
    for typed in ({"keep": "Video calls"}, {"never_return": "Late letters"}, {"role_band": ""}):
        with counted(queries, "question"):
            page = phone.get(at)
        form = {"draft": token_in(page), "go": "on"} | typed
        with counted(queries, "answer"):
            at = phone.post(at, form)["Location"]
    with counted(queries, "look over"):
        page = phone.get(at)
    form = {"draft": token_in(page), "go": "send", "consent": "analysis"}
    with counted(queries, "send"):
        at = phone.post(at, form)["Location"]
    with counted(queries, "we have it"):
        phone.get(at)
    return queries


@pytest.mark.parametrize("before", [0, 9])
def test_each_page_asks_little_of_the_database(survey, before):
    for number in range(before):
        answer(survey, {"keep": f"Video call {number}"})
    at_hand._known.clear()
    assert walk(survey) == {
        "first page": 1, "button to start": 2, "question": 1, "answer": 2, "look over": 1,
        "send": 4, "we have it": 1,
    }  # fmt: skip
