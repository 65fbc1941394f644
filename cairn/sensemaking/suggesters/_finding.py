"""Themes of the engine as suggestions, for the suggesters that differ only in their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Literal

from cairn.analysis.themes import Assignment, Pinned, Steering, Theme, ThemeFinder
from cairn.sensemaking.suggesters import (
    CounterExample,
    Decisions,
    Place,
    Progress,
    Suggestion,
    Suggestions,
    Unit,
    Words,
)


def find_themes(
    units: Sequence[Unit],
    vectors: Literal["null"] | None,
    *,
    k: int | None,
    seed: int,
    progress: Progress | None,
    executor: Executor | None,
    decisions: Decisions | None,
) -> Suggestions:
    """Return the themes of units; `vectors` None takes the best that are set up."""
    steering = _steer(units, decisions or Decisions())
    found = ThemeFinder(k=k, random_state=seed, vectors=vectors, steering=steering).fit(
        [unit.text for unit in units],
        ids=[unit.id for unit in units],
        people=[unit.person for unit in units],
        progress=progress,
        executor=executor,
        positions=_positions(units),
    )
    groups = {
        group.id: at
        for at, group in enumerate(group for group in found.groups if len(group.themes) > 1)
    }
    nearest = [place.theme for place in found.assignments if place.rank == 1]
    held = {nearest[theme.texts[0]]: at for at, theme in enumerate(steering.pinned)}
    places: dict[int, list[Assignment]] = {theme.id: [] for theme in found.themes}
    for place in found.assignments:
        places[place.theme].append(place)
    return Suggestions(
        engine=found.engine,
        version=found.version,
        seed=found.seed,
        reason="" if found.proposed.k == k else found.proposed.reason,
        low=found.proposed.low,
        high=found.proposed.high,
        suggestions=tuple(
            _suggestion(theme, places[theme.id], groups.get(theme.parent or 0), held.get(theme.id))
            for theme in found.themes
        ),
        nowhere=tuple(units[row].id for row in found.nowhere),
        points=found.positions,
        groups=tuple(group.title for group in found.groups if group.id in groups),
    )


def _steer(units: Sequence[Unit], decisions: Decisions) -> Steering:
    rows = {unit.id: row for row, unit in enumerate(units)}
    return Steering(
        must_link=tuple((rows[one], rows[other]) for one, other in decisions.together),
        cannot_link=tuple((rows[one], rows[other]) for one, other in decisions.apart),
        pinned=tuple(
            Pinned(held.title, tuple(rows[unit] for unit in held.units)) for held in decisions.held
        ),
    )


def _positions(units: Sequence[Unit]) -> list[str] | None:
    said = [unit.position or "unclear" for unit in units]
    return said if any(unit.position for unit in units) else None


def _suggestion(
    theme: Theme, places: Sequence[Assignment], group: int | None, held: int | None
) -> Suggestion:
    best_first = sorted(places, key=lambda place: (place.rank, -place.score, place.text_index))
    return Suggestion(
        title=theme.title,
        keywords=theme.keywords,
        size=theme.size,
        people=theme.people,
        quotes=tuple(
            Words(quote.id, quote.start, quote.end, quote.quote) for quote in theme.quotes
        ),
        places=tuple(Place(place.id, place.score, place.rank) for place in best_first),
        certainty=theme.certainty.value,
        certainty_words=theme.certainty.words,
        stability=theme.certainty.stability if theme.size > 1 else None,
        counter_examples=tuple(
            CounterExample(each.quote.id, each.why) for each in theme.counter_examples
        ),
        group=group,
        held=held,
    )
