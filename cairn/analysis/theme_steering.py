"""Holding groups to what a person decided: texts together, texts apart, themes signed off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cairn.analysis.neighbours import Rows
from cairn.analysis.theme_results import Pinned, Steering
from cairn.analysis.theme_space import Labels, find_centres


def list_steered(steering: Steering, count: int) -> list[int]:
    """Return the rows a person spoke about; a row that is not there raises ValueError."""
    named = {row for pair in (*steering.must_link, *steering.cannot_link) for row in pair}
    named.update(row for theme in steering.pinned for row in theme.texts)
    if any(not 0 <= row < count for row in named):
        raise ValueError("a constraint names a text that is not there")
    return sorted(named)


def keep_decisions(labels: Labels, scores: Rows, steering: Steering) -> Labels:
    """Return labels that keep every decision, changed for as few rows as possible.

    `scores` (n, groups) says how well rows fit; the first groups are the pinned themes in
    their order. Texts that must go together move to the group that suits them best together; where all
    groups are barred by texts to be kept apart a new one is opened. One pass over constrained rows
    in the manner of COP-k-means (Wagstaff and others 2001). Decisions that contradict one another
    raise ValueError.
    """
    together = _join(steering, len(labels))
    fixed = {
        together[row]: number for number, theme in enumerate(steering.pinned) for row in theme.texts
    }
    apart = _list_apart(steering, together)
    kept, groups = labels.copy(), scores.shape[1]
    settled: dict[int, int] = {}
    for component in _order(together, fixed, apart):
        rows = np.flatnonzero(together == component)
        barred = {settled[other] for other in apart.get(component, ()) if other in settled}
        if component in fixed:
            group = fixed[component]
            if group in barred:
                raise ValueError("texts to be kept apart are pinned to one theme")
        else:
            group = _choose(scores[rows].sum(axis=0), barred, groups)
            groups = max(groups, group + 1)
        settled[component] = group
        kept[rows] = group
    return kept


def _join(steering: Steering, count: int) -> Labels:
    """Number the texts that must stand together; all others keep a number of their own."""
    leader = np.arange(count)
    pairs = list(steering.must_link)
    for theme in steering.pinned:
        pairs.extend(zip(theme.texts, theme.texts[1:], strict=False))
    for one, other in pairs:
        low, high = sorted((int(leader[one]), int(leader[other])))
        leader[leader == high] = low
    owners: dict[int, int] = {}
    for number, theme in enumerate(steering.pinned):
        for row in theme.texts:
            if owners.setdefault(int(leader[row]), number) != number:
                raise ValueError("one text, or texts kept together, are pinned to two themes")
    return leader


def _list_apart(steering: Steering, together: Labels) -> dict[int, set[int]]:
    apart: dict[int, set[int]] = {}
    for one, other in steering.cannot_link:
        first, second = int(together[one]), int(together[other])
        if first == second:
            raise ValueError(f"texts {one} and {other} must be together and must be apart")
        apart.setdefault(first, set()).add(second)
        apart.setdefault(second, set()).add(first)
    return apart


def _order(together: Labels, fixed: dict[int, int], apart: dict[int, set[int]]) -> Sequence[int]:
    """Pinned ones first, then the constrained, in the order of their texts."""
    leaders, sizes = np.unique(together, return_counts=True)
    linked = {int(leader) for leader, size in zip(leaders, sizes, strict=True) if size > 1}
    rest = sorted((linked | set(apart)) - set(fixed))
    return [*fixed, *rest]


def _choose(fit: Rows, barred: set[int], groups: int) -> int:
    wanted = np.full(groups, -1.0)
    wanted[: len(fit)] = fit
    wanted[sorted(barred)] = -np.inf
    best = int(np.argmax(wanted))
    return best if np.isfinite(wanted[best]) else groups


def pick_decisions(steering: Steering, sample: Labels) -> Steering:
    """The steering with rows counted in the sample."""
    at = {int(row): place for place, row in enumerate(sample)}
    return Steering(
        tuple((at[one], at[other]) for one, other in steering.must_link),
        tuple((at[one], at[other]) for one, other in steering.cannot_link),
        tuple(Pinned(each.title, tuple(at[row] for row in each.texts)) for each in steering.pinned),
    )


def hold_decisions(labels: Labels, drawn: Rows, steering: Steering) -> tuple[Labels, int]:
    """Labels that keep the steering, and how many themes there are then."""
    count = max(int(labels.max(initial=-1)) + 1, min(1, len(labels)))
    if steering == Steering():
        return labels, count
    theirs = len(steering.pinned)
    labels = np.where(labels < 0, labels, labels + theirs)
    for number, theme in enumerate(steering.pinned):
        labels[list(theme.texts)] = number
    labels = _join_pinned(labels, drawn, theirs)
    count = max(int(labels.max(initial=-1)) + 1, theirs)
    scores = np.asarray(drawn @ find_centres(drawn, labels, count).T)
    kept = keep_decisions(labels, scores, steering)
    return _close_ranks(kept, theirs)


def _join_pinned(labels: Labels, drawn: Rows, theirs: int) -> Labels:
    """Let texts nearer to a pinned theme than to the one found for them join it."""
    if not theirs:
        return labels
    centres = find_centres(drawn, labels, int(labels.max()) + 1)
    fit = drawn @ centres.T
    best = np.argmax(fit[:, :theirs], axis=1)
    rows = np.arange(len(labels))
    nearer = (labels >= theirs) & (fit[rows, best] > fit[rows, np.maximum(labels, 0)])
    return np.where(nearer, best, labels)


def _close_ranks(labels: Labels, theirs: int) -> tuple[Labels, int]:
    """Number groups without gaps; pinned ones keep theirs even where nothing stands in them."""
    held = np.unique(labels[labels >= theirs])
    number = {int(old): theirs + at for at, old in enumerate(held)}
    closed = [number.get(int(label), int(label)) for label in labels]
    return np.array(closed, dtype=np.int64), theirs + len(held)
