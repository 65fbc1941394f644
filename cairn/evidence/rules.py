"""Who may do what with evidence, and where words go when others are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cairn.programmes.rules import can_add_evidence, can_read, can_redact, can_withdraw

__all__ = [
    "GAP",
    "can_add_evidence",
    "can_read",
    "can_redact",
    "can_withdraw",
    "cut_spans",
    "join_spans",
    "moved_span",
]

# What stands where words were taken out; no language needed to read it.
GAP = "[…]"
Span = tuple[int, int]


def join_spans(spans: Iterable[Sequence[int]]) -> list[Span]:
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


def cut_spans(text: str, spans: Iterable[Sequence[int]]) -> tuple[str, list[list[int]]]:
    """The text with a mark for each span taken out, and `[start, end, length of the mark]` each.

    Offsets are code points of `text`. Raises `ValueError` for a span that is not in it.

    >>> cut_spans("Ask Nia.", [(4, 7)])
    ('Ask […].', [[4, 7, 3]])
    """
    joined = join_spans(spans)
    if joined and (joined[0][0] < 0 or joined[-1][1] > len(text)):
        raise ValueError("a span ends outside the text")
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at:start], GAP]
        at = end
    return "".join([*parts, text[at:]]), [[start, end, len(GAP)] for start, end in joined]


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
