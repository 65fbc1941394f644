"""Ways to spoil an Office package that Word and Excel files have in common."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

from .bad import READ, Bad
from .builders import Parts, pack, relations

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (this, b"&%c;" % before * 10)
        for before, this in zip(b"abcdefgh", b"bcdefghi", strict=True)
    )
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)

Sound = Callable[[], Parts]


def with_part(sound: Sound, name: str, content: bytes = b"x") -> Callable[[], bytes]:
    return lambda: pack(sound() | {name: content})


def with_prefix(sound: Sound, name: str, prefix: bytes) -> Callable[[], bytes]:
    return lambda: pack(sound() | {name: prefix + sound()[name]})


def with_info(sound: Sound, **changes: int) -> Callable[[], bytes]:
    """Add a part whose entry in the directory is changed."""

    def build() -> bytes:
        file = BytesIO(pack(sound()))
        with zipfile.ZipFile(file, "a") as archive:
            info = zipfile.ZipInfo("extra/link")
            for key, value in changes.items():
                setattr(info, key, value)
            archive.writestr(info, b"/etc/passwd" * 10, info.compress_type)
        return file.getvalue()

    return build


def in_directory(sound: Sound, part: str, offset: int, value: bytes) -> Callable[[], bytes]:
    """Overwrite a field of a part's entry in the central directory, counted from its start."""

    def build() -> bytes:
        content = bytearray(pack(sound()))
        place = content.rindex(part.encode()) - 46 + offset
        content[place : place + len(value)] = value
        return bytes(content)

    return build


def twice(sound: Sound, part: str, other: str) -> Callable[[], bytes]:
    def build() -> bytes:
        file = BytesIO(pack(sound()))
        placeholder = "#" * len(other)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(placeholder, sound()[part])
        return file.getvalue().replace(placeholder.encode(), other.encode())

    return build


def overlapping(sound: Sound, part: str) -> Callable[[], bytes]:
    """Point an extra entry at the bytes of a part that has one already."""

    def build() -> bytes:
        file = BytesIO(pack(sound() | {"zzz": sound()[part]}))
        with zipfile.ZipFile(file) as archive:
            place = archive.getinfo(part).header_offset
        content = bytearray(file.getvalue())
        entry = content.rindex(b"zzz") - 46
        content[entry + 42 : entry + 46] = struct.pack("<I", place)
        return bytes(content)

    return build


def nested_bomb() -> bytes:
    inner = pack({"zeros": bytes(3_000_000)})
    for _ in range(4):
        inner = pack({f"{number}.zip": inner for number in range(10)})
    return inner


def package_cases(sound: Sound, main: str, wrong: str, other: Sound) -> dict[str, Bad]:
    """`main` is the name of the part that matters, `wrong` the code for not being this kind."""
    return {
        **not_office(sound),
        **not_this_kind(sound, main, wrong, other),
        **unsafe_entries(sound, main),
        **bombs(sound, main),
        **unsafe_xml(sound, main),
    }


