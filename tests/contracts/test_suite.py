"""The journeys can be told from the other tests when tests are chosen; what takes long comes first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = "tests/journeys/test_front_door.py"
SLOW = "tests/contracts/test_kills_of_sending.py"
QUICK = "tests/contracts/test_docs.py"


def collected(*options: str) -> list[str]:
    """The file of each test that pytest would run, in its order."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *options,
         QUICK, SLOW, JOURNEY],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], [JOURNEY, SLOW, QUICK]),
        (["-m", "not journey"], [SLOW, QUICK]),
        (["-m", "journey"], [JOURNEY]),
    ],
)
def test_what_takes_long_comes_first_and_journeys_can_be_left_out(options, files):
    assert list(dict.fromkeys(collected(*options))) == files
