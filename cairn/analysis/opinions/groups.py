"""Groups of people who vote alike, or why none are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from threadpoolctl import threadpool_limits

Votes = NDArray[np.float64]
Labels = NDArray[np.int64]
LEAST_PEOPLE, LEAST_STATEMENTS, LEAST_IN_GROUP = 14, 5, 5
LEAST_ANSWERED = 0.5
LEAST_SILHOUETTE, LEAST_STABILITY = 0.25, 0.7
MOST_GROUPS = 4
_CHANCE_RUNS, _SAMPLES, _SAMPLE_SHARE = 39, 30, 0.8


class Refusal(StrEnum):
    """Why no groups are named."""

    TOO_FEW_PEOPLE = "too_few_people"
    TOO_FEW_STATEMENTS = "too_few_statements"
    TOO_SMALL = "too_small"
    NOT_APART = "not_apart"
    NO_BETTER_THAN_CHANCE = "no_better_than_chance"
    UNSTABLE = "unstable"


REASONS = {
    Refusal.TOO_FEW_PEOPLE: (
        f"fewer than {LEAST_PEOPLE} people voted on at least half of the statements"
    ),
    Refusal.TOO_FEW_STATEMENTS: f"there are fewer than {LEAST_STATEMENTS} statements",
    Refusal.TOO_SMALL: f"any division leaves a group of fewer than {LEAST_IN_GROUP} people",
    Refusal.NOT_APART: "people's votes run into one another: no division stands apart",
    Refusal.NO_BETTER_THAN_CHANCE: "votes shuffled at random divide as clearly as these",
    Refusal.UNSTABLE: "with some of the people left out, the groups come out otherwise",
}


@dataclass(frozen=True)
class OpinionGroup:
    """People (row numbers) who vote alike, and the statements that set them apart.

    Each of `distinct` is a statement's column and +1 or -1: the group agrees or disagrees with it
    more than the others do, beyond chance.
    """

    number: int
    people: tuple[int, ...]
    distinct: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Grouping:
    """Groups, or none and the reason; `silhouette`, `chance` and `stability` go from 0 to 1.

    `left_out` are people with too few votes to be placed; they are in every other figure.
    """

    groups: tuple[OpinionGroup, ...]
    refusal: Refusal | None
    reason: str
    silhouette: float = 0.0
    chance: float = 0.0
    stability: float = 0.0
    left_out: tuple[int, ...] = ()


def find_opinion_groups(votes: Votes, random_state: int = 0) -> Grouping:
    """Return the opinion groups in `votes`, shape (people, statements), NaN where unseen.

    People are placed by their first two principal components and divided by k-means, as in Polis
    (Small and others 2021). A division has to have a silhouette (Rousseeuw 1987) of 0.25 that 39
    shuffles of every statement's votes do not reach (p = 1/40), and to be found again in samples
    of four fifths of the people with a mean adjusted Rand index (Hubert and Arabie 1985) of 0.7.
    """
    seen = (~np.isnan(votes)).mean(axis=1) if votes.shape[1] else np.zeros(len(votes))
    placed, left_out = np.flatnonzero(seen >= LEAST_ANSWERED), np.flatnonzero(seen < LEAST_ANSWERED)
    missed = tuple(int(person) for person in left_out)
    if votes.shape[1] < LEAST_STATEMENTS:
        return _refuse(Refusal.TOO_FEW_STATEMENTS, missed)
    if len(placed) < LEAST_PEOPLE:
        return _refuse(Refusal.TOO_FEW_PEOPLE, missed)
    with threadpool_limits(1):
        return _divide(votes, placed, missed, random_state)


def _divide(votes: Votes, placed: Labels, missed: tuple[int, ...], seed: int) -> Grouping:
    plane = _place(votes[placed])
    labels, silhouette = _best_division(plane, seed)
    if labels is None:
        return _refuse(Refusal.TOO_SMALL, missed)
    if silhouette < LEAST_SILHOUETTE:
        return _refuse(Refusal.NOT_APART, missed, silhouette)
    chance = _shuffled_silhouette(votes[placed], seed)
    if silhouette <= chance:
        return _refuse(Refusal.NO_BETTER_THAN_CHANCE, missed, silhouette, chance)
    stability = _find_again(plane, labels, seed)
    if stability < LEAST_STABILITY:
        return _refuse(Refusal.UNSTABLE, missed, silhouette, chance, stability)
    groups = _name_groups(votes, placed, labels)
    figures = (round(silhouette, 4), round(chance, 4), round(stability, 4))
    return Grouping(groups, None, "", *figures, left_out=missed)


def _refuse(refusal: Refusal, left_out: tuple[int, ...], *figures: float) -> Grouping:
    names = ("silhouette", "chance", "stability")
    shown = {name: round(figure, 4) for name, figure in zip(names, figures, strict=False)}
    return Grouping((), refusal, REASONS[refusal], left_out=left_out, **shown)


def _place(votes: Votes) -> Votes:
    """People in the plane of the two strongest directions; unseen votes count as the mean."""
    with np.errstate(invalid="ignore"):
        seen = np.maximum((~np.isnan(votes)).sum(axis=0), 1)
    means = np.nansum(votes, axis=0) / seen
    centred = np.where(np.isnan(votes), 0.0, votes - means)
    left, strengths, _right = np.linalg.svd(centred, full_matrices=False)
    plane: Votes = left[:, :2] * strengths[:2]
    return plane


def _best_division(plane: Votes, seed: int) -> tuple[Labels | None, float]:
    """The clearest division into groups that are large enough; none where there is no such."""
    best: tuple[Labels | None, float] = (None, -1.0)
    most = min(MOST_GROUPS, len(plane) // LEAST_IN_GROUP, len(np.unique(plane, axis=0)))
    for k in range(2, most + 1):
        labels = KMeans(k, n_init=4, random_state=seed).fit_predict(plane).astype(np.int64)
        if np.bincount(labels, minlength=k).min() >= LEAST_IN_GROUP:
            score = float(silhouette_score(plane, labels))
            best = (labels, score) if score > best[1] + 0.02 else best
    return best


def _shuffled_silhouette(votes: Votes, seed: int) -> float:
    """The clearest division in any of the shuffles, each keeping every statement's votes."""
    source = np.random.default_rng(seed)
    shuffles = (source.permuted(votes, axis=0) for _run in range(_CHANCE_RUNS))
    return max(_best_division(_place(shuffle), seed)[1] for shuffle in shuffles)


