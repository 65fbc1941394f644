"""Suggests nothing, so that themes can be made by people alone."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from cairn.sensemaking.suggesters import Decisions, Progress, Suggestions, Unit

NAME = "nothing"
TITLE = "No suggestions: people make the themes"


def suggest(
    units: Sequence[Unit],
    *,
    k: int | None,
    seed: int,
    progress: Progress | None = None,
    executor: Executor | None = None,
    decisions: Decisions | None = None,
) -> Suggestions:
    """Place no unit anywhere, whatever is asked."""
    return Suggestions(
        engine=NAME,
        version="1",
        seed=seed,
        reason="nothing was to be suggested",
        low=0,
        high=0,
        suggestions=(),
        nowhere=tuple(unit.id for unit in units),
        points=tuple((0.0, 0.0) for _ in units),
    )
