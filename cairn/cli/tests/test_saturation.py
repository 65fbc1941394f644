import json

import pytest

from cairn.cli import main


@pytest.fixture
def saturation(tmp_path):
    def run(rows, *more):
        source, out = tmp_path / "coded.csv", tmp_path / "out.json"
        source.write_text(rows, "utf-8")
        given = ["saturation", str(source), "--unit", "who", "--code", "code", "--json", str(out)]
        return main([*given, *more]), json.loads(out.read_text("utf-8")) if out.exists() else None

    return run


ROWS = "who,code\n" + "".join(
    f"{unit},{code}\n"
    for unit, codes in enumerate(["ab", "c", "d", "", "a", "b", "e"])
    for code in codes or [""]
)


def test_saturation_when_new_codes_stopped_coming(saturation, capsys):
    code, found = saturation(ROWS)
    assert code == 0
    assert (found["base"], found["run"], found["threshold"], found["reached_at"]) == (4, 2, 0.05, 4)
    assert [step["new"] for step in found["curve"]] == [2, 1, 1, 0, 0, 0, 1]
    assert "reached at 4 of 7 units" in capsys.readouterr().out


def test_saturation_when_another_base_is_asked_for(saturation):
    code, found = saturation(ROWS, "--base", "1", "--run", "1", "--threshold", "0")
    assert (code, found["reached_at"]) == (0, 3)


@pytest.mark.parametrize(
    ("rows", "message"),
    [("who\n1\n", "there is no column 'code'"), ("who,code\n,a\n", "holds no units")],
)
def test_saturation_when_the_file_does_not_fit(saturation, capsys, rows, message):
    assert saturation(rows) == (3, None)
    assert message in capsys.readouterr().err
