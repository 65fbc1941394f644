"""Who may do what with evidence, and where words go when others are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cairn.programmes.rules import (
    can_add_evidence,
    can_answer_harm,
    can_read,
    can_read_confided,
    can_redact,
    can_withdraw,
)

__all__ = [
    "GAP",
    "can_add_evidence",
    "can_answer_harm",
    "can_read",
    "can_read_confided",
    "can_redact",
    "can_withdraw",
    "carried_span",
    "cut_spans",
    "join_spans",
    "mark_spans",
    "moved_span",
]

# What stands where words were taken out; no language needed to read it.
GAP = "[…]"
Span = tuple[int, int]


def join_spans(spans: Iterable[Sequence[Any]]) -> list[Span]:
    """Half-open spans in order, those that touch or overlap made one; empty ones are dropped.

    >>> join_spans([(8, 9), (0, 4), (3, 6)])
    [(0, 6), (8, 9)]
    """
    joined: list[Span] = []
    for start, end in sorted((one[0], one[1]) for one in spans if one[0] < one[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cut_spans(text: str, spans: Iterable[Sequence[Any]]) -> tuple[str, list[list[int]]]:
    """The text with a mark for each span taken out, and `[start, end, length of the mark]` each.

    A span may bring its own mark as a third item; where several run together the first one's
    stands. Offsets are code points of `text`. Raises `ValueError` for a span that is not in it.

    >>> cut_spans("Ask Nia.", [(4, 7)])
    ('Ask […].', [[4, 7, 3]])
    >>> cut_spans("Ask Nia.", [(4, 7, "[name]")])
    ('Ask [name].', [[4, 7, 6]])
    """
    marked = mark_spans(spans)
    if marked and (marked[0][0] < 0 or marked[-1][1] > len(text)):
        raise ValueError("a span ends outside the text")
    parts, at = [], 0
    for start, end, mark in marked:
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]]), [[start, end, len(mark)] for start, end, mark in marked]


def mark_spans(spans: Iterable[Sequence[Any]]) -> list[tuple[int, int, str]]:
    """Joined spans, each with what will stand in its place.

    >>> mark_spans([(3, 6), (0, 4, "[ward]")])
    [(0, 6, '[ward]')]
    """
    given = list(spans)
    marks = {one[0]: str(one[2]) for one in given if len(one) > 2}
    return [(start, end, marks.get(start, GAP)) for start, end in join_spans(given)]


def moved_span(start: int, end: int, redactions: Iterable[Sequence[int]]) -> Span | None:
    """Where [start, end) of the old version stands in the new one; None if words of it are gone.

    `redactions` are `[start, end, replacement length]` in code points of the old version, as a
    version keeps them.

    >>> moved_span(10, 14, [[4, 7, 3], [20, 25, 3]])
    (10, 14)
    >>> moved_span(6, 14, [[4, 7, 3]]) is None
    True
    """
    shift = 0
    for cut_start, cut_end, length in redactions:
        if cut_start < end and start < cut_end:
            return None
        if cut_end <= start:
            shift += length - (cut_end - cut_start)
    return start + shift, end + shift


def carried_span(start: int, end: int, redactions: Iterable[Sequence[int]]) -> Span:
    """As `moved_span`, but what words were taken out of shrinks instead of going.

    >>> carried_span(0, 14, [[4, 7, 3], [10, 12, 6]])
    (0, 18)
    >>> carried_span(5, 14, [[4, 7, 3]])
    (4, 14)
    """
    cuts = list(redactions)
    return _carry(start, cuts, to_end=False), _carry(end, cuts, to_end=True)


def _carry(at: int, cuts: Sequence[Sequence[int]], *, to_end: bool) -> int:
    """Where a place stands afterwards; one inside words taken out goes to their mark's edge."""
    shift = 0
    for start, end, length in cuts:
        if end <= at:
            shift += length - (end - start)
        elif start < at:
            return start + shift + (length if to_end else 0)
    return at + shift
