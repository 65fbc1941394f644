"""Suggests themes from the words units share; needs no model and no network."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from cairn.sensemaking.suggesters import Decisions, Progress, Suggestions, Unit
from cairn.sensemaking.suggesters._finding import find_themes

NAME = "tfidf"
TITLE = "Words in common: groups texts that use the same words"


def suggest(
    units: Sequence[Unit],
    *,
    k: int | None,
    seed: int,
    progress: Progress | None = None,
    executor: Executor | None = None,
    decisions: Decisions | None = None,
) -> Suggestions:
    """Propose `k` themes, or as many as the texts bear out."""
    return find_themes(
        units, "null", k=k, seed=seed, progress=progress, executor=executor, decisions=decisions
    )
