"""What a machine noticed, kept by place, and what becomes of it when words go."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from cairn.evidence.choices import HELD, Answer, Purpose
from cairn.evidence.models import Contribution, ContributionVersion, Flag
from cairn.evidence.rules import carried_span, moved_span


@dataclass(frozen=True)
class Noticed:
    """A place in a version, half-open in code points, and how sure the finder is (0 to 1)."""

    kind: str
    start: int
    end: int
    score: float


@transaction.atomic
def record_flags(
    *, purpose: str, engine: str, found: Mapping[ContributionVersion, Iterable[Noticed]]
) -> int:
    """Keep what a finder noticed in current versions; what people answered stays as it is.

    Looking again replaces what still waits, and what somebody rejected is not suggested again.
    Nobody did this, so there is no audit entry.
    """
    standing = _standing(found)
    old = Flag.objects.filter(version__in=standing, purpose=purpose)
    old.filter(answer=Answer.WAITING).delete()
    answered = list(old.exclude(answer=Answer.WAITING))
    rows = [
        Flag(programme_id=version.programme_id, version=version, purpose=purpose, kind=one.kind,
             start=one.start, end=one.end, score=one.score, engine=engine)
        for version in standing for one in found[version]
        if not any(_answers(flag, version, one) for flag in answered)
    ]  # fmt: skip
    Flag.objects.bulk_create(rows, ignore_conflicts=True)
    if purpose == Purpose.HARM:
        hold_back({version.contribution_id for version in standing})
    return len(rows)


def hold_back(contributions: Collection[uuid.UUID]) -> None:
    """Hold back those of these with harm that nobody released; let the others go."""
    harm = Flag.objects.filter(
        version__contribution=OuterRef("pk"), version__is_current=True,
        purpose=Purpose.HARM, answer__in=HELD,
    )  # fmt: skip
    Contribution.objects.filter(pk__in=contributions).update(is_held=Exists(harm))


def _answers(flag: Flag, version: ContributionVersion, one: Noticed) -> bool:
    """Whether a person answered these words already; a kind of harm is answered for itself."""
    same = flag.version_id == version.pk and flag.start < one.end and one.start < flag.end
    return same and (flag.purpose == Purpose.IDENTIFIER or flag.kind == one.kind)


def move_flags(*, old: ContributionVersion, new: ContributionVersion) -> None:
    """In the transaction of a redaction: what still waits follows the words that still stand.

    A name that was taken out is settled. Harm is told by more than the words taken out, so its
    flags follow whole, answered ones too; what was accepted stays with the old version.
    """
    open_ = Flag.objects.filter(version=old, purpose=Purpose.IDENTIFIER)
    for flag in open_.exclude(answer=Answer.ACCEPTED):
        span = moved_span(flag.start, flag.end, new.redactions)
        if span is None:
            flag.delete()
        else:
            _move(flag, new, span)
    for flag in Flag.objects.filter(version=old, purpose=Purpose.HARM):
        _move(flag, new, carried_span(flag.start, flag.end, new.redactions))


def remove_flags(*, contribution: Contribution) -> None:
    """In the transaction of a withdrawal: what was noticed in the words goes with them."""
    Flag.objects.filter(version__contribution=contribution).delete()
    hold_back([contribution.pk])


def _move(flag: Flag, new: ContributionVersion, span: tuple[int, int]) -> None:
    flag.version, (flag.start, flag.end) = new, span
    flag.save(update_fields=["version", "start", "end"])


def _standing(versions: Iterable[ContributionVersion]) -> list[ContributionVersion]:
    """Those still current: words may have been taken out while the finder read."""
    pks = [version.pk for version in versions]
    rows = ContributionVersion.objects.filter(pk__in=pks, is_current=True, erased_at=None)
    return list(rows.select_for_update().order_by("pk"))
