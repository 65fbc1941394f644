"""What a phone fetches to show the first page: bytes as they are served, styles squeezed."""

import re

import pytest
from django.test import Client

from cairn.surveys.tests.factories import ask

MOST_BYTES, MOST_REQUESTS = 75_000, 8
FETCHED = re.compile(r'<(?:link|script|img)[^>]*? (?:href|src)="([^"]+)"')


@pytest.fixture(autouse=True)
def _as_in_production(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.DEBUG = settings.WHITENOISE_AUTOREFRESH = False


def fetch(address, **headers):
    answer = Client().get(address, headers={"accept-encoding": "gzip", **headers})
    body = answer.getvalue()
    head = sum(len(name) + len(value) + 4 for name, value in answer.items())
    return answer, body, head + len(body)


def first_view(address, language):
    """The number of requests and their bytes, for the page and all it names."""
    _page, body, bytes_ = fetch(address, **{"accept-language": language})
    parts = list(dict.fromkeys(FETCHED.findall(body.decode())))
    assert [each for each in parts if not each.startswith("/")] == []
    return 1 + len(parts), bytes_ + sum(fetch(part)[2] for part in parts)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("listening-survey", ""), ("service-user-survey", ""), ("reflective-journal", ""),
        ("service-user-survey", "?form=easy"), ("non-user-survey", "?form=easy"),
    ],
)  # fmt: skip
def test_first_view_is_light(cast, code, form, language):
    survey = ask(cast.programme, cast.lowri, code)
    requests, bytes_ = first_view(f"/a/{survey.key}/{form}", language)
    assert (1 < requests <= MOST_REQUESTS, 10_000 < bytes_ <= MOST_BYTES) == (True, True)


def test_styles_come_squeezed(db):
    answer, body, _bytes = fetch("/static/cairn.css")
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip")
    assert len(body) < 50_000
