"""Neighbours and groups against the plain ways of finding them."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import pdist
from sklearn.cluster import KMeans

from cairn.analysis.clusters import cut_tree, find_groups, grow_tree
from cairn.analysis.neighbours import (
    find_nearest,
    level_neighbours,
    level_spread,
    scale_rows,
    share_neighbours,
)


def _make_rows(count: int, seed: int = 3) -> np.ndarray:
    chance = np.random.default_rng(seed)
    hearts = chance.normal(size=(6, 16))
    return scale_rows((hearts[np.arange(count) % 6] + chance.normal(size=(count, 16))).astype("f"))


@pytest.mark.parametrize(("among", "count"), [(4, 3), (12, 10), (90, 7), (700, 25), (1_500, 10)])
def test_nearest_when_blocks_are_looked_through(among: int, count: int) -> None:
    rows, others = _make_rows(40, seed=1), _make_rows(among)
    places, cosines = find_nearest(rows, others, count, same=False)
    likeness = rows @ others.T
    expected = np.argsort(-likeness, axis=1, kind="stable")[:, :count]
    assert places.tolist() == expected.tolist()
    assert np.array_equal(cosines, np.take_along_axis(likeness, expected, axis=1))


def test_nearest_when_rows_are_equal() -> None:
    rows = np.repeat(_make_rows(4), 20, axis=0)
    places, _ = find_nearest(rows, rows, 5, same=True)
    assert (places // 20).tolist() == np.repeat(np.arange(80) // 20, 5).reshape(80, 5).tolist()
    assert all(row not in near for row, near in enumerate(places.tolist()))


def test_tree_when_rows_are_more_than_one_block() -> None:
    rows = _make_rows(600)
    plain = linkage(pdist(rows.astype(np.float64)), "ward")
    assert np.abs(grow_tree(rows)[:, 2] - plain[:, 2]).max() < 1e-4


def test_groups_when_refined_from_a_tree() -> None:
    rows = _make_rows(300)
    tree = grow_tree(rows)
    start = cut_tree(tree, 6)
    hearts = np.array([rows[start == group].mean(axis=0) for group in range(6)])
    plain = KMeans(6, init=hearts, n_init=1, max_iter=100).fit_predict(rows)
    assert find_groups(rows, tree, 6).tolist() == plain.tolist()


def test_share_of_neighbours_when_one_is_of_another_theme() -> None:
    graph = csr_matrix(np.array([[0, 3, 1, 0], [3, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]], "f"))
    shares = share_neighbours(graph, np.array([0, 0, 1, 1]))
    assert shares.tolist() == [0.75, 1.0, 0.0, 0.0]


def test_level_when_neighbours_differ_in_one_direction_only() -> None:
    chance = np.random.default_rng(2)
    hearts = np.repeat(np.eye(4, 8), 50, axis=0)
    rows = (hearts + chance.normal(size=(200, 8)) * [0, 0, 0, 0, 0, 0, 0, 0.3]).astype("f")
    level = level_neighbours(scale_rows(rows), 1.0)
    assert np.array_equal(level, level_neighbours(scale_rows(rows), 1.0))
    assert int(np.argmin(np.diag(level))) == 7
    assert np.allclose(level_neighbours(rows, 0.0), np.eye(8), atol=1e-6)


def test_level_when_rows_spread_widely_in_one_direction() -> None:
    rows = np.vstack([np.diag([4.0, 1.0, 1.0]), -np.diag([4.0, 1.0, 1.0])]).astype("f")
    assert np.allclose(level_spread(rows, 1.0), np.diag([1.0, 4.0, 4.0]), atol=1e-5)
    assert np.allclose(level_spread(rows, 0.5), np.diag([1.0, 2.0, 2.0]), atol=1e-5)
    assert np.allclose(level_spread(rows, 0.0), np.eye(3), atol=1e-6)
