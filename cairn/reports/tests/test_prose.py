from __future__ import annotations

import doctest

import pytest

from cairn.reports.queries import prose


def test_examples_in_docstrings():
    assert doctest.testmod(prose).failed == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In all 59 answered.", "59"),
        ("Some 15% said so.", "15%"),
        ("Two thirds of nurses agreed.", "Two thirds of nurses"),
        ("Seven doctors stayed.", "Seven doctors"),
        ("Roedd deg o bobl yno.", ""),
        ("Roedd deg pobl yno.", "deg pobl"),
        ("We worked in three phases.", ""),
        ("We met on 5 March 2026, and again in May.", ""),
    ],
)
def test_figures_are_found(text, found):
    assert prose.find_figure(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One said “it was calm” to us.", "“it was calm”"),
        ('One said "it was calm" to us.', '"it was calm"'),
        ("One said ‘calm’ to us.", "‘calm’"),
        ("The team’s own words, and the nurses’ too.", ""),
    ],
)
def test_quotations_are_found(text, found):
    assert prose.find_quotation(text) == found


def test_six_words_running_are_borrowed_and_five_are_not():
    said = ["Every morning, we met by the kettle."]
    assert prose.find_borrowed("Then EVERY morning we met by chance.", said) == ""
    assert prose.find_borrowed("EVERY morning we met by the door.", said) == (
        "every morning we met by the"
    )
