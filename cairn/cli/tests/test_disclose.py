import json
from pathlib import Path

import pytest

from cairn.cli import main

CELLS = [
    ("Nurses", "Yes", 3), ("Nurses", "No", 20), ("Nurses", "Unsure", 30),
    ("Porters", "Yes", 25), ("Porters", "No", 22), ("Porters", "Unsure", 40),
    ("Doctors", "Yes", 50), ("Doctors", "No", 60), ("Doctors", "Unsure", 70),
]  # fmt: skip


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    path = tmp_path / "cells.csv"
    rows = [f"{group},{said},{people}" for group, said, people in CELLS]
    path.write_text("\n".join(["group,said,people", *rows]) + "\n")
    return path


def _disclose(cells: Path, *more: str) -> int:
    named = ["--rows", "group", "--columns", "said", "--count", "people"]
    return main(["disclose", str(cells), *named, "--out", str(cells.parent / "out.csv"), *more])


def _attack(cells: Path, *more: str) -> dict:
    out = cells.parent / "found.json"
    assert main(["attack", str(cells.parent / "out.csv"), "--json", str(out), *more]) == 0
    return json.loads(out.read_text())


def test_table_when_the_rule_is_staff(cells: Path) -> None:
    assert _disclose(cells) == 0
    assert (cells.parent / "out.csv").read_text() == (
        "group,Yes,No,Unsure,Total\n"
        "Nurses,*,*,30,53\n"
        "Porters,*,*,40,87\n"
        "Doctors,50,60,70,180\n"
        "Total,78,102,140,320\n"
    )
    found = _attack(cells)
    assert (found["exact"], found["narrow"], len(found["cells"])) == (0, 0, 4)
    assert found["cells"][0] == {
        "row": "Nurses", "column": "Yes", "low": 1, "high": 22, "exact": False, "narrow": False,
    }  # fmt: skip


def test_table_when_the_rule_rounds(cells: Path) -> None:
    assert _disclose(cells, "--rule", "health-statistics") == 0
    assert (cells.parent / "out.csv").read_text().splitlines()[1:3] == [
        "Nurses,*,20,30,55",
        "Porters,25,20,40,85",
    ]
    found = _attack(cells, "--rule", "health-statistics")
    assert (found["exact"], found["assumed"]) == (0, "small_cells")


def test_attack_when_only_the_small_cell_was_hidden(cells: Path) -> None:
    (cells.parent / "out.csv").write_text(
        "group,Yes,No,Total\na,*,20,23\nb,9,40,49\nTotal,12,60,72\n"
    )
    found = _attack(cells)
    assert (found["exact"], found["narrow"]) == (1, 1)
    assert [(cell["low"], cell["high"]) for cell in found["cells"]] == [(3, 3)]


def test_cells_when_some_are_not_there(cells: Path) -> None:
    cells.write_text('group,said,people\na,x,"1,200"\nb,y,40\nb,x,\n')
    assert _disclose(cells, "--k", "5") == 0
    assert (cells.parent / "out.csv").read_text() == (
        "group,x,y,Total\na,1200,0,1200\nb,0,40,40\nTotal,1200,40,1240\n"
    )


def test_whole_groups_when_asked_for(cells: Path) -> None:
    cells.write_text("group,said,people\na,x,30\na,y,0\nb,x,40\nb,y,50\nc,x,60\nc,y,45\n")
    assert _disclose(cells, "--whole-groups") == 0
    lines = (cells.parent / "out.csv").read_text().splitlines()
    assert lines[1] == "a,*,*,30"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Nurses,Yes,4", "row 11 gives 'Nurses' and 'Yes' for the second time."),
        ("Total,Yes,4", "row 11 is named Total; leave totals out"),
        ("Clerks,Yes,-4", "row 11 has '-4' where a whole number"),
        ("Clerks,Yes,few", "row 11 has 'few' where a whole number"),
    ],
)
def test_refusal_when_a_cell_is_bad(
    row: str, message: str, cells: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells.write_text(cells.read_text() + row + "\n")
    assert _disclose(cells) == 3
    assert message in capsys.readouterr().err
    assert not (cells.parent / "out.csv").exists()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("group,Yes,No\na,1,2\nb,3,4\n", "the last column and the last row"),
        ("group,Yes,Total\na,few,12\nTotal,12,12\n", "row 2 holds 'few'"),
        ("group,Yes,No,Total\na,*,20,10\nTotal,30,20,50\n", "no table agrees"),
    ],
)
def test_refusal_when_a_released_table_is_bad(
    table: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.csv").write_text(table)
    out = tmp_path / "found.json"
    assert main(["attack", str(tmp_path / "bad.csv"), "--json", str(out)]) == 3
    assert message in capsys.readouterr().err
    assert not out.exists()
