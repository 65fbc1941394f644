import json
from pathlib import Path

import pytest

from cairn.evidence.importers import Options, Table, find_importers, read_table

SAMPLES = Path(__file__).parents[4] / "samples" / "importers"


def inputs(name: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / name).glob("*") if path.name != "expected.json")


def as_written(table: Table) -> dict[str, object]:
    return {
        "importer": table.importer,
        "columns": list(table.columns),
        "rows": [[row.number, *row.cells] for row in table.rows],
        "notes": [[note.code, dict(note.params)] for note in table.notes],
        "splits": list(table.splits),
        "speakers": {speaker.name: speaker.turns for speaker in table.speakers},
        "sheets": list(table.sheets),
        "separator": table.separator,
        "encoding": table.encoding,
    }


def test_every_importer_has_a_sample_and_every_sample_an_importer():
    folders = {path.name for path in SAMPLES.iterdir()}
    assert folders == set(find_importers())


@pytest.mark.parametrize("name", sorted(find_importers()))
def test_the_samples_are_read_as_expected(name):
    expected = json.loads((SAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    read = {path.name: as_written(read_table(path, path.name, Options())) for path in inputs(name)}
    assert read == expected


@pytest.mark.parametrize("name", sorted(find_importers()))
def test_an_importer_says_what_it_is(name):
    importer = find_importers()[name]
    assert name == importer.NAME
    assert importer.LABEL
    assert importer.MAX_BYTES > 0
    assert {path.suffix for path in inputs(name)} <= set(importer.EXTENSIONS)
    assert len(inputs(name)) > 0
