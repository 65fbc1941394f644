"""Who and what each item stands on, for a whole programme in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from cairn.decisions.choices import Kind
from cairn.decisions.models import FindingTheme, Recommendation, signed_off_themes
from cairn.decisions.queries.items import EVIDENCE
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import ThemeExcerpt

Key = tuple[str, int]


@dataclass
class Standing:
    """What speaks for an item, gathered: excerpts, people, and what is known about the people."""

    excerpts: set[int] = field(default_factory=set)
    people: set[Any] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    against: set[int] = field(default_factory=set)

    def add(self, piece: Piece) -> None:
        if piece.stance == Stance.AGAINST:
            self.against.add(piece.excerpt)
            return
        self.excerpts.add(piece.excerpt)
        self.people.add(piece.person)
        self.roles.add(piece.role)
        self.organisations.add(piece.organisation)

    def take_in(self, other: Standing) -> None:
        for name in ("excerpts", "people", "roles", "organisations", "against"):
            getattr(self, name).update(getattr(other, name))


@dataclass(frozen=True)
class Piece:
    excerpt: int
    stance: str
    person: Any
    role: str
    organisation: str


PIECE = (
    "excerpt_id",
    "stance",
    "excerpt__contribution__contributor_id",
    "excerpt__contribution__role_band",
    "excerpt__contribution__organisation",
)


def standings_for(viewer: Any, programme: Programme) -> dict[Key, Standing]:
    """What every change, finding and recommendation stands on, by (kind, id); six queries.

    Findings take in their signed-off themes, recommendations take in their findings. Retired
    excerpts count for nothing.
    """
    found: dict[Key, Standing] = defaultdict(Standing)
    for kind in EVIDENCE:
        for item, piece in _linked(viewer, programme, kind):
            found[kind, item].add(piece)
    themes = _themes(viewer, programme)
    for finding, theme in _finding_themes(viewer, programme):
        found[Kind.FINDING, finding].take_in(themes[theme])
    for recommendation, finding in _finding_links(viewer, programme):
        found[Kind.RECOMMENDATION, recommendation].take_in(found[Kind.FINDING, finding])
    return found


def _linked(viewer: Any, programme: Programme, kind: str) -> list[tuple[int, Piece]]:
    rows = EVIDENCE[kind].objects.visible_to(viewer, programme)
    live = rows.filter(excerpt__retired_at__isnull=True)
    return [(row[0], Piece(*row[1:])) for row in live.values_list(f"{kind}_id", *PIECE)]


def _themes(viewer: Any, programme: Programme) -> dict[int, Standing]:
    found: dict[int, Standing] = defaultdict(Standing)
    linked = FindingTheme.objects.visible_to(viewer, programme).values("theme")
    rows = ThemeExcerpt.objects.visible_to(viewer, programme).filter(
        theme__in=linked, excerpt__retired_at__isnull=True
    )
    for row in rows.values_list("theme_id", *PIECE):
        found[row[0]].add(Piece(*row[1:]))
    return found


def _finding_themes(viewer: Any, programme: Programme) -> list[tuple[int, int]]:
    rows = FindingTheme.objects.visible_to(viewer, programme)
    signed = rows.filter(theme__in=signed_off_themes(programme.pk))
    return list(signed.values_list("finding_id", "theme_id"))


def _finding_links(viewer: Any, programme: Programme) -> list[tuple[int, int]]:
    rows = Recommendation.objects.visible_to(viewer, programme)
    live = rows.filter(findings__removed_at__isnull=True, findings__isnull=False)
    return list(live.order_by().values_list("pk", "findings"))
