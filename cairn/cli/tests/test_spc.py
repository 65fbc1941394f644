import json
from pathlib import Path

import pytest

from cairn.cli import main

ROWS = [f"{day:02d}/03/2024,{10 + day % 2},{100 + day}" for day in range(16, 0, -1)]


@pytest.fixture
def measure(tmp_path: Path) -> Path:
    path = tmp_path / "measure.csv"
    path.write_text("\n".join(["when,calls,asked", *ROWS, "17/03/2024,30,117", ",,"]) + "\n")
    return path


def _run(measure: Path, *more: str) -> int:
    named = ["spc", str(measure), "--date", "when", "--value", "calls"]
    return main([*named, "--json", str(measure.parent / "out.json"), *more])


def _read(measure: Path) -> dict:
    return json.loads((measure.parent / "out.json").read_text())


def test_files_when_rows_are_not_in_order(measure: Path) -> None:
    svg = measure.parent / "out.svg"
    assert _run(measure, "--svg", str(svg), "--improvement", "up", "--target", "12") == 0
    found = _read(measure)
    assert [point["date"] for point in found["points"]][:2] == ["2024-03-01", "2024-03-02"]
    assert (found["rule_set"], found["version"]) == ("nhs-making-data-count", "1")
    assert found["points"][-1]["signals"] == ["outside_high"]
    assert (found["variation"], found["assurance"]) == ("improvement", "hit-or-miss")
    assert round(found["mean"], 3) == 11.647
    assert svg.read_text().startswith("<svg")


def test_limits_when_a_step_is_named(measure: Path) -> None:
    assert _run(measure, "--step", "09/03/2024=new rota", "2024-03-13") == 0
    found = _read(measure)
    assert [(each["start"], each["reason"], each["measured"]) for each in found["segments"]] == [
        ("2024-03-01", "", 8),
        ("2024-03-09", "new rota", 4),
        ("2024-03-13", "asked for on the command line", 5),
    ]


def test_rates_when_a_denominator_is_named(measure: Path) -> None:
    assert _run(measure, "--chart", "up", "--denominator", "asked") == 0
    assert _read(measure)["points"][0]["value"] == 11 / 101


def test_notices_are_said(measure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure.write_text("when,calls\n1 Mar 2024,4\n1 Mar 2024,5\n3 Mar 2024,\n")
    assert _run(measure) == 0
    assert capsys.readouterr().err.splitlines() == [
        "cairn spc: several values have the same date: 2024-03-01",
        "cairn spc: nothing was measured on: 2024-03-03",
        "cairn spc: from 2024-03-01 on only 2 values: too few for shifts and trends",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("soon,4\n", "row 2: 'soon' is no date; write it as 2024-04-03 or 03/04/2024."),
        ("1 Mar 2024,few\n", "row 2: 'few' is no number."),
        ("1 Mar 2024,\n", "nothing was measured; a chart needs at least one value."),
    ],
)
def test_refusal_when_a_row_cannot_be_read(
    rows: str, message: str, measure: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measure.write_text("when,calls\n" + rows)
    assert _run(measure) == 3
    assert capsys.readouterr().err.endswith(f"{message} Nothing was written.\n")
    assert not (measure.parent / "out.json").exists()


def test_usage_when_the_denominator_does_not_fit(measure: Path) -> None:
    assert _run(measure, "--chart", "p") == 2
    assert _run(measure, "--denominator", "asked") == 2
    named = ["spc", str(measure), "--date", "when", "--value", "calls"]
    assert main(named) == 2
    assert main([*named, "--json", str(measure.parent)]) == 2


@pytest.mark.parametrize("bad", [["--step", "soon"], ["--target", "high"], ["--chart", "pie"]])
def test_usage_when_an_option_cannot_be_read(bad: list[str], measure: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        _run(measure, *bad)
    assert stop.value.code == 2
