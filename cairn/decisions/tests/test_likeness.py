import pytest

from cairn.analysis.vectors.encoders import WordEncoder
from cairn.decisions.queries.likeness import alike_pairs

PASTED = (
    "Open the ward door at seven every morning, and tell families so.",
    "Pay volunteers their bus fares.",
    "Open the ward door at seven each morning, and tell families so.",
)


def kinds(texts, **how):
    return [(pair.first, pair.second, pair.kind) for pair in alike_pairs(texts, **how)]


def test_pairs_when_words_were_pasted():
    assert kinds(PASTED) == [(0, 2, "near_duplicate")]


@pytest.mark.parametrize("texts", [(), ("Only one.",), ("One thing.", "Quite another matter.")])
def test_pairs_when_there_are_none(texts):
    assert kinds(texts) == []


def test_pairs_when_no_model_is_set_up_have_to_share_words():
    counted = WordEncoder(0)
    texts = (
        "Give every carer one phone number.",
        "Give each unpaid carer a single phone number.",
        "Pay the fares of every volunteer.",
    )
    assert kinds(texts, by=counted) == [(0, 1, "similar")]
    assert kinds(PASTED, by=counted) == [(0, 2, "near_duplicate")]
