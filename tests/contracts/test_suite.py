"""The journeys can be told from the other tests when tests are chosen, and they come first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def collected(*options: str) -> list[str]:
    """The file of each test that pytest would run, in its order."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *options,
         "tests/journeys/test_front_door.py", "tests/contracts/test_docs.py"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], ["tests/journeys/test_front_door.py", "tests/contracts/test_docs.py"]),
        (["-m", "not journey"], ["tests/contracts/test_docs.py"]),
        (["-m", "journey"], ["tests/journeys/test_front_door.py"]),
    ],
)
def test_journeys_come_first_and_can_be_left_out(options, files):
    assert list(dict.fromkeys(collected(*options))) == files
