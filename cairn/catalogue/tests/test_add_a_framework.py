"""The page that tells how to add a framework does what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cairn.catalogue.shelves import HERE, ShelfError, load_catalogue, load_framework_text

PAGE = (HERE.parent.parent / "docs" / "how-to" / "add-a-framework.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
EXAMPLE = next(body for language, body in BLOCKS if language == "yaml")


@pytest.fixture
def shelves(tmp_path: Path) -> Path:
    for shelf in ("frameworks", "instruments", "outlines", "templates"):
        shutil.copytree(HERE / shelf, tmp_path / shelf)
    return tmp_path


def test_example_loads_when_pasted() -> None:
    found = load_framework_text(EXAMPLE)

    assert [item.code for item in found.walk()] == [
        "arriving",
        "being_seen",
        "explained",
        "going_home",
    ]


def test_example_is_found_when_saved_under_the_name_the_page_gives(shelves: Path) -> None:
    (shelves / "frameworks" / "visit-moments.1.yaml").write_text(EXAMPLE, "utf-8")

    found = load_catalogue(shelves).frameworks["visit-moments", 1]

    assert found == load_framework_text(EXAMPLE)


def test_error_on_the_page_is_the_one_given(shelves: Path) -> None:
    without = EXAMPLE.replace("{en: Being seen, cy: Cael eich gweld}", "{en: Being seen}")
    (shelves / "frameworks" / "visit-moments.1.yaml").write_text(without, "utf-8")

    with pytest.raises(ShelfError) as caught:
        load_catalogue(shelves)

    assert f"```\n{caught.value}\n```" in PAGE
