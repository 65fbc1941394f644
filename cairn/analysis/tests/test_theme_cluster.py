"""Many texts placed by a Dask cluster of local workers, and by one that loses a worker."""

import os
import signal
from unittest.mock import Mock

import pytest
from distributed import Client, LocalCluster

from bench.themes_at_scale import make_texts
from cairn.analysis import theme_space
from cairn.analysis.themes import ThemeFinder


def test_themes_when_a_cluster_places_the_texts_and_loses_a_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(theme_space, "_CHUNK", 250)
    texts = make_texts(5_500)
    alone = ThemeFinder(k=12, vectors="static").fit(texts)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        executor = client.get_executor()
        sent = Mock(wraps=executor.submit)
        monkeypatch.setattr(executor, "submit", sent)
        assert ThemeFinder(k=12, vectors="static").fit(texts, executor=executor) == alone
        assert sent.call_count > 3
        victim = next(iter(client.run(os.getpid).values()))
        os.kill(victim, signal.SIGKILL)
        assert ThemeFinder(k=12, vectors="static").fit(texts, executor=executor) == alone
