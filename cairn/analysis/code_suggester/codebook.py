"""A codebook as rows to learn from: each name, definition and example stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cairn.analysis.code_suggester.results import Code, CodesWrong
from cairn.analysis.text import find_words

# A printed list often runs on: "... on time.' Negative: 'Long wait". The heading is no example.
_HEADING = re.compile(
    r"(?:^|(?<=[.!?'’\"”])\s*)[A-Z][a-z]+(?:\s*/\s*\w+|\s+\w+){0,2}:\s*(?=['‘\"“])"
)
_QUOTES = " '‘’\"“”"


@dataclass(frozen=True)
class Row:
    """A text that stands for codes (by their place in the codebook)."""

    text: str
    codes: tuple[int, ...]
    source: str


def check_codes(codes: Sequence[Code]) -> None:
    """Raise CodesWrong unless there are codes, each with a name and an id of its own."""
    if not codes:
        raise CodesWrong("the codebook holds no codes")
    seen: set[str] = set()
    for code in codes:
        if not code.id.strip() or not code.name.strip():
            raise CodesWrong("a code of the codebook has no id or no name")
        if code.id in seen:
            raise CodesWrong(f"the codebook has the id {code.id!r} twice")
        seen.add(code.id)


def list_rows(codes: Sequence[Code]) -> list[Row]:
    """Return names, definitions and examples as rows; an example printed under two codes has both."""
    rows = [Row(code.name, (at,), "name") for at, code in enumerate(codes)]
    rows += [
        Row(code.definition, (at,), "definition")
        for at, code in enumerate(codes)
        if find_words(code.definition)
    ]
    held: dict[str, dict[int, None]] = {}
    for at, code in enumerate(codes):
        for example in split_examples(code.examples):
            held.setdefault(example, {})[at] = None
    return rows + [Row(text, tuple(places), "example") for text, places in held.items()]


def split_examples(examples: Sequence[str]) -> tuple[str, ...]:
    """Return examples without the headings and marks of the page they were printed on.

    >>> split_examples(["Positive: 'Seen on time.", "On time.' Negative: 'Long wait"])
    ('Seen on time.', 'On time.', 'Long wait')
    """
    return tuple(dict.fromkeys(part for example in examples for part in _split(example)))


def _split(example: str) -> Iterator[str]:
    for part in _HEADING.split(example):
        words = part.strip(_QUOTES)
        if find_words(words):
            yield words
