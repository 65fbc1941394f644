"""What was sent becomes codes, or a refusal that says why; never a label, never something half right."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.catalogue.asking import KINDS, Easy, Option, Question, Refusal, check_answers, say_answer
from cairn.catalogue.kinds import Text

OPTIONS = (
    Option("walk", Text("Walk", "Cerdded")),
    Option("bus", Text("Bus", "Bws")),
    Option("none", Text("None of these", "Dim un o'r rhain"), apart=True),
)
UNKNOWN = Refusal("unknown_option", "Cerdded")
ROWS: list[tuple[str, Any, Any]] = [
    ("open", "  one\r\ntwo\x00 ", "one\ntwo"),
    ("open", "   ", None),
    ("open", None, None),
    ("open", ["a", "b"], Refusal("one_only", "a, b")),
    ("open", 7, Refusal("not_text", "int")),
    ("one_of", "bus", "bus"),
    ("one_of", ["bus"], "bus"),
    ("one_of", "", None),
    ("one_of", "Cerdded", UNKNOWN),
    ("one_of", "Walk", Refusal("unknown_option", "Walk")),
    ("one_of", ["bus", "walk"], Refusal("one_only", "bus, walk")),
    ("scale", "walk", "walk"),
    ("scale", "Cerdded", UNKNOWN),
    ("comparative", "none", "none"),
    ("comparative", "Cerdded", UNKNOWN),
    ("matrix", "bus", "bus"),
    ("matrix", "Cerdded", UNKNOWN),
    ("several_of", ["bus", "walk", "bus"], ("walk", "bus")),
    ("several_of", "bus", ("bus",)),
    ("several_of", ["none"], ("none",)),
    ("several_of", [], None),
    ("several_of", ["bus", "Cerdded"], UNKNOWN),
    ("several_of", ["bus", "none"], Refusal("stands_apart", "none")),
    ("rank", ["none", "bus", "walk"], ("none", "bus", "walk")),
    ("rank", {"walk": "2", "bus": "1", "none": "3"}, ("bus", "walk", "none")),
    ("rank", {"walk": "", "bus": "", "none": ""}, None),
    ("rank", [], None),
    ("rank", ["bus", "walk"], Refusal("rank_incomplete")),
    ("rank", {"walk": "2", "bus": "1", "none": ""}, Refusal("rank_incomplete")),
    ("rank", {"walk": "first"}, Refusal("rank_incomplete", "first")),
    ("rank", {"walk": "1", "bus": "1", "none": "2"}, Refusal("rank_repeats")),
    ("rank", ["bus", "bus", "walk"], Refusal("rank_repeats")),
    ("rank", ["bus", "walk", "Cerdded"], UNKNOWN),
    ("month", "2020-3", "2020-03"),
    ("month", "03/2020", "2020-03"),
    ("month", {"year": "2020", "month": "12"}, "2020-12"),
    ("month", {"year": "", "month": ""}, None),
    ("month", {"year": "2020", "month": ""}, Refusal("bad_month", "2020-")),
    ("month", "2020-13", Refusal("bad_month", "2020-13")),
    ("month", "0020-01", Refusal("bad_month", "0020-01")),
    ("month", "last March", Refusal("bad_month", "last March")),
    ("month", "２０２０-01", Refusal("bad_month", "２０２０-01")),
    ("organisation", "7A4", "7A4"),
    ("organisation", "not_listed", "not_listed"),
    ("organisation", "The big hospital", Refusal("unknown_organisation", "The big hospital")),
    ("place", "", None),
    ("place", "<b>", Refusal("unknown_place", "<b>")),
    ("photo", ["f-1", "f-2", "f-1"], ("f-1", "f-2")),
    ("photo", ["f-1", "f-2", "f-3"], Refusal("too_many_files", "3")),
    ("voice", "../etc", Refusal("bad_file", "../etc")),
    ("file", "f-1", ("f-1",)),
]


@pytest.mark.parametrize(("kind", "raw", "expected"), ROWS)
def test_what_was_sent_becomes_codes_or_a_refusal(kind: str, raw: Any, expected: Any) -> None:
    question = Question("travel", Text("How?"), kind, options=OPTIONS, most=2)

    assert check_answers(question, raw) == expected


def test_every_kind_is_tried_above() -> None:
    assert {kind for kind, _, _ in ROWS} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_refused_only_where_an_answer_is_required(kind: str) -> None:
    question = Question("travel", Text("How?"), kind, options=OPTIONS, required=True)

    assert check_answers(question, "") == Refusal("required")


def test_organisation_has_to_be_a_known_one_where_they_are_listed() -> None:
    question = Question("where", Text("Where?"), "organisation")

    assert check_answers(question, "A1", {"A1", "B2"}) == "A1"
    assert check_answers(question, "C3", {"A1", "B2"}) == Refusal("unknown_organisation", "C3")
    assert check_answers(question, "not_listed", {"A1"}) == "not_listed"


def test_long_answer_is_kept_whole_beyond_its_word_aim() -> None:
    words = " ".join(["word"] * 20_000)

    assert check_answers(Question("more", Text("More?"), "open", word_aim=50), words) == words


def test_codes_are_said_in_the_readers_words() -> None:
    short = Option("foot", Text("On foot", "Ar droed"), easy=Easy(Text("I walk", "Rwy'n cerdded")))
    question = Question("travel", Text("How?"), "several_of", options=(*OPTIONS, short))

    assert say_answer(question, ("walk", "foot"), "cy") == ("Cerdded", "Ar droed")
    assert say_answer(question, ("foot",), "en", easy_read=True) == ("I walk",)
    assert say_answer(question, "train", "en") == ("train",)
    assert say_answer(question, None, "en") == ()
    assert say_answer(Question("more", Text("More?"), "open"), "Thanks", "cy") == ("Thanks",)
