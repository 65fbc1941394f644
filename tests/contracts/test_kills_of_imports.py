"""A worker that is killed in the middle of an import loses no row and brings none in twice.

Real processes and a database file of their own. `CAIRN_KILLS` says how often it is killed (2).
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.site import ROOT, Site, environment

KILLS = int(os.environ.get("CAIRN_KILLS", "2"))
# Batches are of a thousand rows; each kill lets one or two through.
ROWS = 3000 * (KILLS + 1)
START = """
from cairn.evidence.tests.factories import receive, survey
from cairn.evidence.actions import Mapping, count_rows, map_columns
from cairn.evidence.choices import QuestionFrom, Use
from cairn.evidence.tasks import start_import
from cairn.programmes.tests.factories import make_cast
people = make_cast()
row = receive(people.programme, people.ben, survey({rows}))
mapping = Mapping({{"Id": Use.PERSON, "Role": Use.ROLE_BAND, "Answer": Use.WORDS}}, QuestionFrom.HEADING)
row = map_columns(import_=row, mapping=mapping, consent="analysis", consent_basis="", by=people.ben)
start_import(import_=count_rows(import_=row), by=people.ben)
"""
STATE = """
SELECT state, rows_done, new, (SELECT count(*) FROM evidence_contribution),
       (SELECT count(DISTINCT text) FROM evidence_contributionversion) FROM evidence_import
"""
# What the server's watcher does when a beat is three quarters of a minute late, done at once.
REQUEUE = "UPDATE django_tasks_database_dbtaskresult SET status = 'READY' WHERE status = 'RUNNING'"


@pytest.fixture
def site(tmp_path: Path, tables: Path) -> Site:
    site = Site("", tmp_path)
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)
    site.manage("shell", "-v0", "-c", START.format(rows=ROWS))
    return site


def ask(site: Site, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(site.data / "cairn.sqlite3", timeout=20)) as database, database:
        return database.execute(statement).fetchall()


def work(site: Site) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "run_worker", "--batch"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(site.data),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def kill_after_some_rows(site: Site, worker: subprocess.Popen[bytes], before: int) -> int:
    """Kill the worker, no warning given, once it has brought in rows; how many are in then."""
    until = time.monotonic() + 120
    while ask(site, STATE)[0][1] <= before and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    [(state, done, *_rest)] = ask(site, STATE)
    assert (state, before < done < ROWS) == ("running", True)
    return int(done)


@pytest.mark.slow
def test_import_survives_its_worker_being_killed(site):
    done = 0
    for _turn in range(KILLS):
        done = kill_after_some_rows(site, work(site), done)
        ask(site, REQUEUE)
    assert work(site).wait(timeout=300) == 0
    assert ask(site, STATE) == [("done", ROWS, ROWS, ROWS, ROWS)]
