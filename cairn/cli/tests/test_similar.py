import csv
from pathlib import Path

import pytest

from cairn.cli import main

ROWS = [
    ("a1", "The car park is dear for people who visit every day"),
    ("a2", "THE CAR PARK is dear, for people who visit every day!"),
    ("a3", "Letters came after the visit they were about"),
    ("a4", ""),
    ("a5", "For daily visitors the park for cars is dear, people who visit say"),
]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("ref", "answer"), *ROWS])
    return path


def _run(survey: Path, *more: str) -> int:
    out = survey.parent / "pairs.csv"
    asked = ["similar", str(survey), "--text", "answer", "--vectors", "null", "--out", str(out)]
    return main([*asked, *more])


def _read(survey: Path) -> list[list[str]]:
    with (survey.parent / "pairs.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_pairs_when_ids_are_named_or_counted(survey: Path) -> None:
    assert _run(survey, "--id", "ref") == 0
    head, first, *_ = _read(survey)
    assert head == ["id_a", "id_b", "kind", "score"]
    assert first == ["a1", "a2", "near_duplicate", "1.0000"]
    assert _run(survey) == 0
    assert _read(survey)[1] == ["1", "2", "near_duplicate", "1.0000"]


def test_bytes_when_run_twice(survey: Path) -> None:
    made = []
    for _ in range(2):
        assert _run(survey, "--seed", "3") == 0
        made.append((survey.parent / "pairs.csv").read_bytes())
    assert made[0] == made[1]


def test_refusal_when_the_column_is_not_there(
    survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(survey, "--id", "person") == 3
    assert "there is no column 'person'; the columns are: ref, answer" in capsys.readouterr().err
    assert not (survey.parent / "pairs.csv").exists()


def test_usage_when_out_is_a_folder(survey: Path) -> None:
    assert main(["similar", str(survey), "--text", "answer", "--out", str(survey.parent)]) == 2
