"""A survey at a link, and somebody who opens it."""

import pytest
from django.test import Client

from cairn.surveys.tests.factories import ask


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri)


@pytest.fixture
def phone():
    """A browser of somebody without an account, on a page that checks where its forms came from."""
    return Client(enforce_csrf_checks=True)