def _find_again(plane: Votes, labels: Labels, seed: int) -> float:
    source = np.random.default_rng(seed)
    k, size = int(labels.max()) + 1, max(int(len(plane) * _SAMPLE_SHARE), 2)
    scores = []
    for _sample in range(_SAMPLES):
        some = np.sort(source.choice(len(plane), size, replace=False))
        again = KMeans(k, n_init=3, random_state=seed).fit_predict(plane[some])
        scores.append(adjusted_rand_score(labels[some], again))
    return float(np.mean(scores))


def _name_groups(votes: Votes, placed: Labels, labels: Labels) -> tuple[OpinionGroup, ...]:
    """Largest first; equal ones by their first person."""
    members = [placed[labels == group] for group in range(int(labels.max()) + 1)]
    members.sort(key=lambda rows: (-len(rows), int(rows[0])))
    return tuple(
        OpinionGroup(number, tuple(int(row) for row in rows), _set_apart(votes, placed, rows))
        for number, rows in enumerate(members, start=1)
    )


def _set_apart(votes: Votes, placed: Labels, rows: Labels) -> tuple[tuple[int, int], ...]:
    others = np.setdiff1d(placed, rows)
    strong = [
        (_two_shares(votes[rows, column] == side, votes[others, column] == side), column, side)
        for column in range(votes.shape[1])
        for side in (1, -1)
    ]
    kept: Sequence[tuple[float, int, int]] = sorted(strong, key=lambda one: (-one[0], one[1]))
    return tuple((column, side) for z, column, side in kept[:5] if z > 1.96)


def _two_shares(ours: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> float:
    """The z of a share being larger here than there, both pooled (two-proportion test)."""
    pooled = (ours.sum() + theirs.sum()) / (len(ours) + len(theirs))
    spread = np.sqrt(pooled * (1 - pooled) * (1 / len(ours) + 1 / len(theirs)))
    return float((ours.mean() - theirs.mean()) / spread) if spread > 0 else 0.0
