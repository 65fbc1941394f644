"""The parts put together: everything found in a text, each place once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from cairn.analysis.made_by import MadeBy
from cairn.analysis.redaction.contacts import find_contacts
from cairn.analysis.redaction.days import find_days
from cairn.analysis.redaction.kinds import KINDS, Found, Identifier, replacement_for
from cairn.analysis.redaction.lexicon import read_vocabulary
from cairn.analysis.redaction.names import THRESHOLD, find_names, read_weights
from cairn.analysis.redaction.numbers import find_numbers
from cairn.analysis.redaction.places import find_places
from cairn.analysis.redaction.roles import find_roles

METHOD, VERSION = "rules and a word-by-word name model", "1"
# Where two kinds claim the same words, numbers with a check come before what only looks like one.
_RANK = {kind: nth for nth, kind in enumerate((
    "email", "nhs_number", "ni_number", "postcode", "date_of_birth", "web", "staff_number", "phone",
    "record_number", "date", "address", "role", "ward", "organisation", "place", "age", "name",
))}  # fmt: skip
_PIECE = 20_000


@dataclass(frozen=True)
class IdentifierFinder:
    """Finds what may identify somebody; it needs no fitting and is the same at every run.

    `kinds`: which to look for, all unless told. `lowest`: leave out what is less sure than this, 0
    to 1. `name_threshold`: how sure a word must be to count as part of a name; lower finds more
    names and raises more false alarms. `language`: that of the replacements, "en" or "cy".
    """

    kinds: frozenset[str] = frozenset(KINDS)
    lowest: float = 0.0
    name_threshold: float = THRESHOLD
    language: str = "en"

    def __post_init__(self) -> None:
        unknown = set(self.kinds) - set(KINDS)
        if unknown:
            raise ValueError(f"there is no kind {min(unknown)!r}; there are {', '.join(KINDS)}")

    @property
    def made_by(self) -> MadeBy:
        """What made the result; the vocabulary helps to tell names from words where it is set up."""
        model = "with vocabulary" if read_vocabulary() else "without vocabulary"
        return MadeBy(METHOD, VERSION, 0, model)

    def find(self, text: str) -> tuple[Identifier, ...]:
        """Return what was found in order, without overlaps; offsets are code points of `text`."""
        found = [
            Found(one.kind, one.start + start, one.end + start, one.score)
            for start, piece in _pieces(text)
            for one in self._look(piece)
            if one.kind in self.kinds and one.score >= self.lowest
        ]
        return tuple(
            Identifier(one.kind, one.start, one.end, text[one.start : one.end], one.score,
                       replacement_for(one.kind, self.language))
            for one in _settle(text, found)
        )  # fmt: skip

    def find_all(
        self, texts: Sequence[str], executor: Executor | None = None
    ) -> list[tuple[Identifier, ...]]:
        """Return what was found in each text, in their order; an executor shares the work out."""
        if executor is None:
            return [self.find(text) for text in texts]
        batches = [texts[at : at + 500] for at in range(0, len(texts), 500)]
        return [one for batch in executor.map(self.find_all, batches) for one in batch]

    def _look(self, text: str) -> Iterator[Found]:
        has_digit = any(map(str.isdigit, text))
        yield from find_contacts(text, has_digit=has_digit)
        yield from find_places(text)
        yield from find_roles(text)
        yield from find_days(text) if has_digit else ()
        yield from find_numbers(text) if has_digit else ()
        yield from find_names(text, read_weights(), self.name_threshold)


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Return what may tell who somebody is, in order; see `IdentifierFinder`.

    >>> [(one.kind, one.text, one.replacement) for one in find_identifiers("Ring 029 2018 0123.")]
    [('phone', '029 2018 0123', '[phone number]')]
    """
    return IdentifierFinder().find(text)


def redact_text(text: str, found: Iterable[Identifier]) -> str:
    """Return the text with the replacement of each identifier in its place; it is not anonymous.

    >>> redact_text("Ring 029 2018 0123.", find_identifiers("Ring 029 2018 0123."))
    'Ring [phone number].'
    """
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], one.replacement]
        at = one.end
    return "".join([*parts, text[at:]])


_IN_WORDS = {"name", "address", "ward", "organisation", "place"}


def _settle(text: str, found: Iterable[Found]) -> list[Found]:
    """Each place once: the kind that ranks first, then the surer, then the longer claims it."""
    ranked = sorted(
        found, key=lambda one: (_RANK[one.kind], -one.score, one.start - one.end, one.start)
    )
    kept: list[Found] = []
    for one in ranked:
        free = _free_part(text, one, kept)
        if free:
            kept.append(free)
    return sorted(kept, key=lambda one: one.start)


def _free_part(text: str, one: Found, kept: Sequence[Found]) -> Found | None:
    """The longest part of a place that no other claims: words found twice must not leak for it."""
    start, parts = one.start, []
    for other in sorted(kept, key=lambda other: other.start):
        if other.end > one.start and other.start < one.end:
            parts.append((start, other.start))
            start = other.end
    if not parts:
        return one
    trimmed = [_trim(text, start, end) for start, end in (*parts, (start, one.end))]
    start, end = max(trimmed, key=lambda part: part[1] - part[0])
    rest = one.kind in _IN_WORDS and end - start > 2
    return replace(one, start=start, end=end) if rest else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same place without what is no letter or digit at either end."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces cut at white space, so that none takes longer than its length asks."""
    start = 0
    while len(text) - start > _PIECE:
        cut = max(text.rfind(mark, start + 1, start + _PIECE) for mark in "\n ")
        cut = cut if cut > start else start + _PIECE
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
