"""One box for everything a member may read, and nothing more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.evidence.actions import add_contribution
from cairn.home.queries import find_everywhere
from cairn.sensemaking.actions import make_theme


def say(cast, number):
    for place in range(number):
        text = f"A made-up lantern, number {place}."
        add_contribution(programme=cast.programme, text=text, by=cast.amina)


def test_search_finds_words_and_themes_of_ones_own_programme(cast):
    say(cast, 1)
    make_theme(programme=cast.programme, title="Lanterns for everybody", by=cast.ben)
    (programme, hits) = find_everywhere(cast.ben, "lantern")[0]
    assert programme == cast.programme
    assert [(hit.kind, hit.text) for hit in hits] == [
        ("contribution", "A made-up lantern, number 0."),
        ("theme", "Lanterns for everybody"),
    ]


def test_search_shows_dev_nothing_of_others(cast, client_of):
    say(cast, 1)
    theirs = find_everywhere(cast.dev, "lantern")
    assert theirs == []
    page = client_of(cast.dev).get(reverse("home:search"), {"words": "lantern"})
    assert "made-up lantern" not in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_search_asks_the_database_equally_often(cast, client_of, number, django_assert_num_queries):
    say(cast, number)
    client = client_of(cast.ben)
    with django_assert_num_queries(10):
        page = client.get(reverse("home:search"), {"words": "lantern"})
    assert page.content.decode().count("A made-up lantern") == number


def test_search_takes_any_signs(cast, client_of):
    client = client_of(cast.ben)
    for words in ("", "   ", '"', "' OR 1=1 --", "a* NEAR(b)", "%_"):
        assert client.get(reverse("home:search"), {"words": words}).status_code == 200
