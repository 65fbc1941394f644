"""The pages that tell how to add an instrument do what they say."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cairn.catalogue import asking
from cairn.catalogue.asking import KINDS, pages, untranslated
from cairn.catalogue.shelves import HERE, ShelfError, load_catalogue, load_instrument_text

DOCS = HERE.parent.parent / "docs"
PAGE = (DOCS / "how-to" / "add-an-instrument.md").read_text("utf-8")
REFERENCE = (DOCS / "reference" / "instruments.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
EXAMPLE = next(body for language, body in BLOCKS if language == "yaml")
SCHEMA = json.loads((HERE / "schemas" / "instrument.json").read_text("utf-8"))


@pytest.fixture
def shelves(tmp_path: Path) -> Path:
    for shelf in ("frameworks", "instruments", "outlines", "templates"):
        shutil.copytree(HERE / shelf, tmp_path / shelf)
    return tmp_path


def test_example_is_found_when_saved_under_the_name_the_page_gives(shelves: Path) -> None:
    (shelves / "instruments" / "ward-visit.1.yaml").write_text(EXAMPLE, "utf-8")

    found = load_catalogue(shelves).instruments["ward-visit", 1]

    assert found == load_instrument_text(EXAMPLE)


def test_example_asks_what_the_page_says() -> None:
    found = load_instrument_text(EXAMPLE)

    assert untranslated(found, "cy") == ()
    assert [page.keys for page in pages(found, {})] == [("came_in",), ("welcome", "waiting")]
    assert [page.keys for page in pages(found, {"came_in": "turned_away"})][1] == ("why_not",)


def test_error_on_the_page_is_the_one_given(shelves: Path) -> None:
    wrong = EXAMPLE.replace("options: [turned_away]", "options: [sent_home]")
    (shelves / "instruments" / "ward-visit.1.yaml").write_text(wrong, "utf-8")

    with pytest.raises(ShelfError) as caught:
        load_catalogue(shelves)

    assert f"```\n{caught.value}\n```" in PAGE


def test_python_on_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(next(body for language, body in BLOCKS if language == "python"), {})

    assert capsys.readouterr().out.splitlines()[0] == "barometer same"


def _named(heading: str) -> set[str]:
    part = REFERENCE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Fields of an instrument", set(SCHEMA["properties"])),
        ("Fields of a section", set(SCHEMA["$defs"]["section"]["properties"])),
        ("Fields of a question", set(SCHEMA["$defs"]["question"]["properties"])),
        ("Kinds of question", set(KINDS)),
        ("In Python", {name for name in asking.__all__ if name.islower()}),
    ],
)
def test_reference_lists_what_there_is(heading: str, names: set[str]) -> None:
    assert _named(heading) == names
