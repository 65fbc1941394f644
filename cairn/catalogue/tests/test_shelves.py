"""The shelves as files: their shape, their languages, their versions, and what a broken one says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from cairn.catalogue.shelves import HERE, ShelfError, load_catalogue, load_framework_text

FILES = sorted(HERE.glob("*/*.yaml"))
RELEASED = HERE / "released.json"
SMALL = """
code: own-list
version: 1
name: {en: Own list}
description: {en: A made-up list for the tests.}
source: Cairn
licence: Apache-2.0
items:
  - {code: one, name: {en: One}, definition: {en: The first.}}
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    for shelf in ("frameworks", "instruments", "notices", "outlines", "templates"):
        shutil.copytree(HERE / shelf, tmp_path / shelf)
    return tmp_path


def _change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_file_is_on_a_shelf_of_the_catalogue() -> None:
    found = load_catalogue()
    shelves = {
        "frameworks": found.frameworks,
        "instruments": found.instruments,
        "notices": found.notices,
        "outlines": found.outlines,
        "templates": found.templates,
    }
    loaded = {f"{shelf}/{code}.{n}.yaml" for shelf, each in shelves.items() for code, n in each}

    assert loaded == {path.relative_to(HERE).as_posix() for path in FILES}


def test_released_versions_are_unchanged_and_all_recorded() -> None:
    recorded = json.loads(RELEASED.read_text("utf-8"))
    found = {
        path.relative_to(HERE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FILES
    }

    assert found == recorded, (
        "A released version was edited, or a new one is not recorded. Put an edited file back and "
        "make the next version; record a new file with python -m scripts.record_shelves."
    )


BROKEN: list[tuple[str, str, str, str, str]] = [
    (
        "a misspelt name",
        "frameworks/six-domains.1.yaml",
        "licence:",
        "license:",
        r"six-domains.1.yaml: the file: .*'license' was unexpected",
    ),
    (
        "no Welsh",
        "frameworks/six-domains.1.yaml",
        'cy: "Pobl"',
        'cy: ""',
        r"six-domains.1.yaml: items 4 > name has no Welsh \(cy\)",
    ),
    (
        "a code twice",
        "frameworks/six-domains.1.yaml",
        "code: people",
        "code: governance",
        r"six-domains.1.yaml: items: the code 'governance' is used twice",
    ),
    (
        "a code with a space",
        "frameworks/six-domains.1.yaml",
        "code: people",
        "code: the people",
        r"six-domains.1.yaml: items 4 > code: 'the people' is not a code",
    ),
    (
        "a key twice",
        "frameworks/six-domains.1.yaml",
        "version: 1",
        "version: 1\nversion: 2",
        r"six-domains.1.yaml: line 3 is not YAML we can read: 'version' is said twice",
    ),
    (
        "a version that is not the file's",
        "frameworks/six-domains.1.yaml",
        "version: 1",
        "version: 2",
        r"should be named six-domains.2.yaml",
    ),
    (
        "not YAML",
        "outlines/theme-report.1.yaml",
        "sections:",
        "sections: [",
        r"theme-report.1.yaml: line \d+ is not YAML we can read",
    ),
    (
        "an unknown section kind",
        "outlines/theme-report.1.yaml",
        "kind: facts",
        "kind: numbers",
        r"theme-report.1.yaml: sections 2 > kind: 'numbers' is not one of: prose, facts",
    ),
    (
        "an unknown framework in an outline",
        "outlines/learning-report.1.yaml",
        "framework: workstreams",
        "framework: streams",
        r"learning-report.1.yaml: sections: there is no 'streams'. Known: .*workstreams",
    ),
    (
        "an unknown framework in a template",
        "templates/regional-lessons-learnt.1.yaml",
        "{code: six-domains,",
        "{code: seven-domains,",
        r"regional-lessons-learnt.1.yaml: frameworks: there is no 'seven-domains'",
    ),
    (
        "an unknown outline",
        "templates/open-listening-survey.1.yaml",
        "outline: theme-report",
        "outline: theme-book",
        r"open-listening-survey.1.yaml: outline: there is no 'theme-book'",
    ),
    (
        "an unknown instrument",
        "templates/open-listening-survey.1.yaml",
        "question_sets: [listening-survey,",
        "question_sets: [talking-survey,",
        r"question_sets: there is no 'talking-survey'",
    ),
    (
        "an unknown risk category",
        "templates/open-listening-survey.1.yaml",
        "category: communications",
        "category: weather",
        r"risks: there is no 'weather'. Known: communications, confidentiality",
    ),
    (
        "an unknown rate",
        "templates/open-listening-survey.1.yaml",
        "rates: [set_up,",
        "rates: [lunch,",
        r"costs > levels: there is no 'lunch'",
    ),
    (
        "a place off the axes",
        "frameworks/future-change-matrix.1.yaml",
        "position: {during: stopped,",
        "position: {during: paused,",
        r"'let_go' stands at 'during: paused', not on an axis",
    ),
    (
        "answers to an open question",
        "instruments/staff-survey.1.yaml",
        "kind: scale",
        "kind: long_text",
        r"staff-survey.1.yaml: questions 1: only choice, choices and scale",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken_file_gets_a_plain_error(
    scratch: Path, name: str, old: str, new: str, message: str
) -> None:
    _change(scratch, name, old, new)

    with pytest.raises(ShelfError, match=message):
        load_catalogue(scratch)


def test_versions_of_one_code_stand_side_by_side(scratch: Path) -> None:
    first = scratch / "frameworks/six-domains.1.yaml"
    second = first.with_name("six-domains.2.yaml")
    second.write_text(first.read_text("utf-8").replace("version: 1", "version: 2"), "utf-8")

    found = load_catalogue(scratch).frameworks

    assert [key for key in found if key[0] == "six-domains"] == [
        ("six-domains", 1),
        ("six-domains", 2),
    ]


def test_own_framework_may_be_in_english_alone() -> None:
    found = load_framework_text(SMALL)

    assert found.item("one").name.in_language("cy") == "One"


HOSTILE: list[tuple[str, str, str]] = [
    ("nothing", "", "should be a list of names and values"),
    ("prose", "just some words", "should be a list of names and values"),
    ("an alias", "a: &x 1\nb: *x", "write the words out instead of using an alias"),
    ("a Python object", "code: !!python/object/apply:os.getcwd []", "take out the tag"),
    ("a date by force", "code: !!timestamp never", "take out the tag"),
    ("ten thousand brackets", "[" * 10_000, "nested too deeply|not YAML we can read"),
    ("a megabyte", "code: " + "x" * 1_000_000, "longer than 200000 characters"),
    ("a control character", "code: a\x00b", "not YAML we can read"),
    ("a list as a name", "? [a]\n: 1", "should be plain words|not YAML we can read"),
    ("no items", SMALL.partition("items:")[0], "'items' is a required property"),
]


@pytest.mark.parametrize(
    ("text", "message"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE]
)
def test_hostile_text_is_refused_plainly(text: str, message: str) -> None:
    with pytest.raises(ShelfError, match=message):
        load_framework_text(text)


def _find_runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.skipif(
    "CAIRN_REAL_INPUT" not in os.environ,
    reason="CAIRN_REAL_INPUT does not say where the source documents are",
)
def test_no_nine_words_in_a_row_are_a_sources() -> None:
    folder = Path(os.environ["CAIRN_REAL_INPUT"]).resolve().parent / "sources"
    sources = sorted(folder.glob("*.txt"))
    theirs = set().union(*(_find_runs(path.read_text("utf-8")) for path in sources))
    shared = {
        (path.name, " ".join(run))
        for path in FILES
        for line in path.read_text("utf-8").splitlines()
        for run in _find_runs(line) & theirs
    }

    assert len(sources) == 5
    assert shared == set()
