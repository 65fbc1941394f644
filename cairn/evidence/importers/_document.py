"""From a document's paragraphs to rows: one a file, a heading or a speaker's turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cairn.evidence.importers._grid import check_texts
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import SPLITS, Note, Options, Reading, Row, Speaker

COLUMNS = ("text", "heading", "speaker", "start")
_NAME = r"[^\W\d_](?:[\w .'’()&/-]{0,38}[\w.)])?"
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?"
_LABEL = re.compile(
    rf"(?:[\[(]?{_CLOCK}[\])]?\s{{1,3}}(?:-\s{{1,3}})?)?({_NAME})\s{{0,3}}"
    rf"(?:[\[(]{_CLOCK}[\])]\s{{0,3}})?:(?:\s|$)(.*)",
    re.DOTALL,
)
# meeting programs write the name and the time on a line above the words
_NAME_AND_TIME = re.compile(rf"({_NAME})\s{{1,9}}{_CLOCK}(?:\n(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """One paragraph, heading or caption; `number` is its place in the file, counted from 1."""

    number: int
    text: str
    heading: bool = False
    table: bool = False
    speaker: str = ""
    start: str = ""


@dataclass
class _Part:
    """Pieces on the way to one row."""

    number: int
    heading: str = ""
    speaker: str = ""
    start: str = ""
    texts: list[str] = field(default_factory=list)


def find_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """Give each paragraph its speaker where the document is a conversation.

    One line that happens to hold a colon makes no conversation: two lines with a name are needed,
    and a name of at most five words. A paragraph without a name goes on with the speaker before it.
    """
    turns = [piece if _is_settled(piece) else _labelled(piece) for piece in pieces]
    if sum(1 for turn in turns if turn.speaker) < 2:
        return list(pieces)
    return list(_carried_on(turns))


def _is_settled(piece: Piece) -> bool:
    return piece.heading or piece.table or bool(piece.speaker)


def _labelled(piece: Piece) -> Piece:
    if found := _LABEL.fullmatch(piece.text):
        *before, name, hours, minutes, seconds, part, words = found.groups()
        clock = before if before[1] else (hours, minutes, seconds, part)
    elif found := _NAME_AND_TIME.fullmatch(piece.text):
        name, *clock, words = found.groups()
    else:
        return piece
    if len(name.split()) > 5:
        return piece
    start = _seconds(clock) or piece.start
    return replace(piece, text=(words or "").strip(), speaker=" ".join(name.split()), start=start)


def _seconds(clock: Sequence[str | None]) -> str:
    """Return a time as seconds; "" where there is none."""
    hours, minutes, seconds, part = clock
    if minutes is None:
        return ""
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return seconds_text(whole + int((part or "0").ljust(3, "0")) / 1000)


def seconds_text(seconds: float) -> str:
    """Write seconds without needless zeros.

    >>> seconds_text(61.5), seconds_text(60.0)
    ('61.5', '60')
    """
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _carried_on(turns: Sequence[Piece]) -> Iterator[Piece]:
    speaker = ""
    for turn in turns:
        spoken = not (turn.heading or turn.table)
        speaker = (turn.speaker or speaker) if spoken else ""
        yield turn if not spoken else replace(turn, speaker=speaker)


def build_reading(
    pieces: Sequence[Piece],
    options: Options,
    notes: list[Note],
    *,
    encoding: str = "",
    join: str = "\n\n",
) -> Reading:
    """Return a document's pieces as rows of `COLUMNS`; raises `Refusal`.

    Each row's text is the words as they stand, turns without their labels; `join` stands between
    the pieces of one turn and a blank line between turns and paragraphs. Choosing no split takes turns where there is a conversation, else headings, else
    the file.
    """
    turns = merge_turns(pieces, join)
    splits = _splits(turns)
    split = options.split or splits[-1]
    if split not in SPLITS:
        raise Refusal("unknown_split")
    kept = [
        turn for turn in turns if turn.speaker not in options.leave_out_speakers or turn.heading
    ]
    if left_out := len(turns) - len(kept):
        notes.append(Note("speakers_left_out", {"count": left_out}))
    rows = [row for row in map(_row, _parts(kept, split)) if row.cells[0]]
    if not rows:
        raise Refusal("no_text")
    return Reading(
        columns=COLUMNS,
        rows=iter(rows),
        notes=notes,
        splits=splits,
        split=split,
        speakers=_count_speakers(turns),
        encoding=encoding,
    )


def merge_turns(pieces: Sequence[Piece], join: str) -> list[Piece]:
    """Join what one speaker says in a row; paragraphs of no speaker stay apart."""
    texts: list[list[str]] = []
    merged: list[Piece] = []
    for piece in pieces:
        if merged and _goes_on(merged[-1], piece):
            texts[-1].append(piece.text)
        else:
            merged.append(piece)
            texts.append([piece.text])
    return [
        replace(piece, text=join.join(filter(None, parts)))
        for piece, parts in zip(merged, texts, strict=True)
    ]


def _goes_on(before: Piece, piece: Piece) -> bool:
    return bool(piece.speaker) and piece.speaker == before.speaker and not piece.heading


def _splits(turns: Sequence[Piece]) -> tuple[str, ...]:
    has_headings = any(turn.heading for turn in turns)
    has_speakers = any(turn.speaker for turn in turns)
    return ("file", *(("heading",) * has_headings), *(("turn",) * has_speakers))


def _count_speakers(turns: Sequence[Piece]) -> tuple[Speaker, ...]:
    counts = Counter(turn.speaker for turn in turns if turn.speaker)
    return tuple(Speaker(name, count) for name, count in counts.items())


def _parts(turns: Sequence[Piece], split: str) -> list[_Part]:
    parts: list[_Part] = []
    part: _Part | None = None
    heading = ""
    for turn in turns:
        heading = turn.text if turn.heading else heading
        if turn.heading and split != "file":
            part = None
            continue
        if part is None or split == "turn":
            part = _new_part(turn, heading, split)
            parts.append(part)
        part.texts.append(turn.text)
    return parts


def _new_part(turn: Piece, heading: str, split: str) -> _Part:
    part = _Part(turn.number, start=turn.start)
    if split != "file":
        part.heading = heading
    if split == "turn":
        part.speaker = turn.speaker
    return part


def _row(part: _Part) -> Row:
    text = "\n\n".join(filter(None, part.texts)).strip()
    check_texts(part.number, (text, part.heading))
    return Row(part.number, (text, part.heading, part.speaker, part.start))
