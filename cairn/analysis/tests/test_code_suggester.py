"""Made-up codes and answers; nobody said them. Vectors of the null tier: no model is needed."""

import numpy as np
import pytest

from cairn.analysis.code_suggester import Code, CodeSuggester, CodesWrong
from cairn.analysis.code_suggester.choosing import choose_by_doubt
from cairn.analysis.code_suggester.learners import SeveralCodes
from cairn.analysis.code_suggester.thresholds import calibrate, find_threshold

CODES = [
    Code("park", "Parking", "Spaces for cars and what they cost", ("No spaces for my car",)),
    Code("food", "Food", "Meals and drinks", ("The canteen shuts before supper",)),
    Code("rota", "Rotas", "When people work", ("The rota comes out too late",)),
]
THINGS = {
    "park": ("parking spaces", "the car park", "a permit for the car", "parking costs"),
    "food": ("canteen meals", "hot drinks", "the supper menu", "food at night"),
    "rota": ("the rota", "late rotas", "my shift pattern", "swapping shifts"),
}
SAID = ("worried about {}", "please sort out {}", "{} let us down again", "I like {} now")


def make_coded() -> tuple[list[str], list[list[str]]]:
    single = [
        (way.format(what), [code]) for code in THINGS for what in THINGS[code] for way in SAID
    ]
    double = [
        (f"{way.format(one)}, and {other}", [first, second])
        for first, second in (("park", "food"), ("food", "rota"), ("rota", "park"))
        for one, other in zip(THINGS[first], THINGS[second], strict=True)
        for way in SAID
    ]
    rows = single + double + [(f"nothing to add {at}", []) for at in range(12)]
    return [text for text, _ in rows], [list(codes) for _, codes in rows]


def make_suggester(**more: bool) -> CodeSuggester:
    return CodeSuggester(CODES, tier="null", **more)


def name_given(suggester: CodeSuggester, texts: list[str]) -> list[list[str]]:
    found = suggester.predict(texts).texts
    return [sorted(score.code for score in text.scores if score.accepted) for text in found]


def test_order_when_only_names_are_known() -> None:
    codes = [Code(code.id, code.name) for code in CODES]
    found = CodeSuggester(codes, tier="null").fit().predict(["Parking is hard", "food was cold"])
    assert [text.scores[0].code for text in found.texts] == ["park", "food"]
    assert found.made_by.method == "code suggester"


def test_codes_when_several_are_taught() -> None:
    texts, labels = make_coded()
    asked = ["sort out hot drinks, and late rotas", "parking costs let us down", "nothing to add"]
    suggester = make_suggester().fit(texts, labels, unlabelled=asked)
    assert name_given(suggester, asked) == [["food", "rota"], ["park"], []]
    assert suggester.predict(asked).texts[2].abstains


def test_one_code_when_texts_have_one() -> None:
    found = make_suggester(single=True).fit().predict(["the car and its permit", "supper"])
    given = [[score.code for score in text.scores if score.accepted] for text in found.texts]
    assert given == [["park"], ["food"]]


def test_result_when_asked_twice_in_another_order() -> None:
    texts, labels = make_coded()
    asked = ["a permit, please", "hot meals", "swapping shifts 🙂"]
    first = make_suggester().fit(texts, labels).predict(asked)
    again = make_suggester().fit(texts, labels).predict(asked[::-1])
    assert [text.scores for text in first.texts] == [text.scores for text in again.texts[::-1]]


def test_no_code_when_a_text_has_no_words() -> None:
    found = make_suggester(single=True).fit().predict(["", " 🙂 "])
    assert [text.abstains for text in found.texts] == [True, True]
    assert make_suggester().fit().predict([]).texts == ()


def test_score_when_a_person_answers() -> None:
    suggester = make_suggester().fit()
    asked = ["The bus never comes"]
    before = {score.code: score.score for score in suggester.predict(asked).texts[0].scores}
    suggester.learn("The bus never comes on time", "park", accepted=True)
    suggester.learn("The bus never comes", "food", accepted=False)
    after = {score.code: score.score for score in suggester.predict(asked).texts[0].scores}
    assert after["park"] > before["park"]
    assert after["food"] < before["food"]


def test_reason_when_one_is_asked_for() -> None:
    reason = make_suggester().fit().explain("The canteen shuts early", "food")
    assert (reason.nearest, reason.source) == ("The canteen shuts before supper", "example")
    assert "canteen" in [word.word for word in reason.words]


def test_next_when_copies_are_in_doubt() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    chances = np.array([[0.5, 0.5], [0.5, 0.5], [0.8, 0.2], [0.5, 0.5]])
    assert choose_by_doubt(rows, chances, 5) == (0, 2)
    suggester = make_suggester().fit()
    assert len(suggester.choose_next(["car", "meals", "anything else"], 2)) == 2


def test_learning_when_the_label_is_unknown() -> None:
    with pytest.raises(CodesWrong, match="no code 'pay'"):
        make_suggester().fit(["more money"], [["pay"]])
    with pytest.raises(CodesWrong, match="twice"):
        CodeSuggester([CODES[0], CODES[0]], tier="null")
    with pytest.raises(CodesWrong, match="no codes"):
        CodeSuggester([], tier="null")


def test_left_out_scores_when_learnt_again_without_each_row() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(12, 4))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    marks = np.c_[rows[:, 0] > 0, rows[:, 1] > 0].astype(float)
    marks -= marks.mean(axis=0)  # the mean is learnt too; without it the identity is exact
    model = SeveralCodes().fit(rows, marks, np.ones(12))
    kernel = np.exp(2 * (rows @ rows.T - 1))
    for out in range(12):
        kept = np.arange(12) != out
        inner = kernel[np.ix_(kept, kept)] + model.penalty * np.eye(11)
        expected = kernel[out, kept] @ np.linalg.solve(inner, marks[kept])
        assert model.left_out[out] == pytest.approx(expected)


def test_thresholds_when_scores_are_equal() -> None:
    scores, marks = np.array([0.7, 0.7, 0.1]), np.array([1.0, 0.0, 0.0])
    assert find_threshold(scores, marks) == 0.4
    found = calibrate(np.c_[[0.9, 0.8, 0.1, 0.2] * 9], np.c_[[1.0, 1.0, 0.0, 0.0] * 9])
    chances = found.apply(np.array([[0.85], [0.15]]))
    assert [bool(given) for given in found.accept(chances)[:, 0]] == [True, False]
