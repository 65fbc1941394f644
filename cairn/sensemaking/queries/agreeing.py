"""How far the people who coded the same contributions agree, and whether new codes still come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from cairn.analysis.agreement import (
    Agreement,
    CodeAgreement,
    Disagreement,
    Rating,
    list_disagreements,
    measure_agreement,
    read_ratings,
)
from cairn.analysis.saturation import Saturation, measure_saturation
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Code, Codebook, Coding

MOST_UNITS = 1_000  # measured while a person waits
_SAMPLES, _DISCUSSED = 500, 20


@dataclass(frozen=True)
class ToDiscuss:
    """A contribution coded differently: each person with their codes, a passage for each code."""

    contribution: Any
    number: int
    given: tuple[tuple[str, tuple[tuple[Code, int, bool], ...]], ...]


@dataclass(frozen=True)
class CodedTogether:
    """`left_out` contributions were coded by two people or more but not measured here."""

    found: Agreement
    people: tuple[tuple[str, int], ...]
    per_code: tuple[tuple[Code, CodeAgreement], ...]
    to_discuss: tuple[ToDiscuss, ...]
    differing: int
    left_out: int


def coded_together(viewer: Any, programme: Programme, book: Codebook) -> CodedTogether | None:
    """Agreement of members who coded the same contributions with a codebook; None where none did.

    A member who put no code of the book on a contribution is taken not to have coded it.
    """
    units = _shared_units(viewer, programme, book)
    kept = units[:: -(-len(units) // MOST_UNITS) or 1]
    rows = list(
        _standing(viewer, programme, book)
        .filter(excerpt__contribution__in=kept)
        .select_related("code", "by", "excerpt__contribution")
        .order_by("excerpt__contribution__number", "by__name", "code__order", "pk")
    )
    if not rows:
        return None
    ratings = read_ratings(
        Rating(row.excerpt.contribution.number, row.by_id, str(row.code_id)) for row in rows
    )
    found, differing = measure_agreement(ratings, samples=_SAMPLES), list_disagreements(ratings)
    codes = {str(row.code_id): row.code for row in rows}
    return CodedTogether(
        found=found,
        people=_count_people(rows),
        per_code=tuple(sorted(
            ((codes[one.code], one) for one in found.per_code),
            key=lambda pair: (pair[0].order, pair[0].pk),
        )),
        to_discuss=tuple(_describe(one, rows) for one in differing[:_DISCUSSED]),
        differing=len(differing),
        left_out=len(units) - len(kept),
    )  # fmt: skip


def saturation_of(viewer: Any, programme: Programme, book: Codebook) -> Saturation | None:
    """How new codes of a book dwindle over coded contributions in the order received.

    The first `MOST_UNITS` are measured; None where nothing has been coded.
    """
    rows = _standing(viewer, programme, book).order_by("excerpt__contribution__number")
    units: dict[int, set[int]] = {}
    for number, code in rows.values_list("excerpt__contribution__number", "code").iterator():
        if number not in units and len(units) == MOST_UNITS:
            break
        units.setdefault(number, set()).add(code)
    if not units:
        return None
    return measure_saturation([(str(number), codes) for number, codes in units.items()])


def _standing(viewer: Any, programme: Programme, book: Codebook) -> QuerySet[Coding]:
    rows: QuerySet[Coding] = Coding.objects.visible_to(viewer, programme).filter(
        code__codebook=book, code__retired_at=None, excerpt__retired_at=None
    )
    return rows


def _shared_units(viewer: Any, programme: Programme, book: Codebook) -> list[Any]:
    """Contributions that two people or more coded, in their order."""
    rows = _standing(viewer, programme, book).order_by("excerpt__contribution__number")
    units = rows.values("excerpt__contribution").annotate(coders=Count("by", distinct=True))
    return list(units.filter(coders__gte=2).values_list("excerpt__contribution", flat=True))


def _count_people(rows: list[Coding]) -> tuple[tuple[str, int], ...]:
    coded: dict[tuple[str, int], set[Any]] = {}
    for row in rows:
        coded.setdefault((row.by.name, row.by_id), set()).add(row.excerpt.contribution_id)
    return tuple((name, len(units)) for (name, _key), units in sorted(coded.items()))


def _describe(one: Disagreement, rows: list[Coding]) -> ToDiscuss:
    here = [row for row in rows if row.excerpt.contribution.number == one.unit]
    given: dict[int, dict[int, tuple[Code, int, bool]]] = {}
    for row in here:
        put = (row.code, row.excerpt_id, str(row.code_id) in one.contested)
        given.setdefault(row.by_id, {}).setdefault(row.code_id, put)
    names = {row.by_id: row.by.name for row in here}
    said = here[0].excerpt.contribution
    return ToDiscuss(
        said.pk, said.number,
        tuple((names[by], tuple(codes.values())) for by, codes in given.items()),
    )  # fmt: skip
