import pytest

from cairn.evidence.importers import Refusal, detect_importer, find_importers, read_table
from cairn.evidence.importers.tests.test_samples import SAMPLES, inputs


def test_the_importers_are_those_promised():
    assert list(find_importers()) == ["csv", "docx", "json", "transcript", "txt", "xlsx"]


@pytest.mark.parametrize("name", sorted(find_importers()))
def test_a_sample_is_told_by_content_and_name(name):
    assert {detect_importer(path, path.name.upper()) for path in inputs(name)} == {name}


def test_an_importer_can_be_chosen_in_place_of_the_one_found():
    path = SAMPLES / "txt" / "made-up-notes.txt"
    assert read_table(path, path.name, importer="csv").columns == ("These notes are made up.",)


def test_an_importer_that_is_not_there_is_refused():
    path = SAMPLES / "txt" / "made-up-notes.txt"
    with pytest.raises(Refusal, match="unknown_importer"):
        read_table(path, path.name, importer="crystal-ball")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="unreadable"):
        detect_importer(tmp_path / "gone.csv", "gone.csv")
