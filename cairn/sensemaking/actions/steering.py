"""What people decided before, for a new reading to keep to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cairn.programmes.models import Programme
from cairn.sensemaking.actions.pieces import Piece
from cairn.sensemaking.choices import Stance, SuggestionState
from cairn.sensemaking.models import Placement, Theme, ThemeExcerpt
from cairn.sensemaking.suggesters import Decisions, Held

MOST_MOVES = 300
Pair = tuple[str, str]


def gather_decisions(
    programme: Programme, pieces: Sequence[Piece]
) -> tuple[Decisions, list[Theme]]:
    """Return what stands decided of these pieces, free of contradiction, and the themes held.

    Signed-off themes are held with their passages. A passage that somebody took out of a suggestion
    is kept with one that stands in the theme it was put in, and apart from the suggestion's closest.
    """
    places = _Places(pieces)
    held = _list_held(programme, places)
    pinned = [Held(theme.title, keys) for theme, keys in held]
    moved = list(_list_moved(programme))
    together, apart = _free_of_contradiction(
        pinned, _list_joined(programme, places, moved), _list_parted(places, moved)
    )
    return Decisions(together, apart, tuple(pinned)), [theme for theme, _ in held]


class _Places:
    """Finds the piece that a passage begins in."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces: dict[int, list[Piece]] = {}
        for piece in pieces:
            self._pieces.setdefault(piece.version.pk, []).append(piece)

    def key(self, version: int, start: int) -> str:
        """Empty where the passage is not read this time."""
        here = self._pieces.get(version, [])
        return next((each.key for each in here if each.start <= start < each.end), "")


def _members(programme: Programme) -> Iterable[tuple[int, int, int]]:
    """Theme, version and start of what supports a standing theme, in the order it was placed."""
    rows = ThemeExcerpt.objects.in_programme(programme).filter(
        stance=Stance.FOR, excerpt__retired_at=None, theme__discarded_at=None,
        theme__merged_into=None,
    )  # fmt: skip
    found: Iterable[tuple[int, int, int]] = rows.order_by("pk").values_list(
        "theme_id", "excerpt__version_id", "excerpt__start"
    )
    return found


def _list_held(programme: Programme, places: _Places) -> list[tuple[Theme, tuple[str, ...]]]:
    """Signed-off themes with their pieces; a piece in two of them is held in the first."""
    signed = Theme.objects.in_programme(programme).filter(signed_off_at__isnull=False)
    themes = signed.in_bulk()
    keys: dict[int, list[str]] = {}
    taken: set[str] = set()
    for theme, version, start in _members(programme):
        key = places.key(version, start)
        if theme in themes and key and key not in taken:
            taken.add(key)
            keys.setdefault(theme, []).append(key)
    return [(themes[theme], tuple(found)) for theme, found in sorted(keys.items())]


def _list_moved(programme: Programme) -> Iterable[Placement]:
    rows = Placement.objects.in_programme(programme).filter(taken_at__isnull=False)
    found: Iterable[Placement] = rows.order_by("-taken_at", "-pk")[:MOST_MOVES]
    return found


def _list_joined(programme: Programme, places: _Places, moved: Sequence[Placement]) -> list[Pair]:
    """Each passage moved, with the first other one of each theme it stands in now."""
    by_theme: dict[int, list[str]] = {}
    for theme, version, start in _members(programme):
        if key := places.key(version, start):
            by_theme.setdefault(theme, []).append(key)
    keys = [places.key(row.version_id, row.start) for row in moved]
    return [
        (key, next(other for other in held if other != key))
        for key in dict.fromkeys(filter(None, keys))
        for held in by_theme.values()
        if key in held and len(set(held)) > 1
    ]


def _list_parted(places: _Places, moved: Sequence[Placement]) -> list[Pair]:
    """Each passage moved, with the closest one left in the suggestion it was taken out of."""
    left = Placement.objects.filter(
        suggested__in={row.suggested_id for row in moved}, taken_at=None, quote_rank__isnull=False
    ).exclude(suggested__state=SuggestionState.DISCARDED)
    closest: dict[int | None, str] = {}
    for row in left.order_by("-quote_rank", "pk"):
        closest[row.suggested_id] = places.key(row.version_id, row.start)
    pairs = [
        (places.key(row.version_id, row.start), closest.get(row.suggested_id, "")) for row in moved
    ]
    return [(one, other) for one, other in pairs if one and other]


def _free_of_contradiction(
    pinned: Sequence[Held], joined: Sequence[Pair], parted: Sequence[Pair]
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Pairs that can all be kept: what is signed off goes before, then together, then apart."""
    group = {key: f"held {at}" for at, theme in enumerate(pinned) for key in theme.units}
    together: list[Pair] = []
    for one, other in joined:
        mine, theirs = group.get(one, one), group.get(other, other)
        if mine != theirs and not (mine.startswith("held ") and theirs.startswith("held ")):
            kept, gone = sorted((mine, theirs), key=lambda name: not name.startswith("held "))
            group |= {key: kept for key, name in group.items() if name == gone} | {gone: kept}
            group.setdefault(kept, kept)
            together.append((one, other))
    apart = [pair for pair in parted if group.get(pair[0], pair[0]) != group.get(pair[1], pair[1])]
    return tuple(together), tuple(dict.fromkeys(apart))
