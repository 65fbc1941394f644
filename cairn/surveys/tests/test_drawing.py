"""A question is drawn once for all who chose the same, and never kept with what somebody typed."""

import re

import pytest
from django.utils import translation

from cairn.catalogue.asking import all_pages
from cairn.surveys.queries import instrument_of
from cairn.surveys.tests.factories import ask
from cairn.surveys.views.fields import draw_field, make_field


@pytest.fixture
def draw(cast):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    asked = {each.key: each for page in all_pages(instrument_of(survey)) for each in page.asked}

    def make(key, value=None, language="en", refused=""):
        with translation.override(language):
            return draw_field(make_field(survey, asked[key], value, refused), alone=True)

    return make


def checked(drawn):
    return re.findall(r'value="(\w+)" checked', drawn)


def test_each_choice_is_drawn_as_chosen(draw):
    chosen = [None, "hard", "good", "hard", None]
    drawn = [draw("barometer", each) for each in chosen]
    assert [checked(each) for each in drawn] == [[], ["hard"], ["good"], ["hard"], []]
    assert drawn[1] is drawn[3]


def test_each_language_is_drawn_in_its_own_words(draw):
    drawn = [draw("barometer", language=each) for each in ("en", "cy", "en")]
    assert [("Up and down" in each, "Cymysg" in each) for each in drawn] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip


def test_what_is_typed_or_refused_is_drawn_anew(draw):
    words = [draw("experience", "I was afraid") for _time in range(2)]
    refused = [draw("barometer", "nonsense", refused="unknown_option") for _time in range(2)]
    assert "I was afraid" in words[0]
    assert "Choose from the answers below." in refused[0]
    assert (words[0] is words[1], refused[0] is refused[1]) == (False, False)
