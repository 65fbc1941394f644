"""Recordings without what the recorder wrote into them: the title (often a place), the time, the device.

M4A (ISO/IEC 14496-12), MP3 (its ID3 tags) and WAV (RIFF) are parted here, where their parts can be
left out without touching the sound. Ogg and WebM are kept as they were sent.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from cairn.evidence.importers._refusal import Refusal

_INSIDE = (b"moov", b"trak", b"mdia")
_TAGS = (b"udta", b"meta", b"uuid")
_TIMES = (b"mvhd", b"tkhd", b"mdhd")
_WAVE = (b"fmt ", b"fact", b"data")


def strip_tags(form: str, data: bytes) -> bytes:
    """Return a recording of a form (m4a, mp3, wav; others unchanged) without tags.

    Raises `Refusal` where its parts do not fit into one another, or no sound is left.
    """
    try:
        kept = {"m4a": _strip_m4a, "mp3": _strip_mp3, "wav": _strip_wav}.get(form, bytes)(data)
    except struct.error:
        raise Refusal("broken") from None
    if not kept:
        raise Refusal("broken")
    return kept


def _strip_m4a(data: bytes) -> bytes:
    """Boxes of tags become free space of the same length, so that nothing else moves."""
    whole = bytearray(data)
    waiting = [(0, len(whole))]
    while waiting:
        for kind, head, start, end in _boxes(whole, *waiting.pop()):
            if kind in _TAGS:
                whole[head + 4 : head + 8] = b"free"
                whole[start:end] = bytes(end - start)
            elif kind in _TIMES and end - start >= 20:
                long = 16 if whole[start] == 1 else 8  # two times of four or eight bytes
                whole[start + 4 : start + 4 + long] = bytes(long)
            elif kind in _INSIDE:
                waiting.append((start, end))
    return bytes(whole)


def _boxes(whole: bytearray, at: int, stop: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box's kind, where it begins, and where its content begins and ends."""
    while at < stop:
        size, kind = struct.unpack_from(">I4s", whole, at)
        start = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", whole, start)
            start += 8
        end = at + size if size else stop
        if not start <= end <= stop:
            raise Refusal("truncated")
        yield kind, at, start, end
        at = end


def _strip_mp3(data: bytes) -> bytes:
    while data.startswith(b"ID3"):
        _head, _version, flags, *size = struct.unpack_from(">3sHB4B", data)
        length = sum(each << shift for each, shift in zip(size, (21, 14, 7, 0), strict=True))
        data = data[10 + length + (10 if flags & 0x10 else 0) :]
    return data[:-128] if data[-128:-125] == b"TAG" else data


def _strip_wav(data: bytes) -> bytes:
    kept, at = b"", 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        content = data[at + 8 : at + 8 + size]  # a recorder that was stopped states too much
        if kind in _WAVE:
            kept += struct.pack("<4sI", kind, len(content)) + content + b"\x00" * (len(content) % 2)
        at += 8 + size + size % 2
    return struct.pack("<4sI4s", b"RIFF", len(kept) + 4, b"WAVE") + kept if kept else b""
