"""The web processes and PostgreSQL are killed while people answer: nothing acknowledged is lost.

Real processes and a database of their own; for the long runs see bench/answering_kills.py.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from django.db import connection

from bench.load.kept import Tally
from bench.load.killing import PATIENCE, TRIES, answer_while, kill_cluster, killable_server
from bench.load.people import Crowd
from bench.load.servers import Site, open_site
from scripts.postgres import Cluster, find_binaries, throw_away_cluster
from tests.journeys.site import free_port


@pytest.fixture(scope="module")
def asking(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Cluster, Site]]:
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
