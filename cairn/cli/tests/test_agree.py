import json

import pytest

from cairn.cli import main

ROWS = "text,who,theme\n" + "".join(
    f"{unit},{who},{code}\n"
    for who, codes in (("ana", "aabbc."), ("ben", "aabcc."))
    for unit, code in enumerate(codes)
    if code != "."
)


@pytest.fixture
def agree(tmp_path):
    def run(rows, *more):
        source, out = tmp_path / "codes.csv", tmp_path / "out.json"
        source.write_text(rows, "utf-8")
        columns = ["--unit", "text", "--coder", "who", "--code", "theme"]
        code = main(["agree", str(source), *columns, "--json", str(out), *more])
        return code, json.loads(out.read_text("utf-8")) if out.exists() else None

    return run


def test_agree_when_two_people_coded_five_texts(agree, capsys):
    code, found = agree(ROWS)
    assert code == 0
    assert (found["percent"], found["units"], found["coders"]) == (0.8, 5, 2)
    assert found["cohen"] == pytest.approx(0.705882)
    assert set(found["krippendorff_alpha"]) == {"value", "low", "high"}
    assert [one["code"] for one in found["per_code"]] == ["a", "b", "c"]
    assert [one["unit"] for one in found["disagreements"]] == ["3"]
    assert "5 units coded by two or more of 2 coders" in capsys.readouterr().out


def test_agree_when_nothing_was_coded_twice(agree):
    code, found = agree("text,who,theme\n1,ana,a\n2,ben,b\n")
    assert code == 0
    assert (found["percent"], found["krippendorff_alpha"]["value"]) == (None, None)
    assert found["undefined"]["percent"] == "no unit was coded by two people"


@pytest.mark.parametrize(
    ("rows", "more", "message"),
    [
        ("text,who\n1,ana\n", [], "there is no column 'theme'"),
        ("text,who,theme\n1,ana,\n", [], "holds no codes"),
        (ROWS, ["--level", "ordinal"], "codes have to be numbers, and 'a' is none"),
    ],
)
def test_agree_when_the_file_does_not_fit(agree, capsys, rows, more, message):
    assert agree(rows, *more) == (3, None)
    assert message in capsys.readouterr().err
