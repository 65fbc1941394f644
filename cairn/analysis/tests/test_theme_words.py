import pytest

from cairn.analysis.theme_words import choose_keywords, find_surface_forms, show

APART = ["the kitchen closes early", "supper was cold", "supper from the kitchen"]


@pytest.mark.parametrize(
    "texts",
    [
        ["the community came", "our communities came", "community and communities"],
        ["y gymuned", "ein cymuned", "yn y gymuned a'r cymuned"],
        ["visitors came", "she visits", "visitors on visits"],
    ],
)
def test_keywords_when_one_word_has_two_forms(texts: list[str]) -> None:
    assert len(choose_keywords([texts, APART])[0]) == 1


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["The GP rang", "my GP", "GPs and a gp"], "GP"),
        (["Rang the gp", "Gp rang"], "gp"),
        (["Before Covid", "after Covid", "covid"], "Covid"),
        (["Parking is dear", "Parking costs"], "parking"),
    ],
)
def test_word_when_people_write_capitals(texts: list[str], shown: str) -> None:
    assert show(shown.lower(), find_surface_forms(texts)) == shown
