import csv

import pytest

from cairn.cli import main


@pytest.fixture
def run(tmp_path):
    def run(command, rows, *more):
        source, out = tmp_path / "texts.csv", tmp_path / "out.csv"
        source.write_text(rows, "utf-8")
        code = main([command, str(source), "--text", "said", "--out", str(out), *more])
        lines = out.read_text("utf-8").splitlines() if out.exists() else None
        return code, lines and list(csv.DictReader(lines))

    return run


ROWS = 'ref,said\na,"I took an overdose and nobody rang."\nb,Nice tea.\nc,\n'


def test_triage_when_one_text_tells_of_harm(run, capsys):
    code, rows = run("triage", ROWS, "--id", "ref", "--vectors", "null")
    assert code == 0
    assert [(row["id"], row["flagged"], row["kind"]) for row in rows] == [
        ("a", "true", "suicidal_thought"), ("b", "false", ""), ("c", "false", ""),
    ]  # fmt: skip
    assert "1 of 3 texts are for a person to read first" in capsys.readouterr().out


def test_position_when_examples_bring_labels_of_their_own(run, tmp_path):
    examples = tmp_path / "examples.csv"
    examples.write_text(
        "said,side\n" + "keep it open,for\nshut it down,against\n" * 5, encoding="utf-8"
    )
    given = ["--examples", str(examples), "--label", "side", "--vectors", "null"]
    code, rows = run("position", "said\nplease keep it open\nshut it\n", *given)
    assert code == 0
    assert [(row["id"], row["position"]) for row in rows] == [("1", "for"), ("2", "against")]


@pytest.mark.parametrize(
    ("rows", "more", "code", "message"),
    [
        ("said\nx\n", ["--label", "side"], 2, "go together"),
        ("other\nx\n", [], 3, "there is no column 'said'"),
        ("said\n", [], 3, "There are no rows below the heading row"),
        ("ref,said\na,x\na,y\n", ["--id", "ref"], 3, "rows 2 and 3 have the same id"),
        ("ref,said\n,x\n", ["--id", "ref"], 3, "row 2 has no id"),
    ],
)
def test_position_when_it_cannot_be_done(run, capsys, rows, more, code, message):
    assert run("position", rows, *more) == (code, None)
    assert message in capsys.readouterr().err
