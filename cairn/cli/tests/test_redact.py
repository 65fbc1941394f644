import csv
from pathlib import Path

import pytest

from cairn.cli import main

ROWS = [
    ("a1", "Thanks to Priya on Ward 7"),
    ("a2", "The food was cold"),
    ("a3", 'Roedd y gofal yn wych,\n"diolch Siân" meddai fy mam wrth y nyrs'),
]


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "comments.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("ref", "said"), *ROWS])
    return path


def _run(comments: Path, *more: str) -> int:
    return main(["redact", str(comments), "--text", "said", *more])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_places_when_ids_are_named(comments, tmp_path, capsys):
    assert _run(comments, "--id", "ref", "--out", str(tmp_path / "found.csv")) == 0
    rows = _rows(tmp_path / "found.csv")
    assert list(rows[0]) == ["id", "start", "end", "kind", "text", "score"]
    assert [(row["id"], row["kind"], row["text"]) for row in rows] == [
        ("a1", "name", "Priya"), ("a1", "ward", "Ward 7"), ("a3", "name", "Siân"),
    ]  # fmt: skip
    said = dict(ROWS)
    assert all(said[row["id"]][int(row["start"]) : int(row["end"])] == row["text"] for row in rows)
    assert "3 places in 2 of 3 texts" in capsys.readouterr().out


def test_texts_when_places_go_to_another_file(comments, tmp_path):
    places, texts = tmp_path / "places.csv", tmp_path / "texts.csv"
    assert _run(comments, "--out", str(texts), "--spans", str(places)) == 0
    assert [row["id"] for row in _rows(places)] == ["1", "1", "3"]
    assert [(row["id"], row["text"]) for row in _rows(texts)] == [
        ("1", "Thanks to [name] on [ward]"),
        ("2", "The food was cold"),
        ("3", 'Roedd y gofal yn wych,\n"diolch [enw]" meddai fy mam wrth y nyrs'),
    ]


def test_bytes_when_run_twice(comments, tmp_path):
    for name in ("one.csv", "two.csv"):
        assert _run(comments, "--out", str(tmp_path / name), "--seed", "7") == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--id", "said2"], "there is no column 'said2'"),
        (["--spans", "found.csv"], "name the same file"),
    ],
)
def test_refusals_write_nothing(comments, tmp_path, monkeypatch, capsys, more, said):
    monkeypatch.chdir(tmp_path)
    assert _run(comments, "--out", "found.csv", *more) != 0
    assert said in capsys.readouterr().err
    assert not (tmp_path / "found.csv").exists()


def test_ids_when_one_comes_twice(comments, capsys):
    comments.write_text("ref,said\nx,Hello\nx,Bye\n", encoding="utf-8")
    assert _run(comments, "--id", "ref", "--out", str(comments.parent / "out.csv")) != 0
    assert "rows 2 and 3 have the same id" in capsys.readouterr().err
