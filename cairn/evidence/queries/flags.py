from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cairn.evidence.choices import Answer
from cairn.evidence.models import Contribution, ContributionVersion, Flag
from cairn.evidence.queries.contributions import standing_for
from cairn.programmes.models import Programme


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and the flag it belongs to, if to one."""

    text: str
    flag: Flag | None = None


def flagged_for(
    viewer: Any,
    programme: Programme,
    purpose: str,
    *,
    answer: str = Answer.WAITING,
    kind: str = "",
) -> QuerySet[Contribution]:
    """The standing contributions with flags of a purpose and answer, as `standing_for` has them."""
    flags = Flag.objects.visible_to(viewer, programme)
    flags = flags.filter(purpose=purpose, answer=answer, version__is_current=True)
    if kind:
        flags = flags.filter(kind=kind)
    here = flags.filter(version__contribution=OuterRef("pk"))
    return standing_for(viewer, programme).filter(Exists(here)).select_related("attachment")


def flags_of(
    viewer: Any, programme: Programme, purpose: str, answer: str, rows: Iterable[Contribution]
) -> dict[int, list[Flag]]:
    """The flags of the current versions of these contributions, by version, in order of place."""
    versions = [row.version_id for row in rows]  # type: ignore[attr-defined]  # added by the query
    flags = Flag.objects.visible_to(viewer, programme)
    flags = flags.filter(version__in=versions, purpose=purpose, answer=answer)
    found: dict[int, list[Flag]] = {pk: [] for pk in versions}
    for flag in flags.order_by("start", "pk"):
        found[flag.version_id].append(flag)
    return found


def flag_for(viewer: Any, programme: Programme, pk: int) -> Flag | None:
    """One flag on words that still stand."""
    rows = Flag.objects.visible_to(viewer, programme).select_related("version__contribution")
    found: Flag | None = rows.filter(pk=pk, version__is_current=True).first()
    return found


def version_for(viewer: Any, programme: Programme, pk: int) -> ContributionVersion | None:
    rows = ContributionVersion.objects.visible_to(viewer, programme)
    found: ContributionVersion | None = rows.filter(pk=pk).first()
    return found


def waiting_flags(viewer: Any, programme: Programme, purpose: str) -> int:
    """How many flags of a purpose wait for a person; rows, not people, so no gate."""
    rows = Flag.objects.visible_to(viewer, programme)
    count: int = rows.filter(
        purpose=purpose, answer=Answer.WAITING, version__is_current=True
    ).count()
    return count


def pieces_of(text: str, flags: Sequence[Flag]) -> list[Piece]:
    """The text cut where flags begin and end; of two that overlap the first stands."""
    pieces, at = [], 0
    for flag in flags:
        if flag.start < at:
            continue
        pieces += [Piece(text[at : flag.start]), Piece(text[flag.start : flag.end], flag)]
        at = flag.end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
