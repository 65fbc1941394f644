import csv
import json
from pathlib import Path

import pytest

from cairn.cli import main

CODEBOOK = [
    {"id": "P", "name": "Parking", "definition": "Spaces for cars", "examples": ["No car spaces"]},
    {"id": "F", "name": "Food", "examples": ["The canteen was shut"]},
    {"id": "R", "name": "Rotas"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "codes.json").write_text(json.dumps(CODEBOOK), encoding="utf-8")
    (tmp_path / "said.csv").write_text(
        "ref,answer\na,Parking for my car\nb,Canteen food\nc,\n", encoding="utf-8"
    )
    (tmp_path / "coded.csv").write_text(
        "answer,codes\nLate rotas again,R\nCar park and canteen,parking|F\n", encoding="utf-8"
    )
    return tmp_path


def run(folder: Path, *more: str) -> int:
    given = ["--text", "answer", "--codebook", str(folder / "codes.json"), "--vectors", "null"]
    return main(
        ["suggest", str(folder / "said.csv"), *given, "--out", str(folder / "out.csv"), *more]
    )


def read_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "out.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_code_when_there_are_few(folder: Path) -> None:
    assert run(folder) == 0
    rows = read_rows(folder)
    assert list(rows[0]) == ["id", "code", "score", "accepted"]
    assert [row["id"] for row in rows] == ["1"] * 3 + ["2"] * 3 + ["3"] * 3
    assert [rows[0]["code"], rows[3]["code"]] == ["P", "F"]


def test_one_code_when_single(folder: Path) -> None:
    coded = ["--examples", str(folder / "coded.csv"), "--label", "codes"]
    assert run(folder, "--single", "--id", "ref", *coded) == 0
    given = [(row["id"], row["code"]) for row in read_rows(folder) if row["accepted"] == "1"]
    assert given == [("a", "P"), ("b", "F")]


def test_same_file_when_run_again(folder: Path) -> None:
    assert run(folder) == 0
    first = (folder / "out.csv").read_bytes()
    assert run(folder) == 0
    assert (folder / "out.csv").read_bytes() == first


def test_error_when_the_examples_name_another_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "coded.csv").write_text("answer,codes\nMore money,pay\n", encoding="utf-8")
    assert run(folder, "--examples", str(folder / "coded.csv"), "--label", "codes") == 3
    assert "row 2 of the examples names 'pay'" in capsys.readouterr().err
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize("book", ["{", "{}", "[1]", "[]", '[{"id": 1}, {"id": 1}]'])
def test_error_when_the_codebook_is_wrong(folder: Path, book: str) -> None:
    (folder / "codes.json").write_text(book, encoding="utf-8")
    assert run(folder) == 3
    assert not (folder / "out.csv").exists()


def test_error_when_labels_are_not_named(folder: Path) -> None:
    assert run(folder, "--examples", str(folder / "coded.csv")) == 2


def test_nothing_given_when_a_text_is_empty(folder: Path) -> None:
    assert run(folder) == 0
    empty = [row for row in read_rows(folder) if row["id"] == "3"]
    assert {(row["score"], row["accepted"]) for row in empty} == {("0.000000", "0")}


def test_error_when_ids_repeat(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "said.csv").write_text("ref,answer\na,Parking\na,Canteen\n", encoding="utf-8")
    assert run(folder, "--id", "ref") == 3
    assert "rows 2 and 3 have the same id" in capsys.readouterr().err
    assert not (folder / "out.csv").exists()


def test_codes_when_the_codebook_has_names_only_and_the_texts_are_welsh(folder: Path) -> None:
    book = [{"id": "b", "name": "Bwyd"}, {"id": "p", "name": "Parcio"}]
    (folder / "codes.json").write_text(json.dumps(book), encoding="utf-8")
    said = "ref,answer\n1,Roedd y bwyd yn oer\n2,Dim lle i barcio na pharcio\n3,Parcio drud\n"
    (folder / "said.csv").write_text(said, encoding="utf-8")
    assert run(folder) == 0
    best = {row["id"]: row["code"] for row in reversed(read_rows(folder))}
    assert (best["1"], best["3"]) == ("b", "p")
