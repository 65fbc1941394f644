import pytest

from cairn.analysis.theme_words import choose_words

APART = ["the kitchen closes early", "supper was cold", "supper from the kitchen"]


def _title(texts: list[str]) -> str:
    return choose_words([texts, APART])[0][0]


def test_title_when_people_write_a_noun_phrase() -> None:
    texts = [
        "Joint assessments with other therapists",
        "Keep joint assessments",
        "Joint, earlier assessments of need",
    ]
    assert _title(texts) == "Joint assessments"


@pytest.mark.parametrize(
    "texts",
    [
        ["the community came", "our communities came", "community and communities"],
        ["y gymuned", "ein cymuned", "yn y gymuned a'r cymuned"],
        ["visitors came", "she visits", "visitors on visits"],
    ],
)
def test_title_when_one_word_has_two_forms(texts: list[str]) -> None:
    title, keywords = choose_words([texts, APART])[0]
    assert (len(title.split()), len(keywords)) == (1, 1)


def test_title_when_a_word_mostly_stands_beside_another() -> None:
    texts = ["video consultations at home", "consultations by video", "more video consultations"]
    assert _title(texts) == "Video consultations"
