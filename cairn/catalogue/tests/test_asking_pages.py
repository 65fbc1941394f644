"""Which pages a person sees, and what of their answers is told: one small made-up instrument."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.catalogue.asking import (
    Contribution,
    Instrument,
    all_pages,
    find_missing,
    kept_answers,
    next_page,
    pages,
    tell,
)
from cairn.catalogue.shelves import instrument, load_instrument


def make(sections: list[dict[str, Any]], **more: Any) -> Instrument:
    words = {"en": "Some made-up words"}
    return load_instrument(
        {
            "code": "made-up",
            "version": 1,
            "name": words,
            "description": words,
            "source": "Cairn, made up for a test",
            "licence": "Apache-2.0",
            "method": "survey",
            "introduction": words,
            "readers": words,
            "sections": sections,
            **more,
        }
    )


def ask(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "kind": kind, "text": {"en": code}, **more}


def choices(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "name": {"en": code}} for code in codes]


def section(code: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "questions": list(questions), **more}


def visit() -> Instrument:
    """Came? If so, how; if by bus, which; then two closed ones together, and an open one."""
    return make(
        [
            section(
                "coming",
                ask("came", "one_of", options=choices("yes", "no"), required=True),
                ask(
                    "how",
                    "several_of",
                    options=choices("bus", "foot"),
                    ask_if={"question": "came", "options": ["yes"]},
                ),
                ask("bus", "open", ask_if={"question": "how", "options": ["bus"]}, required=True),
            ),
            section("both", ask("better", "comparative"), ask("when", "month"), together=True),
            section("end", ask("more", "open")),
        ]
    )


def seen(found: Instrument, answers: dict[str, Any]) -> list[tuple[int, tuple[str, ...]]]:
    return [(page.number, page.keys) for page in pages(found, answers)]


LAST = [(4, ("better", "when")), (5, ("more",))]


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, [(1, ("came",))]),
        ({"came": "no"}, [(1, ("came",))]),
        ({"came": "yes"}, [(1, ("came",)), (2, ("how",))]),
        ({"came": "yes", "how": ("foot",)}, [(1, ("came",)), (2, ("how",))]),
        (
            {"came": "yes", "how": ("foot", "bus")},
            [(1, ("came",)), (2, ("how",)), (3, ("bus",))],
        ),
        ({"came": "no", "how": ("bus",)}, [(1, ("came",))]),
    ],
    ids=["nothing yet", "no", "yes", "on foot", "by bus", "changed to no after choosing the bus"],
)
def test_pages_follow_the_answers_and_keep_their_numbers(
    answers: dict[str, Any], first: list[Any]
) -> None:
    assert seen(visit(), answers) == first + LAST


def test_next_page_steps_over_what_is_not_asked() -> None:
    found, numbers, page = visit(), [], next_page(visit(), {"came": "no"})
    while page:
        numbers.append(page.number)
        page = next_page(found, {"came": "no"}, page.number)

    assert numbers == [1, 4, 5]


def test_answers_to_questions_no_longer_asked_do_not_count() -> None:
    answers = {"came": "no", "how": ("bus",), "bus": "the 9", "more": "Thanks", "old": "x"}

    assert kept_answers(visit(), answers) == {"came": "no", "more": "Thanks"}


def test_only_what_is_asked_and_required_is_missing() -> None:
    found = visit()

    assert [each.key for each in find_missing(found, {})] == ["came"]
    assert [each.key for each in find_missing(found, {"came": "yes", "how": ("bus",)})] == ["bus"]
    assert find_missing(found, {"came": "no"}) == ()


def test_matrix_has_a_page_for_each_row() -> None:
    options = choices("poor", "good")
    found = make(
        [section("m", ask("rate", "matrix", options=options, rows=choices("food", "bed")))]
    )

    assert seen(found, {}) == [(1, ("rate.food",)), (2, ("rate.bed",))]
    assert tell(found, {"rate.bed": "good"}).figures == {"rate.bed": "good"}


def test_questions_repeat_level_by_level() -> None:
    hard = ask("hard", "open", ask_if={"question": "any", "options": ["yes"]})
    found = make(
        [section("r", ask("any", "one_of", options=choices("yes", "no")), hard, repeat="by_level")],
        levels="three-levels",
    )
    answers = {"any.personal": "no", "any.organisational": "yes", "any": "yes"}

    assert [keys for _, keys in seen(found, answers)] == [
        ("any.personal",),
        ("any.organisational",),
        ("hard.organisational",),
        ("any.system",),
    ]


def three() -> Instrument:
    return make(
        [
            section("which", ask("levels", "several_of", chooses_levels=True)),
            section("r", ask("began", "open"), ask("ended", "open"), repeat="by_question"),
        ],
        levels="three-levels",
    )


@pytest.mark.parametrize(
    ("chosen", "levels"),
    [
        (None, ["personal", "organisational", "system"]),
        (("system",), ["system"]),
        (("personal", "system"), ["personal", "system"]),
    ],
)
def test_levels_that_were_not_chosen_are_left_out(chosen: Any, levels: list[str]) -> None:
    assert seen(three(), {"levels": chosen}) == [
        (1, ("levels",)),
        (2, tuple(f"began.{level}" for level in levels)),
        (3, tuple(f"ended.{level}" for level in levels)),
    ]


def test_contribution_carries_its_level_and_the_question_in_either_language() -> None:
    told = tell(
        three(), {"levels": ("system",), "ended.system": "Fewer forms.", "began.personal": "x"}
    )

    assert [(each.key, each.words) for each in told.contributions] == [
        ("ended.system", "Fewer forms.")
    ]
    assert told.contributions[0].asked.wording("en") == "System: ended"
    assert told.figures == {}


def test_staff_answers_are_sorted_into_attributes_words_and_figures() -> None:
    found = instrument("staff-survey", 2)
    answers = {
        "role_band": "frontline",
        "organisation": "not_listed",
        "barometer": "hard",
        "support_next": ("coaching", "leaders"),
        "experience": "Long days.",
        "later_effects": "Not asked, so not told.",
    }

    told = tell(found, answers)

    assert told.attributes == {"role_band": "frontline"}
    assert told.figures == {"barometer": "hard", "support_next": ("coaching", "leaders")}
    assert [(each.key, each.words) for each in told.contributions] == [("experience", "Long days.")]


def test_private_answers_are_told_one_by_one_when_shared() -> None:
    found = instrument("reflective-journal", 2)
    answers = {"written_by": "team", "changes": "Video visits.", "learning": "Ask first."}

    assert tell(found, answers).contributions == ()
    assert tell(found, answers).figures == {"written_by": "team"}
    shared = tell(found, answers, shared={"learning"}).contributions
    assert [(each.key, each.words) for each in shared] == [("learning", "Ask first.")]


def test_sent_files_are_contributions_too() -> None:
    found = make(
        [section("s", ask("picture", "photo", most=2), ask("who", "open", contribution=False))]
    )

    told = tell(found, {"picture": ("f1", "f2"), "who": "me"})

    assert told.contributions == (Contribution(all_pages(found)[0].asked[0], files=("f1", "f2")),)
