"""Where one sentence of a line ends and the next begins, by rules of our own.

Every place where a stop may end a sentence is looked at with what stands before and after it. The
rules follow the cases that Sadvilkar and Neumann collected (2020, "PySBD: Pragmatic Sentence
Boundary Disambiguation"); they read a megabyte in about a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.stop_words import read_stop_words

_CLOSERS = "\"'”’»)\\]"
_STOP = re.compile(
    rf"(?P<stop>[.!?…؟۔।]+)(?P<close>[{_CLOSERS}]*)(?P<space>\s+(?:[^\w\s\-–•\"'(\[“‘«]+\s+)*)|[。！？]+"
)
_GLUED = re.compile(r"(?<=[a-zà-ÿŵŷ]{2}[.!?])(?=[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ'’])")
_ENUMERATOR = re.compile(r"(?<!\S)\(?(\d{1,2})[.)](?=\s+\S)")
_INITIALS = re.compile(r"(?:^|[\s(\"'“‘])((?:[^\W\d_]\.){1,})$")
_WORD_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_NEXT_WORD = re.compile(r"[\s\"'“‘«(\[]*([^\W_]+)")
_SHORT_FORMS = """
never: mr mrs ms miss dr drs prof st rev revd sr jr vs cf viz approx e.g i.e eg ie e.e h.y a.y.b fig
cllr hon sgt capt lt col gen mt messrs ph.d m.d
number: no nos vol pp p tel ext para rhif tud ref
"""
_NEVER, _NUMBER = (frozenset(part.split()) for part in re.split(r"\w+:", _SHORT_FORMS)[1:])


def find_sentences(line: str) -> list[tuple[int, int]]:
    """Return half-open spans that tile a line; white space between sentences ends the earlier one.

    >>> [line[a:b] for line in ["We left at 3 p.m. It rained."] for a, b in find_sentences(line)]
    ['We left at 3 p.m. ', 'It rained.']
    """
    cuts = sorted({cut for cut in _find_cuts(line) if 0 < cut < len(line)})
    return list(zip([0, *cuts], [*cuts, len(line)], strict=True)) if line else []


def _find_cuts(line: str) -> Iterator[int]:
    for found in _STOP.finditer(line):
        if found["stop"] is None or _ends_sentence(line, found):
            yield found.end()
    yield from (found.start() for found in _GLUED.finditer(line))
    yield from _find_items(line)


def _find_items(line: str) -> Iterator[int]:
    """Yield where the items of a list within a line begin: numbers that count up from 1."""
    wanted = 1
    starts = []
    for found in _ENUMERATOR.finditer(line):
        if int(found[1]) == wanted:
            starts.append(found.start())
            wanted += 1
    if len(starts) > 1:
        yield from starts


def _ends_sentence(line: str, found: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(line, found.end())
    after = following[1] if following else ""
    if not after:
        return found.end() >= len(line)
    if found["stop"] == ".":
        return _stop_ends(line[max(0, found.start() - 40) : found.start() + 1], after)
    if set(found["stop"]) <= {".", "…"}:
        return not after[0].islower()
    return not (after[0].islower() and found["close"])


def _stop_ends(before: str, after: str) -> bool:
    """Say whether one full stop ends a sentence, from what stands before it and the next word."""
    if after[0].islower():
        return False
    word = _WORD_BEFORE.search(before)
    if not word:
        return True
    short = word[1].lower()
    if short in _NEVER or (short in _NUMBER and after[0].isdigit()):
        return False
    if short in {"a.m", "p.m"}:
        return True
    if _is_marker(before, short):
        return False
    if _INITIALS.search(before):
        return len(after) > 1 and after.lower() in read_stop_words()
    return True


def _is_marker(before: str, short: str) -> bool:
    """Say whether a number is the marker of a list item: it begins the line or follows a break."""
    if not (short.isdigit() and len(short) <= 2):
        return False
    lead = before[: len(before) - len(short) - 1].rstrip()
    named = _WORD_BEFORE.search(lead)
    return not lead or (lead[-1] in ".:;!?" and not (named and named[1].lower() in _NUMBER))
