"""Zip archives of strangers: checked as a whole before a single part is unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from cairn.evidence.importers._refusal import Refusal

MAX_PARTS = 2_000
MAX_UNPACKED = 200_000_000
# text packs ten to thirty times, a sheet of equal cells two hundred; bombs reach a thousand
_TIGHTEST, _TIGHTEST_FROM = 400, 5_000_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def looks_like_office(head: bytes) -> bool:
    """Return whether the first bytes are a zip's or an older (or locked) Office file's."""
    return head.startswith((b"PK\x03\x04", _OLE))


def open_archive(path: Path) -> Archive:
    """Return a zip whose directory holds nothing unsafe; raises `Refusal`."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_OLE):
            raise Refusal("encrypted" if _LOCKED in head + file.read(1 << 20) else "old_format")
    try:
        archive = zipfile.ZipFile(path)
    except _FAULTS:
        raise Refusal("truncated" if head.startswith(b"PK\x03\x04") else "broken") from None
    try:
        _check_directory(archive.infolist(), path.stat().st_size)
    except Refusal:
        archive.close()
        raise
    return Archive(archive)


def _check_directory(parts: list[zipfile.ZipInfo], size: int) -> None:
    if len(parts) > MAX_PARTS:
        raise Refusal("too_many_parts", limit=MAX_PARTS)
    for part in parts:
        _check_part(part)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise Refusal("repeated_part")
    _check_places(parts, size)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refusal("unpacks_too_large", limit=MAX_UNPACKED)


def _check_part(part: zipfile.ZipInfo) -> None:
    # orig_filename still holds what zipfile cuts off at a NUL
    name = part.orig_filename
    if name.startswith("/") or "\\" in name or "\0" in name or ":" in name:
        raise Refusal("unsafe_part", part=name)
    if ".." in PurePosixPath(name).parts or stat.S_ISLNK(part.external_attr >> 16):
        raise Refusal("unsafe_part", part=name)
    if part.flag_bits & 0x1:
        raise Refusal("encrypted")
    if part.compress_type not in _KNOWN_PACKING:
        raise Refusal("odd_part", part=name)
    if part.file_size > max(_TIGHTEST_FROM, part.compress_size * _TIGHTEST):
        raise Refusal("packed_too_tightly", part=name)


def _check_places(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Parts that lie on top of each other unpack the same bytes again and again."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise Refusal("repeated_part")
        end = part.header_offset + 30 + len(part.orig_filename) + part.compress_size
    if end > size:
        raise Refusal("truncated")


class Archive:
    """The parts of a checked zip; nothing is ever written to the disk under a name from inside it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0
        self.names = frozenset(archive.namelist())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes; zipfile stops at the size stated, and this counts what it gave."""
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > 2 * MAX_UNPACKED:
                        raise Refusal("unpacks_too_large", limit=MAX_UNPACKED)
                    yield chunk
        except KeyError:
            raise Refusal("broken") from None
        except _FAULTS:
            raise Refusal("broken") from None

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.chunks(name))
