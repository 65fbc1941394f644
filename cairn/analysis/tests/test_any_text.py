"""What holds for every part that reads text, whatever somebody wrote and however much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.code_suggester import Code, CodeSuggester
from cairn.analysis.copies import find_copies
from cairn.analysis.evidence_rich import weigh_evidence
from cairn.analysis.language import detect_language
from cairn.analysis.position import PositionScorer
from cairn.analysis.redaction import find_identifiers, redact_text
from cairn.analysis.search import Searcher
from cairn.analysis.text import find_keyphrases, normalise, split_units
from cairn.analysis.themes import ThemeFinder
from cairn.analysis.triage import HarmTriage
from cairn.analysis.vectors import make_encoder

TEXTS = [
    "",
    " \n\t",
    "?",
    "Car park full again.",
    "Car park full again.",
    "👩🏽‍⚕️👍 thank you 🙏🏾",
    "انتظرت ست ساعات في الممر",
    "\u202eback to front\u202c and on",
    "Roedd y nyrsys yn garedig, ond roedd yr aros yn ofnadwy.",
    "a\u0301 e\u0301 o\u0301 combining",
    "\x00control\x07 signs",
    "no spaces" * 200,
    "Nurse Priya Test-Name rang 07700 900123 at 3 p.m. about bed 4.",
    "The soup was cold because the trolley came late, so 12 of us ate nothing.",
]
BIG = ("The ward was cold at night and nobody came. " * 24_000)[:1_000_000]
CODES = [Code("park", "Parking"), Code("food", "Food", "Meals", ("Supper was cold",))]


def suggest(texts: Sequence[str]) -> list[object]:
    found = CodeSuggester(CODES, encoder=NULL, random_state=0).fit().predict(texts).texts
    return [one.top for one in found]


def place(texts: Sequence[str]) -> list[object]:
    return list(PositionScorer(random_state=0, encoder=NULL).fit().predict(texts))


def raise_harm(texts: Sequence[str]) -> list[object]:
    return list(HarmTriage(random_state=0, encoder=NULL).fit().predict(texts))


def each(function: Callable[[str], object]) -> Callable[[Sequence[str]], list[object]]:
    return lambda texts: [function(text) for text in texts]


NULL = make_encoder("null")
ONE_BY_ONE = {
    "position": place,
    "triage": raise_harm,
    "evidence": each(weigh_evidence),
    "language": each(detect_language),
    "redaction": each(find_identifiers),
    "units": each(split_units),
    "normalised": each(normalise),
}


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_answer_is_of_the_text_and_not_of_its_neighbours(name: str) -> None:
    read = ONE_BY_ONE[name]
    found = read(TEXTS)
    assert len(found) == len(TEXTS)
    assert read(TEXTS[::-1]) == found[::-1]
    assert found[3] == found[4]
    assert read(TEXTS[12:13]) == found[12:13]
    assert read([]) == []


def test_places_are_of_the_text_they_were_found_in() -> None:
    for text in [*TEXTS, BIG[:100_000]]:
        for one in find_identifiers(text):
            assert text[one.start : one.end] == one.text
        for unit in split_units(text):
            assert text[unit.start : unit.end] == unit.text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = find_identifiers(text)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(one.end <= after.start for one, after in pairwise(found))
    redact_text(text, found)
    kept = "".join(text[unit.start : unit.end] for unit in split_units(text))
    assert "".join(kept.split()) == "".join(text.split())
    assert detect_language(text) in ("en", "cy", "other")
    find_keyphrases([text])


@pytest.mark.slow
def test_text_of_a_million_letters_is_read() -> None:
    assert detect_language(BIG) == "en"
    assert [(pair.first, pair.second) for pair in find_copies([BIG, "Car park", BIG])] == [(0, 2)]
    assert find_identifiers(BIG) == ()
    for read in (place, raise_harm, suggest):
        assert len(read([BIG])) == 1
    hits = Searcher(NULL).fit([BIG, "Car park full again."]).search("car park", 1)
    assert [hit.doc for hit in hits] == ["2"]


def test_every_text_has_a_theme_whatever_it_holds() -> None:
    found = ThemeFinder(random_state=0, vectors="null").fit([*TEXTS, BIG])
    first = [one for one in found.assignments if one.rank == 1]
    assert len(first) == len(TEXTS) + 1
    texts = [*TEXTS, BIG]
    for theme in found.themes:
        for quote in theme.quotes:
            assert texts[quote.text_index][quote.start : quote.end] == quote.quote
