"""Opinion groups: how often they are named where there are none, and found where there are.

Run `python -m bench.opinions [TABLES]`. The peer divides by k-means at the best silhouette and
always names groups, as live polling tools do.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from cairn.analysis.opinions import find_opinion_groups

PEOPLE, STATEMENTS = (14, 30, 70), 12


def main(tables: int) -> None:
    print(f"{tables} made-up tables a line, {STATEMENTS} statements\n")
    print("| people | votes | method | groups named | right (ARI over 0.8) | seconds a table |")
    print("|---|---|---|---|---|---|")
    for people in PEOPLE:
        for kind, noise in (("at random", None), ("two camps, 15 % turned", 0.15)):
            made = [make_votes(people, noise, seed) for seed in range(tables)]
            for name, method in (("Cairn", with_cairn), ("k-means, best silhouette", with_peer)):
                print(f"| {people} | {kind} | {name} | {measure(made, method)} |")


def make_votes(people: int, noise: float | None, seed: int) -> tuple[NDArray, NDArray]:
    source = np.random.default_rng(seed)
    side = np.where(np.arange(people) < people // 2, 1, -1)
    if noise is None:
        return source.choice([-1.0, 0.0, 1.0], (people, STATEMENTS)), side
    votes = np.outer(side, source.choice([-1.0, 1.0], STATEMENTS))
    return np.where(source.random(votes.shape) < noise, -votes, votes), side


def measure(made: list, method) -> str:
    start = time.perf_counter()
    found = [method(votes) for votes, _side in made]
    seconds = (time.perf_counter() - start) / len(made)
    named = sum(labels is not None for labels in found)
    right = sum(
        labels is not None and adjusted_rand_score(side, labels) > 0.8
        for labels, (_votes, side) in zip(found, made, strict=True)
    )
    return f"{named} of {len(made)} | {right} | {seconds:.2f}"


def with_cairn(votes: NDArray) -> NDArray | None:
    found = find_opinion_groups(votes)
    labels = np.zeros(len(votes), dtype=int)
    for group in found.groups:
        labels[list(group.people)] = group.number
    return labels if found.groups else None


def with_peer(votes: NDArray) -> NDArray:
    divisions = [KMeans(k, n_init=10, random_state=0).fit_predict(votes) for k in range(2, 6)]
    return max(divisions, key=lambda labels: silhouette_score(votes, labels))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
