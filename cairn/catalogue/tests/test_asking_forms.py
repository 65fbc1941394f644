"""The full form of an instrument: what it refuses, its way back to plain data, languages, versions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cairn.catalogue.asking import (
    KINDS,
    Comparison,
    Easy,
    EasyRead,
    as_plain,
    compare_versions,
    translate,
    untranslated,
)
from cairn.catalogue.kinds import Text
from cairn.catalogue.shelves import ShelfError, instrument, instruments, load_instrument
from cairn.catalogue.tests.test_asking_pages import ask, choices, make, section

YES_NO = choices("yes", "no")
MANY = [ask(f"q{n}", "month") for n in range(6)]
IF_YES = {"question": "a", "options": ["yes"]}
A = ask("a", "one_of", options=YES_NO)
BROKEN: list[tuple[str, str, list[dict[str, Any]], dict[str, Any]]] = [
    ("question code twice", "questions: the code 'a' is used twice", [section("s", A), section("t", A)], {}),
    ("option code twice", "the options of 'b': the code 'yes' is used twice", [section("s", ask("b", "rank", options=YES_NO + YES_NO))], {}),
    ("a code the pages use", "a question has the code 'consent', which the pages for answering use themselves", [section("s", A, ask("consent", "open"))], {}),
    ("nothing to choose", "'b' has nothing to choose from", [section("s", ask("b", "one_of"))], {}),
    ("six together", "more than five questions", [section("s", *MANY, together=True)], {}),
    ("open one together", "'b' needs a page of its own", [section("s", A, ask("b", "open"), together=True)], {}),
    ("repeat without levels", "no levels are named", [section("s", A, repeat="by_level")], {}),
    ("levels without repeat", "no section repeats", [section("s", A)], {"levels": "three-levels"}),
    ("unknown levels", "no framework 'four-levels.1'", [section("s", A, repeat="by_level")], {"levels": "four-levels"}),
    ("levels chosen too late", "chooses levels after they are asked", [section("r", A, repeat="by_level"), section("s", ask("l", "several_of", chooses_levels=True))], {"levels": "three-levels"}),
    ("branch on a later one", "'b' asks if 'a', which does not stand", [section("s", ask("b", "open", ask_if=IF_YES), A)], {}),
    ("branch on its own page", "'b' asks if 'a', which does not stand", [section("s", A, ask("b", "month", ask_if=IF_YES), together=True)], {}),
    ("branch on words", "not a question to branch on", [section("s", ask("a", "open"), ask("b", "open", ask_if=IF_YES))], {}),
    ("branch on no option", "is 'maybe', which is not one", [section("s", A, ask("b", "open", ask_if={"question": "a", "options": ["maybe"]}))], {}),
    ("half easy read", "'a' has no easy-read words", [section("s", A)], {"easy_read": {"introduction": {"en": "x"}, "readers": {"en": "y"}}}),
    ("sensitive without a neutral title", "'neutral_title' is a required property", [section("s", A)], {"sensitive": True}),
    ("options on an open question", "only one_of, several_of", [section("s", ask("b", "open", options=YES_NO))], {}),
    ("matrix without rows", "'rows' is a required property", [section("s", ask("b", "matrix", options=YES_NO))], {}),
    ("hard cut", "'word_limit' was unexpected", [section("s", ask("b", "open", word_limit=5))], {}),
    ("options from a lost framework", "no framework 'lost.1'", [section("s", ask("b", "one_of", options_from={"framework": "lost", "version": 1}))], {}),
    ("options a framework lacks", "no 'king' in role-bands.1", [section("s", ask("b", "one_of", options_from={"framework": "role-bands", "version": 1, "only": ["king"]}))], {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "sections", "more"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_instrument_that_contradicts_itself_is_refused(
    message: str, sections: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    with pytest.raises(ShelfError, match=message):
        make(sections, **more)


@pytest.mark.parametrize("found", [each for each in instruments() if each.introduction], ids=lambda i: i.code)  # fmt: skip
def test_plain_data_of_an_instrument_makes_the_same_again(found: Any) -> None:
    assert load_instrument(as_plain(found)) == found


def test_every_kind_with_everything_it_may_say_survives_plain_data() -> None:
    easy = {"text": {"en": "Short."}, "picture": "door"}
    line = {"points": {"from": 0, "to": 4}, "ends": {"low": {"en": "l"}, "high": {"en": "h"}}}
    every: dict[str, dict[str, Any]] = {
        "open": {"word_aim": 9, "contribution": {"en": "Carried"}},
        "one_of": {"options": [*YES_NO, {"code": "skip", "name": {"en": "s"}, "apart": True}]},
        "several_of": {"chooses_levels": True},
        "scale": line,
        "comparative": {"steps": 5},
        "rank": {"options": YES_NO, "hint": {"en": "h"}, "why": {"en": "w"}},
        "matrix": {"options": LINE, "rows": [{**each, "easy": easy} for each in YES_NO]},
        "month": {"ask_if": {"question": "one_of", "options": ["yes", "skip"]}},
        "organisation": {"attribute": "organisation", "required": True},
        "place": {"attribute": "place"},
        "photo": {"most": 4, "private": False},
        "voice": {"contribution": False},
        "file": {"most": 2},
    }
    questions = [ask(kind, kind, easy=easy, **more) for kind, more in every.items()]
    sections = [
        section("all", *questions),
        section("r", {**ask("z", "open"), "easy": easy}, repeat="by_level"),
    ]
    words = {"introduction": {"en": "i"}, "readers": {"en": "r"}, "harm": {"en": "h"}}
    found = make(sections, levels="three-levels", private=True, easy_read=words)

    assert tuple(every) == KINDS
    assert load_instrument(as_plain(found)) == found
    assert load_instrument(json.loads(json.dumps(as_plain(found))), checked=True) == found


def test_short_form_becomes_the_full_one_once_it_says_who_reads_it() -> None:
    data = as_plain(instrument("workshop-polls", 1))
    data |= {"introduction": {"en": "Tell us."}, "readers": {"en": "The team."}}

    assert load_instrument(data).questions == instrument("workshop-polls", 1).questions


def test_points_of_a_scale_have_ends_and_values() -> None:
    ends = {"low": {"en": "Never"}, "high": {"en": "Always"}}
    question = ask("often", "scale", points={"from": 0, "to": 3}, ends=ends)

    found = make([section("s", question)]).question("often")

    assert [(option.code, option.value) for option in found.options] == [
        ("0", 0),
        ("1", 1),
        ("2", 2),
        ("3", 3),
    ]
    assert found.ends is not None
    assert found.ends.high == Text("Always")


def test_cannot_say_stands_beside_the_scale_of_a_comparative_question() -> None:
    found = make([section("s", ask("now", "comparative", steps=5))]).question("now")

    assert [(option.code, option.value, option.apart) for option in found.options] == [
        ("much_worse", 1, False),
        ("worse", 2, False),
        ("same", 3, False),
        ("better", 4, False),
        ("much_better", 5, False),
        ("cannot_say", None, True),
    ]


def test_easy_read_is_other_words_for_the_same_codes() -> None:
    easy = {"text": {"en": "Did you come?"}, "picture": "door"}
    words = {"introduction": {"en": "Hello."}, "readers": {"en": "We read it."}}
    found = make([section("s", {**A, "easy": easy})], easy_read=words)
    question = found.question("a")

    assert question.easy == Easy(Text("Did you come?"), "door")
    assert (question.words().en, question.words(easy_read=True).en) == ("a", "Did you come?")
    assert found.easy_read == EasyRead(Text("Hello."), Text("We read it."))
    assert question.option("yes").words(easy_read=True).en == "yes"


def test_sensitive_instrument_shows_a_title_that_tells_nothing() -> None:
    found = make([section("s", A)], sensitive=True, neutral_title={"en": "Form"})

    assert (found.page_title.en, found.name.en) == ("Form", "Some made-up words")


def test_untranslated_words_are_named_by_their_place() -> None:
    both = {"en": "Some words", "cy": "Rhai geiriau"}
    own = dict.fromkeys(("name", "description", "introduction", "readers"), both)
    found = make([section("s", {**A, "text": both}, title={"en": "Start", "cy": " "})], **own)

    assert [(".".join(p.path), p.text.en) for p in untranslated(found, "cy")] == [
        ("sections.s.questions.a.options.yes.name", "yes"),
        ("sections.s.questions.a.options.no.name", "no"),
        ("sections.s.title", "Start"),
    ]
    assert untranslated(found, "en") == ()


def test_every_untranslated_place_can_be_filled() -> None:
    found = make(
        [section("s", A, ask("more", "open"), ask("rate", "matrix", options=LINE, rows=YES_NO))]
    )
    assert len(untranslated(found, "cy")) == 4 + 1 + 2 + 1 + 1 + 2 + 2

    for place in untranslated(found, "cy"):
        found = translate(found, place.path, "cy", f"{place.text.en}, yn Gymraeg")

    assert untranslated(found, "cy") == ()
    assert found.question("more").carries == Text("more", "more, yn Gymraeg")
    assert load_instrument(as_plain(found)) == found


def test_words_cannot_be_put_where_none_stand() -> None:
    found = make([section("s", A)])

    with pytest.raises(KeyError, match=r"sections\.t\.title"):
        translate(found, ("sections", "t", "title"), "cy", "Dim")
    with pytest.raises(ValueError, match="not fr"):
        translate(found, ("name",), "fr", "Nom")


def test_untranslated_knows_two_languages() -> None:
    with pytest.raises(ValueError, match="en and cy, not fr"):
        untranslated(make([section("s", A)]), "fr")


def _compare(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    return compare_versions(make([section("s", old)]), make([section("s", new)]))[0]


LINE = choices("low", "high")
COMPARED: list[tuple[str, dict[str, Any], dict[str, Any], Comparison]] = [
    ("nothing changed", A, A, Comparison("a", "same")),
    ("other words", A, {**A, "text": {"en": "Well?"}}, Comparison("a", "same", reworded=True)),
    ("one more option", A, {**A, "options": choices("yes", "no", "maybe")}, Comparison("a", "widened", only_new=("maybe",))),
    ("one option less", {**A, "options": choices("yes", "no", "maybe")}, A, Comparison("a", "widened", only_old=("maybe",))),
    ("other options", A, {**A, "options": choices("yes", "never")}, Comparison("a", "changed", only_old=("no",), only_new=("never",))),
    ("other kind", A, ask("a", "several_of", options=YES_NO), Comparison("a", "changed")),
    ("a point more on a scale", ask("a", "scale", options=LINE), ask("a", "scale", options=choices("low", "mid", "high")), Comparison("a", "changed", only_new=("mid",))),
    ("a way off the scale", ask("a", "scale", options=LINE), ask("a", "scale", options=[*LINE, {"code": "no", "name": {"en": "no"}, "apart": True}]), Comparison("a", "widened", only_new=("no",))),
    ("a row more", ask("a", "matrix", options=LINE, rows=choices("x")), ask("a", "matrix", options=LINE, rows=choices("x", "y")), Comparison("a", "widened", only_new=("row y",))),
    ("one more to rank", ask("a", "rank", options=LINE), ask("a", "rank", options=choices("low", "high", "mid")), Comparison("a", "changed", only_new=("mid",))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"), [row[1:] for row in COMPARED], ids=[row[0] for row in COMPARED]
)
def test_versions_compare_by_code(
    old: dict[str, Any], new: dict[str, Any], expected: Comparison
) -> None:
    assert _compare(old, new) == expected


def test_what_came_and_went_is_named() -> None:
    old = make([section("s", A, ask("gone", "open"))])
    new = make([section("s", ask("fresh", "open"), A)])

    assert [(c.code, c.verdict, c.is_comparable) for c in compare_versions(old, new)] == [
        ("fresh", "added", False),
        ("a", "same", True),
        ("gone", "removed", False),
    ]


def test_question_that_repeats_compares_with_none_that_does_not() -> None:
    old = make([section("s", A)])
    new = make([section("s", A, repeat="by_level")], levels="three-levels")

    assert compare_versions(old, new)[0].verdict == "changed"
