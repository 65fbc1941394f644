"""Plain text: paragraphs apart by blank lines, or a conversation with "Name: words"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cairn.evidence.importers._document import Piece, build_reading, find_turns
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_TEXT, Options, Reading
from cairn.evidence.importers._text import looks_like_text, read_text

NAME = "txt"
LABEL = "Plain text"
EXTENSIONS = (".txt", ".text", ".md")
MAX_BYTES = 20_000_000


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_text(head)


def read(path: Path, options: Options) -> Reading:
    text, encoding, notes = read_text(path, options.encoding)
    if not text.strip():
        raise Refusal("empty")
    lines = [Piece(number, line) for number, line in _lines(text)]
    turns = find_turns(lines)
    talk = any(turn.speaker for turn in turns)
    pieces = turns if talk else list(_paragraphs(text))
    return build_reading(pieces, options, notes, encoding=encoding, join="\n")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_TEXT:
            raise Refusal("cell_too_long", row=number, limit=MAX_TEXT)
        if stripped := line.strip():
            yield number, stripped


def _paragraphs(text: str) -> Iterator[Piece]:
    start, block = 1, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line.rstrip())
        elif block:
            yield Piece(start, "\n".join(block))
            block = []
