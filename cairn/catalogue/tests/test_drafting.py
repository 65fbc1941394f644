"""A questionnaire being written: codes made once, every step on new data, all that is wrong named."""

from __future__ import annotations

from copy import deepcopy

import pytest

from cairn.catalogue.asking import as_plain, drafting
from cairn.catalogue.asking.checks import Problem, find_problems
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain
from cairn.catalogue.shelves import instruments, load_instrument

YES_NO = drafting.coded_options([{"en": "Yes", "cy": "Ydw"}, {"en": "No"}], "option")


def question(code: str, kind: str = "open", **more: object) -> Plain:
    return {"code": code, "kind": kind, "text": {"en": code.capitalize()}, **more}


def draft(*questions: Plain, **more: object) -> Plain:
    texts = {"introduction": {"en": "Hello."}, "readers": {"en": "The team."}}
    data = drafting.start_draft("made-up", Text("Made up")) | texts | more
    for each in questions:
        data = drafting.put_question(data, "questions", each)
    return data


def codes(data: Plain) -> list[list[str]]:
    return [[each["code"] for each in section["questions"]] for section in data["sections"]]


def test_code_comes_from_the_english_words_and_is_not_taken() -> None:
    data = draft()
    for _ in range(2):
        new = {"kind": "open", "text": {"en": "What's new, if anything, on your ward now?"}}
        data = drafting.put_question(data, "questions", new)
    assert codes(data) == [["whats_new_if_anything_on_your", "whats_new_if_anything_on_your_2"]]


def test_code_is_none_that_the_pages_for_answering_use() -> None:
    data = draft()
    for words in ("Go!", "Draft?", "Go?"):
        new = {"kind": "open", "text": {"en": words}}
        data = drafting.put_question(data, "questions", new)
    assert codes(data) == [["go_2", "draft_2", "go_3"]]


def test_words_change_and_the_code_stays() -> None:
    data = draft(question("first"), question("second"))
    data = drafting.put_question(data, "questions", question("first", text={"en": "Quite other?"}))
    assert codes(data) == [["first", "second"]]
    assert drafting.all_questions(data)[0]["text"] == {"en": "Quite other?"}


def test_options_keep_their_codes_and_numbers_are_their_values() -> None:
    rows = [{"code": "bus", "en": "By coach"}, {"en": "Bus"}, {"en": " "}, {"en": "", "cy": ""}]
    made = drafting.coded_options(rows, "option")
    assert [(each["code"], each["name"]) for each in made] == [
        ("bus", {"en": "By coach"}), ("bus_2", {"en": "Bus"}),
    ]  # fmt: skip
    numbers = drafting.coded_options([{"en": "0"}, {"en": "5"}], "option")
    assert [each["value"] for each in numbers] == [0, 5]


@pytest.mark.parametrize(
    ("code", "step", "expected"),
    [
        ("a", 1, [["b", "a"], ["c"]]),
        ("a", -1, [["a", "b"], ["c"]]),
        ("b", 1, [["a"], ["b", "c"]]),
        ("c", -1, [["a", "b", "c"], []]),
        ("c", 1, [["a", "b"], ["c"]]),
    ],
)
def test_question_moves_over_the_edge_of_its_part(
    code: str, step: int, expected: list[list[str]]
) -> None:
    data = drafting.put_section(draft(question("a"), question("b")), {"title": {"en": "More"}})
    data = drafting.put_question(data, "more", question("c"))
    before = deepcopy(data)
    assert codes(drafting.move_question(data, code, step)) == expected
    assert data == before


def test_branch_is_put_and_taken_away() -> None:
    data = draft(question("came", "one_of", options=YES_NO), question("why"))
    data = drafting.put_branch(data, "why", "came", ["no"])
    assert drafting.all_questions(data)[1]["ask_if"] == {"question": "came", "options": ["no"]}
    assert "ask_if" not in drafting.all_questions(drafting.put_branch(data, "why", "", ()))[1]


CAME = question("came", "one_of", options=YES_NO)
AFTER = {"question": "came", "options": ["no"]}
PROBLEMS: list[tuple[Plain, Problem]] = [
    (draft(), Problem("no_questions")),
    (draft(question("a"), introduction=None), Problem("no_introduction")),
    (draft(question("a"), readers=None), Problem("no_readers")),
    (draft(question("a"), sensitive=True), Problem("no_neutral_title")),
    (
        drafting.put_section(draft(question("a")), {"title": {"en": "More"}}),
        Problem("empty_section", section="more"),
    ),
    (
        draft(question("a", text={"en": "", "cy": "Beth?"})),
        Problem("no_english", at="a", section="questions", place="sections > questions > questions > a > text"),
    ),
    (draft(question("a", "one_of", options=YES_NO[:1])), Problem("few_options", at="a")),
    (
        draft(question("why", ask_if=AFTER), CAME),
        Problem("branch_not_before", at="why", other="came"),
    ),
    (
        draft(question("a"), question("b", ask_if={"question": "a", "options": ["x"]})),
        Problem("branch_not_chosen", at="b", other="a"),
    ),
    (
        draft(CAME, question("why", ask_if={"question": "came", "options": ["perhaps"]})),
        Problem("branch_no_option", at="why", other="came", option="perhaps"),
    ),
    (
        draft(question("a", "place", attribute="place"), question("b", "place", attribute="place")),
        Problem("code_twice", place="attributes", option="place"),
    ),
    (
        draft(question("a", easy={"text": {"en": "Short"}})),
        Problem("easy_alone", at="a"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), PROBLEMS, ids=[each.code for _, each in PROBLEMS])
def test_what_is_wrong_is_named_with_its_place(data: Plain, problem: Problem) -> None:
    assert find_problems(drafting.read_draft(data)) == (problem,)


def test_several_things_are_named_at_once() -> None:
    data = draft(question("why", ask_if=AFTER), question("a", "rank", options=[]))
    found = [each.code for each in find_problems(drafting.read_draft(data))]
    assert found == ["few_options", "branch_not_before"]


def test_nothing_is_wrong_on_the_shelf_and_a_copy_asks_the_same() -> None:
    for each in instruments():
        if each.readers:
            copy = drafting.draft_from(each, "ours", Text("Ours", "Ein rhai ni"))
            read = load_instrument(copy)
            assert (find_problems(read), read.sections) == ((), each.sections)


def test_draft_is_written_in_one_way() -> None:
    data = draft(question("a", "scale", points={"from": 0, "to": 2}))
    done = drafting.finish_draft(data)
    assert drafting.all_questions(done)[0]["options"] == drafting.number_options(0, 2)
    assert as_plain(load_instrument(done)) == done


def test_fingerprint_changes_with_the_part_alone() -> None:
    data = draft(question("a"), question("b"))
    before = drafting.fingerprint(drafting.find_question(data, "a"))
    later = drafting.put_question(data, "questions", question("b", required=True))
    assert drafting.fingerprint(drafting.find_question(later, "a")) == before
    later = drafting.put_question(data, "questions", question("a", required=True))
    assert drafting.fingerprint(drafting.find_question(later, "a")) != before
