"""Suggests themes from what units mean, by a sentence model that set-up built; no network."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from cairn.sensemaking.suggesters import Decisions, Progress, Suggestions, Unit
from cairn.sensemaking.suggesters._finding import find_themes

NAME = "sentence"
TITLE = "Alike in meaning: groups texts that say the same in other words"


def suggest(
    units: Sequence[Unit],
    *,
    k: int | None,
    seed: int,
    progress: Progress | None = None,
    executor: Executor | None = None,
    decisions: Decisions | None = None,
) -> Suggestions:
    """Propose `k` themes, or as many as the texts bear out; without the model, by words."""
    return find_themes(
        units, None, k=k, seed=seed, progress=progress, executor=executor, decisions=decisions
    )
