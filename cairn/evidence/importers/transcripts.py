"""Transcripts in WebVTT and SRT: captions with a time, and who speaks where the file says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from cairn.evidence.importers._document import Piece, build_reading, find_turns, seconds_text
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_TEXT, Options, Reading
from cairn.evidence.importers._text import looks_like_text, read_text

NAME = "transcript"
LABEL = "Transcript (VTT or SRT)"
EXTENSIONS = (".vtt", ".srt")
MAX_BYTES = 10_000_000
_VOICE = re.compile(
    r"<v(?:\.[^\s>]{0,99})?\s{1,9}([^>]{1,200})>(.*?)(?:</v>|(?=<v[\s.])|$)", re.DOTALL
)
_TAG = re.compile(r"</?[A-Za-z0-9:.]?[^<>]{0,200}>")
_FIRST_LINE = re.compile(r"WEBVTT(?:\s|$)")
_BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_text(head)


def read(path: Path, options: Options) -> Reading:
    text, encoding, notes = read_text(path, options.encoding)
    if not text.strip():
        raise Refusal("empty")
    _refuse_long_lines(text)
    kind = "vtt" if _FIRST_LINE.match(text) else "srt"
    _refuse_lost_words(text, kind)
    captions = _captions(text, kind)
    _refuse_lost_captions(text, kind, len(captions))
    turns = [replace(turn, text=_flat(turn.text)) for turn in find_turns(list(_pieces(captions)))]
    if not any(turn.speaker for turn in turns):
        turns = [replace(turns[0], text=" ".join(turn.text for turn in turns))]
    return build_reading(turns, options, notes, encoding=encoding, join=" ")


def _refuse_long_lines(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_TEXT:
            raise Refusal("cell_too_long", row=number, limit=MAX_TEXT)


def _captions(text: str, kind: str) -> list[Caption]:
    try:
        return list(WebVTT.from_buffer(BytesIO(text.encode()), format=kind).captions)
    except (MalformedCaptionError, MalformedFileError):
        raise Refusal("bad_transcript", row=1) from None


def _refuse_lost_words(text: str, kind: str) -> None:
    """A paragraph without a time belongs to no caption, and the library would drop it."""
    number = 1
    for block in text.split("\n\n"):
        words = block.strip("\n")
        beside = kind == "vtt" and words.startswith(_BESIDE)
        if words.strip() and "-->" not in words and not beside:
            raise Refusal("bad_transcript", row=number)
        number += block.count("\n") + 2


def _refuse_lost_captions(text: str, kind: str, read: int) -> None:
    """A caption the library skipped for a bad time would be words lost without a word."""
    lines = text.split("\n")
    blocks = [number for number, line in enumerate(lines, start=1) if "-->" in line]
    if read < len(blocks):
        raise Refusal("bad_transcript", row=blocks[read])
    if not read:
        raise Refusal("no_text" if kind == "vtt" else "bad_transcript", row=1)


def _pieces(captions: Iterable[Caption]) -> Iterator[Piece]:
    for number, caption in enumerate(captions, start=1):
        start = seconds_text(caption.start_time.in_milliseconds() / 1000)
        voices = _VOICE.findall(caption.raw_text)
        for name, words in voices or [("", caption.raw_text)]:
            yield Piece(number, _plain(words), speaker=_plain(name), start=start)


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words)).strip()


def _flat(words: str) -> str:
    """Captions break lines where the screen ends; people do not."""
    return " ".join(words.split())
