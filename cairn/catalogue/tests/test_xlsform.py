"""A made-up XLSForm becomes an instrument; what it cannot hold is named, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.catalogue.asking import Instrument, pages
from cairn.catalogue.asking.kinds import AskIf
from cairn.catalogue.asking.xlsform import Note, read_xlsform
from cairn.catalogue.kinds import Text
from cairn.catalogue.shelves import load_instrument

READERS = Text("The review team.", "Y tîm adolygu.")
CHOICES = [
    {"list_name": "yn", "name": "Yes", "label::English (en)": "Yes", "label::Cymraeg (cy)": "Do"},
    {"list_name": "yn", "name": "No", "label::English (en)": "No", "label::Cymraeg (cy)": "Naddo"},
    {"list_name": "how", "name": "1", "label": "Bus"},
    {"list_name": "how", "name": "2", "label": "Foot"},
    {"list_name": "how", "name": "2", "label": "Foot again"},
]


def read(*survey: dict[str, str], **settings: str) -> tuple[Instrument, tuple[Note, ...]]:
    data, notes = read_xlsform(survey, CHOICES, settings, readers=READERS)
    return load_instrument(data), notes


def row(kind: str, name: str = "", label: str = "Words", **more: str) -> dict[str, str]:
    return {"type": kind, "name": name, "label": label, **more}


def test_name_that_the_pages_for_answering_use_becomes_another_code() -> None:
    found, notes = read(
        row("select_one yn", "form", "Did you get the form?"),
        row("text", "why", "Why not?", relevant="${form} = 'No'"),
    )
    assert [each.code for each in found.questions] == ["form_2", "why"]
    assert found.question("why").ask_if == AskIf("form_2", ("no",))
    assert notes == (Note(2, "renamed", "form: form_2"),)


def test_whole_form_comes_over_in_both_languages() -> None:
    found, notes = read(
        row("start", "start", ""),
        row("select_one yn", "came", "Did you come?", required="yes", hint="Any day"),
        {
            "type": "text",
            "name": "why_not",
            "label::English (en)": "Why not?",
            "label::Cymraeg (cy)": "Pam lai?",
            "relevant": "${came} = 'No'",
        },
        row("begin_group", "travel", "Travel", appearance="field-list"),
        row("select_multiple how", "ways", "How?"),
        row("range", "ease", "How easy?", parameters="start=1 end=5 step=1"),
        row("end_group"),
        row("image", "picture", "A picture"),
        form_title="A visit",
        form_id="Visit.Form 2",
    )

    assert notes == ()
    assert (found.code, found.name.en, found.readers) == ("visit-form-2", "A visit", READERS)
    assert [(s.code, s.together, [q.code for q in s.questions]) for s in found.sections] == [
        ("questions", False, ["came", "why_not"]),
        ("travel", True, ["ways", "ease"]),
        ("questions_2", False, ["picture"]),
    ]
    assert found.question("why_not").text == Text("Why not?", "Pam lai?")
    assert found.question("came").option("yes").name == Text("Yes", "Do")
    assert (found.question("came").required, found.question("came").hint) == (True, Text("Any day"))
    assert found.question("ways").option_codes == ("1", "2")
    assert [option.value for option in found.question("ease").options] == [1, 2, 3, 4, 5]
    shown = [page.keys for page in pages(found, {"came": "no"})]
    assert shown == [("came",), ("why_not",), ("ways", "ease"), ("picture",)]


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("text", {}, "open"),
        ("select_one yn", {}, "one_of"),
        ("select_one yn", {"appearance": "likert"}, "scale"),
        ("select_multiple  yn", {}, "several_of"),
        ("rank yn", {}, "rank"),
        ("range", {"parameters": "start=5 end=1"}, "scale"),
        ("audio", {}, "voice"),
        ("file", {}, "file"),
    ],
)
def test_kinds_come_over(kind: str, more: dict[str, str], expected: str) -> None:
    found, notes = read(row(kind, "q", **more))

    assert ([q.kind for q in found.questions], notes) == ([expected], ())


FIRST = row("select_one yn", "came")
NOTED: list[tuple[dict[str, str], Note]] = [
    (row("geopoint", "where"), Note(3, "left_out", "geopoint where")),
    (row("note", "hello"), Note(3, "left_out", "note hello")),
    (row("date", "day"), Note(3, "kind_changed", "day: date")),
    (row("integer", "age"), Note(3, "kind_changed", "age: integer")),
    (row("begin_repeat", "kids"), Note(3, "repeat_left_out", "kids")),
    (
        row("begin group", "g", relevant="${came} = 'Yes'"),
        Note(3, "condition_left_out", "${came} = 'Yes'"),
    ),
    (row("select_one yn or_other", "q"), Note(3, "kind_changed", "q: select_one or_other")),
    (row("text", "Q1.a"), Note(3, "renamed", "Q1.a: q1_a")),
    (row("text", "came"), Note(3, "renamed", "came: came_2")),
    (row("text", "q", ""), Note(3, "no_words", "q")),
    (row("select_one lost", "q"), Note(3, "list_missing", "lost")),
    (row("text", "q", constraint=". > 3"), Note(3, "constraint_left_out", ". > 3")),
]


@pytest.mark.parametrize(("survey", "note"), NOTED, ids=[note.code for _, note in NOTED])
def test_what_does_not_come_over_is_noted(survey: dict[str, str], note: Note) -> None:
    assert read(FIRST, survey)[1] == (note,)


@pytest.mark.parametrize(
    ("relevant", "options"),
    [
        ("${came} = 'Yes'", ("yes",)),
        ('${came}="Yes" or ${came} = "No"', ("yes", "no")),
        ("selected(${came}, 'No')", ("no",)),
        ("selected(${came}, 'No') or (${came} = 'Yes')", ("no", "yes")),
    ],
)
def test_plain_conditions_become_branches(relevant: str, options: tuple[str, ...]) -> None:
    found, notes = read(FIRST, row("text", "q", relevant=relevant))
    condition = found.question("q").ask_if

    assert notes == ()
    assert condition is not None
    assert (condition.question, condition.options) == ("came", options)


@pytest.mark.parametrize(
    "relevant",
    [
        "${came} != 'Yes'",
        "${came} = 'Yes' and ${came} = 'No'",
        "${later} = 'Yes'",
        "${came} = 'Perhaps'",
        "not(selected(${came}, 'No'))",
        "count(${came}) > 1",
    ],
)
def test_other_conditions_are_noted_and_the_question_is_asked_of_all(relevant: str) -> None:
    found, notes = read(FIRST, row("text", "q", relevant=relevant), row("select_one yn", "later"))

    assert found.question("q").ask_if is None
    assert notes == (Note(3, "condition_left_out", relevant),)


def test_group_that_does_not_fit_a_page_is_asked_page_by_page() -> None:
    rows: list[dict[str, Any]] = [row("begin group", "g", appearance="field-list")]
    rows += [row("select_one yn", f"q{number}") for number in range(6)]
    found, notes = read(*rows, row("end group"))

    assert (found.sections[0].together, len(pages(found, {})), notes) == (False, 6, ())
