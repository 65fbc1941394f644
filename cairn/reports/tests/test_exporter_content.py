import json
from dataclasses import replace

import pytest

from cairn.reports.exporters import (
    ContentError,
    Quote,
    Table,
    ThemePage,
    clean_text,
    erase_quotes,
    from_json,
    to_json,
)
from cairn.reports.tests.exported import report_of, sample


def test_json_returns_the_same_report_when_read_back():
    assert from_json(to_json(sample())) == sample()


def test_json_is_the_same_text_when_written_twice():
    assert to_json(from_json(to_json(sample()))) == to_json(sample())


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("status",), "final", "report.status is not one of draft, published, machine."),
        (("date",), "5 March", "report.date is not a date."),
        (("title",), 7, "report.title is not str."),
        (("sections", 0, "blocks"), "none", "report.sections[0].blocks is not a list."),
        (
            ("sections", 0, "blocks", 0, "kind"),
            "Script",
            "report.sections[0].blocks[0] is of no known kind.",
        ),
        (
            ("sections", 0, "colour"),
            "red",
            "report.sections[0] holds 'colour', which a Section does not have.",
        ),
    ],
)
def test_json_is_refused_with_the_place_when_something_in_it_is_wrong(path, value, message):
    body = json.loads(to_json(report_of()))
    inner = body["report"]
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ContentError) as refused:
        from_json(json.dumps(body))
    assert str(refused.value) == message


def test_json_is_refused_when_a_field_is_missing():
    body = json.loads(to_json(report_of()))
    del body["report"]["programme"]
    with pytest.raises(ContentError, match=r"^report lacks 'programme'\.$"):
        from_json(json.dumps(body))


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2}', "{"])
def test_json_is_refused_when_it_is_something_else(text):
    with pytest.raises(ContentError, match=r"^This is not "):
        from_json(text)


def test_an_erased_quote_is_refused_when_it_still_holds_words():
    with pytest.raises(ValueError, match="holds no words"):
        Quote("still here", erased=True)


def test_a_table_is_refused_when_a_row_lacks_a_cell():
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table("Ages", ("Band", "People"), (("under 20",),))


def test_erasing_takes_the_words_wherever_the_quote_stands_and_says_so():
    kept = Quote("kept", "Nurse", "x-1")
    gone = Quote("gone", "Porter", "x-2", language="cy")
    theme = ThemePage(1, "A", "B", quotes=(kept, gone), against=(gone,))
    report = report_of(gone, theme, notices=("Earlier.",))

    erased = erase_quotes(report, {"x-2", ""}, notice="One quotation was withdrawn.")

    gap = Quote("", ref="x-2", erased=True)
    blocks = (gap, ThemePage(1, "A", "B", quotes=(kept, gap), against=(gap,)))
    sections = (replace(report.sections[0], blocks=blocks),)
    notices = ("Earlier.", "One quotation was withdrawn.")
    assert erased == replace(report, sections=sections, notices=notices)


def test_erasing_changes_nothing_when_no_quote_is_meant():
    report = report_of(Quote("kept", "Nurse", "x-1"), Quote("no thread"))
    assert erase_quotes(report, {"x-9", ""}, notice="Something.") == report


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("a\x00b\x1fc\ufffed\ud800", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("tab\tstays, ŵ and 🙂 too", "tab\tstays, ŵ and 🙂 too"),
    ],
)
def test_text_is_made_printable(given, cleaned):
    assert clean_text(given) == cleaned
