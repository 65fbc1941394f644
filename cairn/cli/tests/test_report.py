"""`cairn report`, on made-up files and, where they are at hand, on real ones."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from cairn.cli import main
from cairn.cli._guessing import guess
from cairn.evidence.importers import read_table

SAID = (
    "The morning huddle kept the team calm and everybody knew the plan",
    "Our huddle each morning gave the team one plan",
    "A short huddle and a clear plan helped my team",
    "Video appointments saved patients a long journey",
    "Patients liked video appointments and the journey they saved",
    "Fewer journeys for patients because of video appointments",
)
REAL = Path(os.environ.get("CAIRN_REAL_INPUT", ""))
needs_real_input = pytest.mark.skipif(
    "CAIRN_REAL_INPUT" not in os.environ, reason="CAIRN_REAL_INPUT names no folder of real input"
)


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    rows = [(f"R{n}", "What should we keep?", text) for n, text in enumerate(SAID, start=1)]
    return write_csv(tmp_path / "survey.csv", ("response_id", "question", "answer"), *rows)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    return write_csv(
        tmp_path / "practice.csv",
        ("Domain", "System", "Examples of good practice", "Synopsis"),
        *[("People", "North Made-up", f"Example {n}", text) for n, text in enumerate(SAID)],
    )


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    return write_csv(
        tmp_path / "asked.csv",
        ("number", "heading", "recommendation"),
        ("7", "Place", "Let places decide."),
        ("8", "People", "Keep the huddles."),
        ("9", "Place", "Fund the places."),
    )


def run(*files: Path, out: Path, template: str = "open-listening-survey", more: tuple = ()) -> int:
    names = [str(file) for file in files]
    return main(["report", *names, "--template", template, "--out", str(out), *more])


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_everything_is_written_and_marked_on_every_page(survey, tmp_path):
    out = tmp_path / "out"
    assert run(survey, out=out) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "assignments.csv", "report.docx", "report.html", "report.pdf", "themes.json",
    ]  # fmt: skip
    mark = "Suggested by machine, not signed off by a person"
    assert [mark in page for page in pages(out / "report.pdf")] == [True] * len(
        pages(out / "report.pdf")
    )
    html = (out / "report.html").read_text("utf-8")
    assert html.count(mark) >= html.count('<section class="report-section"')
    themes = json.loads((out / "themes.json").read_text("utf-8"))
    assert sum(theme["size"] for theme in themes) == len(SAID)
    assert {quote["text"] for theme in themes for quote in theme["quotes"]} <= set(SAID)


def test_every_id_has_one_first_place(survey, tmp_path):
    run(survey, out=tmp_path / "out")
    rows = csv.DictReader(io.StringIO((tmp_path / "out" / "assignments.csv").read_text("utf-8")))
    first = [row["id"] for row in rows if row["rank"] == "1"]
    assert sorted(first) == ["R1", "R2", "R3", "R4", "R5", "R6"]


def test_same_input_and_seed_give_the_same_bytes(survey, tmp_path):
    for name in ("one", "two"):
        run(survey, out=tmp_path / name, more=("--seed", "4"))
    made = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    ]
    assert made[0] == made[1]


def test_good_practice_and_recommendations_find_their_places(practice, asked, tmp_path):
    out = tmp_path / "out"
    assert run(practice, asked, out=out, template="regional-lessons-learnt") == 0
    html = (out / "report.html").read_text("utf-8")
    assert html.count("<td>North Made-up</td>") == len(SAID)
    order = [html.index(text) for text in ("Let places", "Fund the places", "Keep the huddles")]
    assert order == sorted(order)


def test_recommendations_alone_are_read_for_themes(asked, tmp_path):
    assert run(asked, out=tmp_path / "out", template="regional-lessons-learnt") == 0
    rows = (tmp_path / "out" / "assignments.csv").read_text("utf-8").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {"1", "2", "3"}


def test_a_wide_file_has_a_text_a_question_and_one_person_a_row(tmp_path):
    path = write_csv(
        tmp_path / "wide.csv",
        ("ref", "role", "What should we keep, in your words?", "What must never come back?"),
        ("a", "Nurse", SAID[0], "Long forms that nobody reads at all"),
        ("b", "Nurse", SAID[1], ""),
    )
    found = guess(read_table(path, path.name), path.name).texts
    assert [(text.id, text.person, text.question, text.about) for text in found] == [
        ("a/1", "a", "What should we keep, in your words?", {"role": "Nurse"}),
        ("a/2", "a", "What must never come back?", {"role": "Nurse"}),
        ("b/1", "b", "What should we keep, in your words?", {"role": "Nurse"}),
    ]


def test_ids_of_several_files_are_kept_apart(survey, tmp_path):
    other = write_csv(tmp_path / "other.csv", ("id", "comment"), ("R1", SAID[0]), ("R2", SAID[3]))
    run(survey, other, out=tmp_path / "out")
    rows = (tmp_path / "out" / "assignments.csv").read_text("utf-8")
    assert "1:survey:R1," in rows
    assert "2:other:R1," in rows


def test_small_groups_are_not_counted_out(tmp_path):
    path = write_csv(tmp_path / "s.csv", ("role", "comment"), *[("Porter", text) for text in SAID])
    run(path, out=tmp_path / "out")
    html = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "6 texts from fewer than 11 people" in html
    assert "Porter *" in html


@pytest.mark.parametrize(
    ("content", "said", "code"),
    [
        (None, "there is no file", 3),
        (b"", "Nothing was written", 3),
        (b"comment\r\n", "Nothing was written", 3),
        (b"\x00\x01\x02\x03binary", "Nothing was written", 3),
    ],
)
def test_bad_files_end_in_a_plain_sentence_and_nothing_written(
    content, said, code, tmp_path, capsys
):
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    assert run(path, out=tmp_path / "out") == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unknown_template_lists_those_there_are(survey, tmp_path, capsys):
    assert run(survey, out=tmp_path / "out", template="no-such") == 2
    said = capsys.readouterr().err
    assert "there is no template 'no-such'" in said
    assert "open-listening-survey, rapid-learning-workshop, regional-lessons-learnt" in said


def test_a_folder_that_cannot_be_written_is_said_before_the_work(survey, tmp_path, capsys):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file stands here")
    assert run(survey, out=blocked / "out") == 1
    assert "cannot write to" in capsys.readouterr().err
    assert blocked.read_text() == "a file stands here"


@needs_real_input
def test_real_listening_survey(tmp_path):
    out = tmp_path / "out"
    assert run(REAL / "listening-survey-2020.csv", out=out) == 0
    rows = csv.DictReader(io.StringIO((out / "assignments.csv").read_text("utf-8")))
    assert len({row["id"] for row in rows if row["rank"] == "1"}) == 59


@needs_real_input
def test_real_regional_review(tmp_path):
    out = tmp_path / "out"
    files = (REAL / "good-practice-table-2020.xlsx", REAL / "recommendations-2020.csv")
    assert run(*files, out=out, template="regional-lessons-learnt") == 0
    html = (out / "report.html").read_text("utf-8")
    assert html.count('class="report-recommendation"') == 57
