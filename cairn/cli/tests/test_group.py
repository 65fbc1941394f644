import csv
import json
from pathlib import Path

import pytest

from cairn.cli import main

HEADER = "person,profession,place\n"
JOBS, PLACES = ("nurse", "porter", "doctor"), ("north", "south")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    rows = [f"p{row},{JOBS[row % 3]},{PLACES[row % 2]}\n" for row in range(16)]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def _run(people: Path, *more: str) -> int:
    out = people.parent / "groups.csv"
    asked = ["group", str(people), "--traits", "profession,place", "--steps", "400"]
    return main([*asked, "--out", str(out), *more])


def _write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def _read_groups(people: Path) -> dict[str, dict[str, str]]:
    rounds: dict[str, dict[str, str]] = {}
    with (people.parent / "groups.csv").open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["round", "group", "person"]
        for row in reader:
            rounds.setdefault(row["round"], {})[row["person"]] = row["group"]
    return rounds


def test_rows_when_people_are_grouped_in_rounds(people: Path) -> None:
    apart = _write(people.parent, "apart.csv", "person,other\np0,p1\n")
    together = _write(people.parent, "together.csv", "person,other\np2,p3\n")
    more = ("--max", "6", "--rounds", "2", "--apart", apart, "--together", together)
    assert _run(people, *more) == 0
    rounds = _read_groups(people)
    assert list(rounds) == ["1", "2"]
    for placed in rounds.values():
        assert sorted(placed) == sorted(f"p{row}" for row in range(16))
        groups = list(placed.values())
        assert sorted(groups.count(group) for group in set(groups)) == [5, 5, 6]
        assert placed["p0"] != placed["p1"]
        assert placed["p2"] == placed["p3"]


def test_sessions_when_people_say_when_they_can_come(people: Path) -> None:
    rows = [f"p{row},{day}\n" for row in range(16) for day in ("Mon", "Tue", "Wed")[row % 2 :]]
    days = _write(people.parent, "days.csv", "person,session\n" + "".join(rows))
    assert _run(people, "--availability", days) == 0
    placed = _read_groups(people)["1"]
    assert set(placed.values()) <= {"Mon", "Tue", "Wed"}
    assert all(placed[f"p{row}"] != "Mon" for row in range(1, 16, 2))


def test_first_rows_count_when_files_have_no_headings(people: Path) -> None:
    apart = _write(people.parent, "apart.csv", "p0,p1\np2,p3\n")
    rows = [
        f"p{row},{day}\n" for row in range(16) for day in ("Tue", "Mon", "Wed")[: 3 if row else 1]
    ]
    days = _write(people.parent, "days.csv", "".join(rows))
    assert _run(people, "--apart", apart, "--availability", days) == 0
    placed = _read_groups(people)["1"]
    assert placed["p0"] == "Tue"
    assert placed["p0"] != placed["p1"]


def test_bytes_when_run_twice(people: Path) -> None:
    out = people.parent / "groups.csv"
    made = []
    for _ in range(2):
        assert _run(people, "--seed", "4") == 0
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--apart", "a,b\np0,p99\n", "names 'p99', who is not among the people"),
        ("--apart", "a,b\np0,p0\n", "row 2 pairs p0 with themselves"),
        ("--together", "a,b\np0,p1\np1,p2\np2,p3\np3,p4\n", "p0, p1, p2, p3, p4 have to sit"),
        ("--availability", "person,session\np0,Mon\n", "p1 can come to no session"),
    ],
)
def test_refusal_that_names_who_when_the_rules_leave_no_way(
    people: Path, option: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(people, "--max", "4", option, _write(people.parent, "rule.csv", text)) == 3
    assert said in capsys.readouterr().err
    assert not (people.parent / "groups.csv").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--id", "staff"], "there is no column 'staff'"),
        (["--traits", "age"], "there is no column 'age'"),
    ],
)
def test_refusal_when_a_column_is_not_there(
    people: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(people, *more) == 3
    assert said in capsys.readouterr().err


def test_refusal_when_names_repeat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + "p1,nurse,north\np1,porter,south\n", encoding="utf-8")
    assert _run(path) == 3
    assert "column 'person' names p1 more than once" in capsys.readouterr().err


def test_json_when_distances_are_given(tmp_path: Path) -> None:
    pairs = "4 2 ss 2 2 2 2\n0 1 1\n0 2 5\n0 3 1\n1 2 1\n1 3 4\n2 3 1\n"
    path, out = _write(tmp_path, "pairs.txt", pairs), tmp_path / "found.json"
    assert main(["group", "--distances", path, "--seconds", "1", "--json", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["value"], found["bound"], found["proved"]) == (9.0, 9.0, True)
    assert sorted(map(sorted, found["groups"])) == [[0, 2], [1, 3]]


def test_refusal_when_an_instance_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = _write(tmp_path, "pairs.txt", "2 1 ss 2 2\n0 x 1\n"), tmp_path / "found.json"
    assert main(["group", "--distances", path, "--json", str(out)]) == 3
    assert "line 2 must be: member, member, distance" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("asked", [[], ["--distances", "x"], ["people.csv", "--out", "x.csv"]])
def test_usage_when_something_is_left_out(asked: list[str]) -> None:
    assert main(["group", *asked]) == 2