def not_office(sound: Sound) -> dict[str, Bad]:
    return {
        "nothing in it": Bad(lambda: b"", "empty"),
        "zero bytes only": Bad(lambda: bytes(1000), "content_mismatch"),
        "a picture": Bad(lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "content_mismatch"),
        "a PDF": Bad(lambda: b"%PDF-1.7\n", "content_mismatch"),
        "plain text": Bad(lambda: b"Role,Answer\nNurse,Tea\n", "content_mismatch"),
        "a program": Bad(lambda: b"MZ\x90" + bytes(100), "content_mismatch"),
        "a picture before the zip": Bad(lambda: b"GIF89a" + pack(sound()), "content_mismatch"),
        "an empty zip": Bad(lambda: pack({}), "content_mismatch"),
        "a name nobody reads": Bad(lambda: pack(sound()), "unknown_type", name="answers.exe"),
        "named as text": Bad(lambda: pack(sound()), "content_mismatch", name="answers.csv"),
        "an older Office file": Bad(lambda: OLE, "old_format"),
        "locked with a password": Bad(
            lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), "encrypted"
        ),
        "cut in half": Bad(lambda: pack(sound())[: len(pack(sound())) // 2], "truncated"),
        "four bytes of a zip": Bad(lambda: b"PK\x03\x04", "truncated"),
    }


def not_this_kind(sound: Sound, main: str, wrong: str, other: Sound) -> dict[str, Bad]:
    types = sound()["[Content_Types].xml"]
    return {
        "without content types": Bad(lambda: pack({main: sound()[main]}), wrong),
        "without the main part": Bad(lambda: pack({"[Content_Types].xml": types}), wrong),
        "the other kind of file": Bad(lambda: pack(other()), wrong),
        "a zip of something else": Bad(lambda: pack({"photo.jpg": b"x"}), wrong),
        "content types with macros": Bad(
            with_part(
                sound,
                "[Content_Types].xml",
                types.replace(b"openxmlformats-officedocument", b"macroEnabled"),
            ),
            "macro",
        ),
        "a macro project": Bad(with_part(sound, "xl/vbaProject.bin"), "macro"),
        "a macro sheet": Bad(with_part(sound, "xl/macrosheets/sheet1.xml"), "macro"),
        "an ActiveX control": Bad(with_part(sound, "word/activeX/activeX1.bin"), "macro"),
    }


def unsafe_entries(sound: Sound, main: str) -> dict[str, Bad]:
    return {
        "a name that climbs out": Bad(with_part(sound, "../../etc/cron.d/x"), "unsafe_part"),
        "a name from the root": Bad(with_part(sound, "/etc/passwd"), "unsafe_part"),
        "a name with backslashes": Bad(with_part(sound, "..\\..\\x"), "unsafe_part"),
        "a name with a drive": Bad(with_part(sound, "C:x"), "unsafe_part"),
        "a name with a NUL": Bad(twice(sound, main, "word/a\0b.xml"), "unsafe_part"),
        "a link to elsewhere": Bad(
            with_info(sound, external_attr=0o120777 << 16, create_system=3), "unsafe_part"
        ),
        "the main part twice": Bad(twice(sound, main, main), "repeated_part"),
        "the main part twice in capitals": Bad(twice(sound, main, main.upper()), "repeated_part"),
        "parts on top of each other": Bad(overlapping(sound, main), "repeated_part"),
        "a part locked in the zip": Bad(in_directory(sound, main, 8, b"\1\0"), "encrypted"),
    }


def bombs(sound: Sound, main: str) -> dict[str, Bad]:
    return {
        "packed with bzip2": Bad(with_info(sound, compress_type=zipfile.ZIP_BZIP2), "odd_part"),
        "packed with LZMA": Bad(with_info(sound, compress_type=zipfile.ZIP_LZMA), "odd_part"),
        "packed in an unknown way": Bad(in_directory(sound, main, 10, b"\x63\0"), "odd_part"),
        "a flat bomb": Bad(with_part(sound, main, bytes(150_000_000)), "packed_too_tightly"),
        "many smaller bombs": Bad(
            lambda: pack(sound() | {f"media/{n}": bytes(4_900_000) for n in range(42)}),
            "unpacks_too_large",
        ),
        "bombs within a bomb": Bad(with_part(sound, "media/x.zip", nested_bomb()), READ),
        "a size stated too small": Bad(
            in_directory(sound, main, 24, struct.pack("<I", 20)), "broken"
        ),
        "a size stated too large": Bad(
            in_directory(sound, main, 24, struct.pack("<I", 199_000_000)), "packed_too_tightly"
        ),
        "a wrong checksum": Bad(in_directory(sound, main, 16, b"\1\2\3\4"), "broken"),
        "packed bytes spoilt": Bad(in_directory(sound, main, 20, b"\5\0\0\0"), "broken"),
        "too many parts": Bad(
            lambda: pack(sound() | {f"media/{n}": b"" for n in range(2100)}), "too_many_parts"
        ),
    }


def unsafe_xml(sound: Sound, main: str) -> dict[str, Bad]:
    part_rels = f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels"
    return {
        "an entity bomb": Bad(with_prefix(sound, main, BOMB), "xml_entities"),
        "an entity from a file": Bad(with_prefix(sound, main, OUTSIDE), "xml_entities"),
        "an entity in the relations": Bad(with_prefix(sound, part_rels, BOMB), "xml_entities"),
        "an entity in the content types": Bad(
            with_prefix(sound, "[Content_Types].xml", BOMB), "xml_entities"
        ),
        "XML that does not close": Bad(with_part(sound, main, sound()[main][:-9]), "broken"),
        "XML after the end": Bad(with_part(sound, main, sound()[main] * 2), "broken"),
        "XML in an unknown encoding": Bad(
            with_prefix(sound, main, b'<?xml version="1.0" encoding="x-none"?>'), "broken"
        ),
        "XML with a NUL": Bad(with_part(sound, main, sound()[main] + b"\0"), "broken"),
        "XML nested ten thousand deep": Bad(
            with_part(sound, main, b"<a>" * 10_000 + b"</a>" * 10_000), "too_deep"
        ),
        "a frame from the network": Bad(
            with_part(
                sound, part_rels, relations(("r9", "frame", "http://x.invalid/a"), mode="External")
            ),
            "outside_part",
        ),
        "a share as object": Bad(
            with_part(
                sound, part_rels, relations(("r9", "oleObject", r"\\x.invalid\a"), mode="External")
            ),
            "outside_part",
        ),
    }
