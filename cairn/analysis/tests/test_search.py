"""Search by words and meaning on made-up documents."""

from __future__ import annotations

import pytest

from cairn.analysis.search import Hit, Searcher, read_terms
from cairn.analysis.vectors import make_encoder

# Made up for these tests.
DOCUMENTS = {
    "ring": "A nurse rings every person two days after they go home.",
    "park": "Staff parking is shared out by a rota, and permits are free.",
    "food": "Meals on the ward come hot at six, with a choice for every diet.",
    "tea": "Families can make a hot drink in the kitchen beside the ward.",
    "croeso": "Mae gwirfoddolwyr yn croesawu pobl wrth y drws ac yn siarad Cymraeg â nhw.",
    "empty": "",
    "smile": "😀 😀",
    "arabic": "شكرا جزيلا للممرضة",
}


def make_searcher(tier: str = "sentence") -> Searcher:
    return Searcher(make_encoder(tier)).fit(list(DOCUMENTS.values()), list(DOCUMENTS))


def list_found(tier: str, query: str, count: int = 10) -> list[str]:
    return [hit.doc for hit in make_searcher(tier).search(query, count)]


@pytest.mark.parametrize("tier", ["sentence", "static", "null"])
@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("permit for parking", "park"),
        ("ward meals", "food"),
        ("siarad Cymraeg", "croeso"),
        ("للممرضة", "arabic"),
    ],
)
def test_shared_words_lead_to_the_document(tier: str, query: str, best: str) -> None:
    assert list_found(tier, query, 1) == [best]


def test_meaning_leads_where_no_word_is_shared() -> None:
    assert list_found("sentence", "follow-up telephone call following discharge", 1) == ["ring"]


def test_ranks_count_from_one_and_scores_fall() -> None:
    hits = make_searcher().search("hot drink on the ward", 3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    assert hits[0].doc == "tea"


@pytest.mark.parametrize("query", ["", " \n", "😀", "?!"])
def test_a_query_that_says_nothing_finds_nothing(query: str) -> None:
    assert make_searcher().search(query) == ()


def test_an_empty_library_answers_with_nothing() -> None:
    assert Searcher(make_encoder("static")).fit([]).predict(["anything"]) == [()]


def test_one_document_is_found_by_its_words() -> None:
    hits = Searcher(make_encoder("static")).fit(["Free parking permits"]).search("parking")
    assert hits == (Hit("1", 1, 0.0),)


def test_documents_without_words_are_never_found() -> None:
    found = list_found("sentence", "ward nurse parking drws", len(DOCUMENTS))
    assert {"empty", "smile"} & set(found) == set()


def test_the_order_of_documents_changes_no_answer() -> None:
    back = Searcher(make_encoder("static")).fit(
        list(DOCUMENTS.values())[::-1], list(DOCUMENTS)[::-1]
    )
    forth = make_searcher("static")
    for query in ("hot drink", "nurse at home", "permits"):
        assert [h.doc for h in back.search(query)] == [h.doc for h in forth.search(query)]


def test_equal_documents_come_in_their_order() -> None:
    searcher = Searcher(make_encoder("static")).fit(["same words", "other", "same words"])
    assert [hit.doc for hit in searcher.search("same words", 2)] == ["1", "3"]


def test_a_query_of_a_megabyte_is_answered() -> None:
    assert list_found("static", "free parking permits " * 50_000, 1) == ["park"]


def test_welsh_words_stay_whole_and_english_ones_are_cut() -> None:
    assert read_terms("The nurses were communicating kindly") == ["nurses", "commun", "kindly"]
    assert read_terms("Roedd y gwasanaethau yn ardderchog iawn") == ["gwasanaethau", "ardderchog"]


def test_made_by_names_the_model_and_the_seed() -> None:
    made = Searcher(make_encoder("null", 7), 7).made_by
    assert (made.method, made.seed, made.model) == ("BM25 and vectors", 7, "TF-IDF and SVD")


def test_ids_of_another_number_are_refused() -> None:
    with pytest.raises(ValueError, match="1 ids for 2 texts"):
        Searcher(make_encoder("static")).fit(["a b", "c d"], ["x"])
