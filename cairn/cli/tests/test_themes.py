import csv
import json
from pathlib import Path

import pytest

from cairn.cli import main

ROWS = [
    ("a1", "Free parking should stay"),
    ("a2", "The video calls saved a journey, and video suits me"),
    ("a3", ""),
    ("a4", "Parking permits, free parking"),
    ("a5", 'She said "keep video calls"\nand so do I'),
    ("a6", "Mae parcio am ddim yn help: parking"),
]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("ref", "answer"), *ROWS])
    return path


def _run(survey: Path, out: Path, *more: str) -> int:
    return main(["themes", str(survey), "--text", "answer", "--out", str(out), *more])


def _read_places(out: Path) -> list[dict[str, str]]:
    with (out / "assignments.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_files_when_ids_are_named(survey: Path, tmp_path: Path) -> None:
    assert _run(survey, tmp_path / "out", "--id", "ref", "--k", "2") == 0
    themes = json.loads((tmp_path / "out" / "themes.json").read_text(encoding="utf-8"))
    texts = dict(ROWS)
    assert [theme["size"] for theme in themes] == [4, 2]
    assert all(q["text"] in texts[q["id"]] for theme in themes for q in theme["quotes"])
    places = _read_places(tmp_path / "out")
    assert [place["id"] for place in places if place["rank"] == "1"] == [name for name, _ in ROWS]
    assert list(places[0]) == ["id", "theme", "score", "rank"]


def test_ids_when_none_are_named(survey: Path, tmp_path: Path) -> None:
    assert _run(survey, tmp_path / "out") == 0
    first = [place["id"] for place in _read_places(tmp_path / "out") if place["rank"] == "1"]
    assert first == ["1", "2", "3", "4", "5", "6"]


def test_bytes_when_run_twice(survey: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert _run(survey, tmp_path / out, "--seed", "5") == 0
    for name in ("themes.json", "assignments.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [
        "assignments.csv",
        "themes.json",
    ]


def test_refusal_when_the_column_is_not_there(
    survey: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["themes", str(survey), "--text", "words", "--out", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err == (
        f"cairn themes: {survey}: there is no column 'words'; the columns are: ref, answer. "
        "Nothing was written.\n"
    )
    assert not (tmp_path / "out").exists()


def test_refusal_when_the_file_is_missing_or_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert _run(empty, tmp_path / "out") == 3
    assert _run(tmp_path / "none.csv", tmp_path / "out") == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("second", "message"),
    [("a", "rows 2 and 3 have the same id"), (" ", "row 3 has no id")],
)
def test_refusal_when_ids_do_not_tell_rows_apart(
    second: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "twice.csv"
    path.write_text(f"ref,answer\na,one\n{second},two\n", encoding="utf-8")
    assert _run(path, tmp_path / "out", "--id", "ref") == 3
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("bad", [["--k", "0"], ["--k", "two"], ["--seed", "-1"]])
def test_usage_when_a_number_is_bad(bad: list[str], survey: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        _run(survey, tmp_path / "out", *bad)
    assert stop.value.code == 2


def test_usage_when_out_is_a_file(survey: Path) -> None:
    assert _run(survey, survey) == 2


def test_jsonl_when_read(tmp_path: Path) -> None:
    path = tmp_path / "survey.jsonl"
    rows = [json.dumps({"ref": name, "answer": text}) for name, text in ROWS]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert _run(path, tmp_path / "out", "--id", "ref") == 0
    assert len({place["id"] for place in _read_places(tmp_path / "out")}) == 6


def test_refusal_when_a_line_of_jsonl_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "survey.jsonl"
    path.write_text('{"answer": "one"}\n{"answer": \n', encoding="utf-8")
    assert _run(path, tmp_path / "out") == 3
    assert "Nothing was written." in capsys.readouterr().err
