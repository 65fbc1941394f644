"""A survey at a link, and somebody who opens it."""

import pytest

from cairn.surveys.tests.factories import ask, make_phone


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri)


@pytest.fixture
def phone():
    return make_phone()


@pytest.fixture
def amina(cast, client_of):
    return client_of(cast.amina)
