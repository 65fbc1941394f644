"""Plain text of any origin: which encoding it is in, and its letters."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TextIO

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import ENCODINGS, Note

# the longer mark first: the UTF-32 mark begins like the UTF-16 one
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_BINARY = (
    b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"{\\rtf", b"BZh",
)  # fmt: skip


def looks_like_text(head: bytes) -> bool:
    """Return whether the first bytes of a file can be text in an encoding Cairn reads."""
    if head.startswith(_BINARY):
        return False
    return b"\0" not in head or bool(_marked_encoding(head) or _wide_encoding(head))


def find_encoding(path: Path, chosen: str = "") -> tuple[str, list[Note]]:
    """Return a file's encoding and what to tell about it; raises `Refusal`.

    A byte order mark decides; then UTF-16 without one, strict UTF-8 and cp1252 are tried in turn.
    """
    if chosen:
        _check_known(chosen)
        if not _decodes(path, chosen):
            raise Refusal("wrong_encoding", encoding=chosen)
        return chosen, []
    with path.open("rb") as file:
        head = file.read(4096)
    certain = _marked_encoding(head) or _wide_encoding(head)
    if certain:
        if not _decodes(path, certain):
            raise Refusal("truncated" if certain != "utf-8-sig" else "unknown_encoding")
        return certain, []
    if _decodes(path, "utf-8"):
        return "utf-8", []
    if _decodes(path, "cp1252"):
        return "cp1252", [Note("encoding_guessed", {"encoding": "cp1252"})]
    raise Refusal("unknown_encoding")


def _marked_encoding(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _wide_encoding(head: bytes) -> str:
    """Tell UTF-16 without a mark: Western letters have a zero byte on one side only."""
    even, odd = head[0:200:2].count(0), head[1:200:2].count(0)
    most = len(head[:200]) // 2
    if most and odd > most * 0.7 and even == 0:
        return "utf-16-le"
    if most and even > most * 0.7 and odd == 0:
        return "utf-16-be"
    return ""


def _check_known(encoding: str) -> None:
    """Some of Python's codecs unpack or take quadratic time, so only those listed are used."""
    if encoding.lower() not in ENCODINGS:
        raise Refusal("wrong_encoding", encoding=encoding)


def _decodes(path: Path, encoding: str) -> bool:
    """Go through the whole file once, so that nothing is half read; raises `Refusal` at a NUL."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                _refuse_nul(decoder.decode(chunk))
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise Refusal("nul_bytes")


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a text whose line ends are left as they are."""
    return path.open(encoding=encoding, newline="")


def read_text(path: Path, chosen: str = "") -> tuple[str, str, list[Note]]:
    """Return a whole file's text with plain line ends, its encoding and what to tell about it."""
    encoding, notes = find_encoding(path, chosen)
    text = path.read_bytes().decode(encoding).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding, notes
