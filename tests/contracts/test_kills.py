"""Whatever is killed, nothing that was acknowledged is lost, doubled or half written.

Real processes and databases of their own: a worker in the middle of an import, the web processes and
PostgreSQL while people answer. `CAIRN_KILLS` says how often the worker is killed (2); for the long
runs of the others see bench/answering_kills.py.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from bench.load.kept import Tally
from bench.load.killing import PATIENCE, TRIES, answer_while, kill_cluster, killable_server
from bench.load.people import Crowd
from bench.load.servers import Site as AnsweringSite
from bench.load.servers import open_site
from scripts.postgres import Cluster, find_binaries, throw_away_cluster
from tests.journeys.site import ROOT, Site, environment, free_port

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
def site(tmp_path: Path) -> Site:
    site = Site("", tmp_path)
    site.manage("migrate", "-v0")
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


def test_import_survives_its_worker_being_killed(site):
    done = 0
    for _turn in range(KILLS):
        done = kill_after_some_rows(site, work(site), done)
        ask(site, REQUEUE)
    assert work(site).wait(timeout=300) == 0
    assert ask(site, STATE) == [("done", ROWS, ROWS, ROWS, ROWS)]


@pytest.fixture(scope="module")
def asking(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Cluster, AnsweringSite]]:
    """A PostgreSQL of its own, with a survey open in it."""
    binaries = find_binaries()
    if binaries is None or connection.vendor == "sqlite":
        pytest.skip("tried where the tests run on PostgreSQL")
    with throw_away_cluster(binaries) as cluster:
        copy_tables(cluster)
        yield cluster, open_site(cluster.url, tmp_path_factory.mktemp("asking"))


def copy_tables(cluster: Cluster) -> None:
    """Give it the tables of the tests' own database: that takes a tenth of the time of making them."""
    ours = connection.settings_dict
    url = f"postgres://{ours['USER']}@{ours['HOST']}:{ours['PORT']}/{ours['NAME']}"
    dump = [str(cluster.binaries / "pg_dump"), url]
    tables = subprocess.run(dump, check=True, capture_output=True).stdout
    fill = [str(cluster.binaries / "psql"), "-q", "-v", "ON_ERROR_STOP=1", cluster.url]
    subprocess.run(fill, check=True, input=tables, stdout=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "kills", "between"), [("web", 20, (0.1, 0.6)), ("database", 5, (0.3, 1.0))]
)
def test_answers_survive_kills(asking, what, kills, between):
    cluster, site = asking
    port = free_port()
    with killable_server(site, port) as kill_web:
        kill = kill_web if what == "web" else lambda: kill_cluster(cluster)
        crowd = Crowd(port, site.path, tries=TRIES, patience=PATIENCE, first=kills * 10_000)
        answer_while(crowd, kill, kills, between=between)
    answered = len(crowd.people)
    assert (crowd.gave_up, answered > 0) == (0, True)
    assert site.tally(crowd) == Tally(acknowledged=answered, stored=answered)
