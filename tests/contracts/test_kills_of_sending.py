"""A worker that is killed while it sends loses no message and doubles at most one a kill."""

from __future__ import annotations

import os
import shutil

import pytest

from bench.sending import mail_out

KILLS = int(os.environ.get("CAIRN_KILLS", "2"))


@pytest.mark.slow
def test_mail_out_survives_its_worker_being_killed(tables, tmp_path, monkeypatch):
    shutil.copy(tables / "cairn.sqlite3", tmp_path / "bench.sqlite3")
    monkeypatch.delenv("DATABASE_URL", raising=False)  # a database file of its own
    found = mail_out(tmp_path, 100 * KILLS, KILLS)
    assert (found.wanted, found.missing, found.unwanted) == (99 * KILLS, 0, 0)
    assert found.doubled <= KILLS
    assert found.busy >= 1
