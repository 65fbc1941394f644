"""Passages two people marked in the same text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class SpanAgreement:
    """`pairs` are places in both lists that meet; `overlap` is the share of all marked code
    points that both marked, `f1` the balance of passages found by both (0 to 1)."""

    pairs: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    overlap: float
    f1: float


def compare_spans(
    first: Sequence[Span], second: Sequence[Span], enough: float = 0.5
) -> SpanAgreement:
    """Return how two people's spans (start, end, in code points) meet.

    Two spans meet when they share `enough` of what either covers (intersection over union), the
    closest pairs first and each span in one pair. Nothing marked by either is full agreement.

    >>> compare_spans([(0, 10), (20, 30)], [(0, 8)]).pairs
    ((0, 0),)
    """
    near = sorted(
        (-shared, one, two)
        for one, span in enumerate(first)
        for two, other in enumerate(second)
        if (shared := _share(span, other)) >= enough
    )
    pairs: list[tuple[int, int]] = []
    for _shared, one, two in near:
        if all(one != taken and two != other for taken, other in pairs):
            pairs.append((one, two))
    pairs.sort()
    marked = [{at for start, end in spans for at in range(start, end)} for spans in (first, second)]
    union = marked[0] | marked[1]
    spans = len(first) + len(second)
    return SpanAgreement(
        tuple(pairs),
        tuple(sorted(set(range(len(first))) - {one for one, _two in pairs})),
        tuple(sorted(set(range(len(second))) - {two for _one, two in pairs})),
        len(marked[0] & marked[1]) / len(union) if union else 1.0,
        2 * len(pairs) / spans if spans else 1.0,
    )


def _share(one: Span, two: Span) -> float:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    union = max(one[1], two[1]) - min(one[0], two[0])
    return shared / union if shared > 0 else 0.0
