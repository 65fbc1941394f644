"""A stranger's photo, recording or document made safe to keep, inside the child that can do no harm.

A photo is drawn anew, so nothing that a camera or a joker put beside its points is left. A recording
loses its tags where that is simple; a document is kept as it was sent. Both have to begin as a kind
that we take.
"""

from __future__ import annotations

import codecs
import shutil
from pathlib import Path

from PIL import Image, ImageOps

from cairn.evidence.importers._archive import looks_like_office, open_archive
from cairn.evidence.importers._package import check_package
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._sound import strip_tags

MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2_560
QUALITY = 85
_HEAD = 4_096
Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and said in our words
_PHOTOS = ("JPEG", "PNG", "WEBP", "GIF")
_PHOTO_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash", b"3gp4", b"3gp5", b"3g2a")  # fmt: skip
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
# The main part of each kind of Office file, and the refusal for a file that only looks like one.
_OFFICE = {
    "docx": ("word/document.xml", "not_docx"),
    "xlsx": ("xl/workbook.xml", "not_xlsx"),
}


def keep(path: Path, wanted: str, into: Path) -> str:
    """Write what may be kept of a file to `into` and return its form, such as "jpg"; raises `Refusal`.

    `wanted` is photo, voice or file; to a file anything goes that one of the others may be.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Refusal("empty")
    if wanted in ("photo", "file") and _is_photo(head):
        _draw_anew(path, into)
        return "jpg"
    if wanted in ("voice", "file") and (form := _sound_form(head)):
        into.write_bytes(strip_tags(form, path.read_bytes()))
        return form
    if wanted == "file" and (form := _document_form(path, head)):
        shutil.copyfile(path, into)
        return form
    raise Refusal("heic" if head[8:12] in _HEIC and wanted != "voice" else f"no_{wanted}")


def _is_photo(head: bytes) -> bool:
    return head.startswith(_PHOTO_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _draw_anew(path: Path, into: Path) -> None:
    """The picture's points, the right way up and no larger than needed, on a sheet of our own."""
    try:
        with Image.open(path, formats=_PHOTOS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refusal("too_many_pixels", limit=MAX_PIXELS // 1_000_000)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is read smaller at once
            ImageOps.exif_transpose(image, in_place=True)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            points = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        raise Refusal("broken") from None
    sheet = Image.new("RGB", points.size, "white")
    sheet.paste(points, mask=points)
    sheet.save(into, "JPEG", quality=QUALITY)


def _sound_form(head: bytes) -> str:
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    if head[4:8] == b"ftyp" and head[8:12] in _SOUND_BRANDS:
        return "m4a"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    # layer III of MPEG 1, 2 or 2.5, or the tag that most recorders put before it
    if head.startswith(b"ID3") or (head[0] == 0xFF and len(head) > 1 and head[1] & 0xE6 == 0xE2):
        return "mp3"
    return ""


def _document_form(path: Path, head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[30:].startswith(_ODT):
        with open_archive(path):
            return "odt"
    if looks_like_office(head):
        with open_archive(path) as archive:
            for form, (main, wrong) in _OFFICE.items():
                if main in archive.names:
                    check_package(archive, main, wrong)
                    return form
        return ""
    return "txt" if _is_text(path) else ""


def _is_text(path: Path) -> bool:
    """Whether it is UTF-8 without odd bytes, or UTF-16 that says so."""
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return "\x00" not in raw.decode(encoding)
    except UnicodeDecodeError:
        return False
