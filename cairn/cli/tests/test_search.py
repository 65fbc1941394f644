import csv
import json
from pathlib import Path

import pytest

from cairn.cli import main

# Made up for these tests.
DOCS = [
    {"id": "d1", "title": "Calls", "text": "A nurse rings people after they go home."},
    {"id": "d2", "title": "Parking", "text": "Permits are free and shared by a rota."},
    {"id": "d3", "title": "Drws", "text": "Mae gwirfoddolwyr yn croesawu pobl wrth y drws."},
]
QUERIES = [{"id": "q1", "text": "free parking"}, {"id": "q2", "text": "croesawu pobl"}]


def write_lines(path: Path, records: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    docs, queries = tmp_path / "docs.jsonl", tmp_path / "queries.jsonl"
    return [str(write_lines(docs, DOCS)), str(write_lines(queries, QUERIES))]


@pytest.mark.parametrize("tier", ["sentence", "static", "null"])
def test_hits_are_written_a_row_each(files: list[str], tmp_path: Path, tier: str) -> None:
    out = tmp_path / "hits.csv"
    assert main(["search", *files, "--out", str(out), "--count", "1", "--vectors", tier]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == ["query", "doc", "rank", "score"]
    assert [(r["query"], r["doc"], r["rank"]) for r in rows] == [
        ("q1", "d2", "1"),
        ("q2", "d3", "1"),
    ]


def test_the_same_seed_writes_the_same_bytes(files: list[str], tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("a.csv", "b.csv")]
    for out in outs:
        assert main(["search", *files, "--out", str(out), "--seed", "3"]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize(
    ("docs", "said"),
    [
        ([{"name": "x", "text": "y"}], "needs a field 'id'; it has: name, text"),
        ([{"id": "x", "words": "y"}], "needs a field 'text'; it has: id, words"),
        ([{"id": "x", "text": "y"}] * 2, "rows 1 and 2 have the same id"),
        ([{"id": " ", "text": "y"}], "row 1 has no id"),
    ],
)
def test_a_file_that_lacks_something_is_refused(
    files: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    docs: list[dict[str, str]],
    said: str,
) -> None:
    bad, out = write_lines(tmp_path / "bad.jsonl", docs), tmp_path / "hits.csv"
    assert main(["search", str(bad), files[1], "--out", str(out)]) == 3
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_tier_that_is_not_set_up_is_refused(
    files: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CAIRN_VECTORS", str(tmp_path))
    out = tmp_path / "hits.csv"
    assert main(["search", *files, "--out", str(out), "--vectors", "sentence"]) == 3
    assert "the files of the sentence vectors are not set up" in capsys.readouterr().err
    assert not out.exists()
