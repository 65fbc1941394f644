"""Journeys, and what asks the database, can be told when tests are chosen; what takes long comes first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = "tests/journeys/test_front_door.py"
SLOW = "tests/contracts/test_kills_of_sending.py"
QUICK = "tests/contracts/test_docs.py"
DATABASE = "cairn/audit/tests/test_entries.py"
RACING = "cairn/surveys/tests/test_racing.py"


def collected(*options: str) -> list[str]:
    """The file of each test that pytest would run, in its order."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *options,
         QUICK, RACING, SLOW, DATABASE, JOURNEY],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], [JOURNEY, SLOW, DATABASE, RACING, QUICK]),
        (["-m", "journey or database"], [JOURNEY, DATABASE, RACING]),
        (["-m", "not journey and not database"], [SLOW, QUICK]),
    ],
)
def test_what_takes_long_comes_first_and_kinds_can_be_chosen(options, files):
    assert list(dict.fromkeys(collected(*options))) == files
