"""The operator's commands from a shell, each in a process of its own as an operator runs them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def cairn(tmp_path):
    def run(*arguments):
        environment = {
            **os.environ,
            "DATA_DIR": str(tmp_path / "data"),
            "CAIRN_PASSWORD": "made-up-pass-phrase",
        }
        environment["DATABASE_URL"] = f"sqlite://{tmp_path}/data/cairn.sqlite3"
        return subprocess.run(
            [sys.executable, "-m", "cairn", *arguments], env=environment, cwd=ROOT, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip

    return run


@pytest.mark.slow
def test_an_installation_moves_to_another_machine(cairn, tables, tmp_path):
    shutil.copytree(tables, tmp_path / "data")
    made = cairn("create_administrator", "nia@example.org")
    assert (made.returncode, made.stdout) == (
        0,
        "nia@example.org can now sign in and create programmes\n",
    )
    backup = str(tmp_path / "a.backup")
    assert cairn("backup", backup).returncode == 0
    (tmp_path / "data").rename(tmp_path / "old")
    restored = cairn("restore", backup)
    assert (restored.returncode, restored.stderr) == (0, "")
    again = cairn("create_administrator", "nia@example.org")
    assert again.returncode == 1
    assert "has an account already" in again.stderr


def test_restore_when_there_is_no_file(cairn, tables, tmp_path):
    shutil.copytree(tables, tmp_path / "data")
    refused = cairn("restore", str(tmp_path / "absent"))
    assert (refused.returncode, refused.stderr) == (
        1,
        "cairn restore: Nothing was changed. There is no such file.\n",
    )
