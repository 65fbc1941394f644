"""What may be kept of a photo, a recording or a document that a stranger sends."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from cairn.evidence.importers import Limits, Refusal, keep_file
from cairn.evidence.importers._keeping import LONGEST_SIDE, keep

SECRET = b"Made-up Mair took this"
PLACE = IFDRational(51), IFDRational(28), IFDRational(4812, 100)


@pytest.fixture
def kept(tmp_path):
    """As the child does it, without the child."""

    def kept(data, wanted="photo"):
        sent, into = tmp_path / "sent", tmp_path / "kept"
        sent.write_bytes(data)
        return keep(sent, wanted, into), into.read_bytes()

    return kept


@pytest.fixture
def refused(kept):
    def code(*sent):
        with pytest.raises(Refusal) as caught:
            kept(*sent)
        assert "{" not in caught.value.message
        return caught.value.code

    return code


def picture(form="JPEG", size=(40, 20), mode="RGB", **more):
    made = Image.new("RGB", size, "white")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    made.convert(mode).save(file, form, **more)
    return file.getvalue()


def camera_photo():
    """On its side, with a place, a name and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "W", 4: PLACE})
    return picture(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")


def test_what_a_camera_adds_is_gone_and_the_photo_stands_upright(kept):
    sent = camera_photo()
    assert sent.count(SECRET) == 3
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)[1] == "N"
    form, data = kept(sent)
    image = Image.open(io.BytesIO(data))
    assert (form, image.size, dict(image.getexif())) == ("jpg", (20, 40), {})
    assert [part for part in (SECRET, b"Exif", b"xmp", b"ICC_PROFILE") if part in data] == []
    assert image.getpixel((10, 5))[0] > 200
    assert image.getpixel((10, 5))[1] < 60  # red is on top now


@pytest.mark.parametrize(
    "sent",
    [
        picture("PNG", mode="RGBA"), picture("WEBP"), picture("GIF", mode="P"), picture("PNG", mode="L"),
        picture("GIF", append_images=[Image.new("RGB", (40, 20))], save_all=True),
    ],
)  # fmt: skip
def test_photos_of_any_kind_become_one_still_jpeg(kept, sent):
    form, data = kept(sent)
    image = Image.open(io.BytesIO(data))
    assert (form, image.format, image.mode, image.size) == ("jpg", "JPEG", "RGB", (40, 20))
    assert getattr(image, "n_frames", 1) == 1


def test_a_large_photo_is_made_smaller(kept):
    _form, data = kept(picture(size=(6000, 3000)))
    assert Image.open(io.BytesIO(data)).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def bomb():
    """A PNG of a few bytes that says it is 60,000 points wide and as high."""
    small = picture("PNG")
    at = small.index(b"IHDR")
    head = b"IHDR" + struct.pack(">II", 60_000, 60_000) + small[at + 12 : at + 17]
    return small[:at] + head + struct.pack(">I", zlib.crc32(head)) + small[at + 21 :]


def heic_photo():
    return b"\x00\x00\x00\x18ftypheic" + bytes(64)


HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"", "empty"), (HTML, "no_photo"), (b"%PDF-1.7\n", "no_photo"), (bomb(), "too_many_pixels"),
        (heic_photo(), "heic"), (picture()[:200], "broken"), (b"\xff\xd8\xff" + HTML, "broken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no_photo"),
    ],
)  # fmt: skip
def test_what_is_no_photo_of_ours_is_refused_with_plain_words(refused, sent, code):
    assert refused(sent) == code


def test_nothing_that_rides_behind_a_photo_is_kept(kept):
    _form, data = kept(picture() + HTML)
    assert HTML not in data
    assert b"script" not in data


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (picture("PNG", size=(6000, 6000)), Limits(seconds=30, memory=200_000_000), "too_much_memory"),
        (HTML, Limits(seconds=30), "no_photo"),
    ],
)  # fmt: skip
def test_a_child_of_its_own_with_little_memory_looks_at_it(tmp_path, data, limits, code):
    path = tmp_path / "sent"
    path.write_bytes(data)
    with pytest.raises(Refusal) as caught:
        keep_file(path, "photo", limits)
    assert caught.value.code == code


def test_the_child_gives_back_what_may_be_kept(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(camera_photo())
    form, data = keep_file(path, "photo")
    assert (form, data[:3], SECRET in data) == ("jpg", b"\xff\xd8\xff", False)


MP3 = b"\xff\xfb\x90\x00" + bytes(400)


def box(kind, *content):
    inside = b"".join(content)
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def chunk(kind, content):
    return struct.pack("<4sI", kind, len(content)) + content + b"\x00" * (len(content) % 2)


def wave(*chunks):
    inside = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def voice_memo(*tags, made=b"\xaa" * 8):
    """As a phone records it: when, and where under the name of a title."""
    head = box(b"mvhd", bytes(4), made, bytes(12))
    track = box(b"trak", box(b"tkhd", b"\x01", bytes(3), made * 2, bytes(8)), *tags)
    return (
        box(b"ftyp", b"M4A ", bytes(8)) + box(b"moov", head, track, *tags) + box(b"mdat", b"sound")
    )


SOUNDS = {
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(64),
    "ogg": b"OggS" + bytes(24) + b"OpusHead",
    "m4a": voice_memo(made=bytes(8)),
    "wav": wave(chunk(b"fmt ", bytes(16)), chunk(b"data", b"sound")),
    "mp3": MP3,
}


@pytest.mark.parametrize("form", SOUNDS)
def test_recordings_are_known_by_their_first_bytes_and_sound_as_sent(kept, form):
    assert kept(SOUNDS[form], "voice") == (form, SOUNDS[form])
    assert kept(SOUNDS[form], "file") == (form, SOUNDS[form])


def test_memo_of_a_phone_loses_place_and_time_and_its_sound_stays_where_it_was(kept):
    sent = voice_memo(box(b"udta", SECRET), box(b"uuid", SECRET))
    _form, data = kept(sent, "voice")
    assert sent.count(SECRET) == 4
    assert (SECRET in data, b"\xaa" in data, len(data)) == (False, False, len(sent))
    assert data.index(b"sound") == sent.index(b"sound")
    assert kept(data, "voice") == ("m4a", data)


def test_tags_of_other_recordings_go(kept):
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 0]) + SECRET.ljust(128, b" ")
    assert kept(tag + MP3 + b"TAG" + SECRET.ljust(125), "voice") == ("mp3", MP3)
    sound = (chunk(b"fmt ", bytes(16)), chunk(b"data", b"sound"))
    sent = wave(sound[0], chunk(b"LIST", SECRET), sound[1], chunk(b"id3 ", SECRET))
    assert kept(sent, "voice") == ("wav", wave(*sound))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (voice_memo()[:-2], "truncated"), (voice_memo() + b"\x00\x00", "broken"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f", "broken"), (b"ID3", "broken"),
        (wave(chunk(b"LIST", SECRET)), "broken"),
    ],
)  # fmt: skip
def test_recordings_that_do_not_hold_together_are_refused(refused, sent, code):
    assert refused(sent, "voice") == code


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
MACRO = (
    '<Override PartName="/a" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
)


def office(main, types=""):
    return packed(**{"[Content_Types].xml": TYPES.format(types), main: "<x/>"})


DOCUMENTS = {
    "pdf": b"%PDF-1.7\nmade up",
    "docx": office("word/document.xml"),
    "xlsx": office("xl/workbook.xml"),
    "odt": packed(mimetype="application/vnd.oasis.opendocument.text"),
    "txt": "Diolch yn fawr, tŷ bach".encode(),
}


@pytest.mark.parametrize("form", DOCUMENTS)
def test_documents_of_the_short_list_are_kept_as_sent(kept, form):
    assert kept(DOCUMENTS[form], "file") == (form, DOCUMENTS[form])


def test_a_photo_sent_as_a_file_is_drawn_anew_too(kept):
    form, data = kept(camera_photo(), "file")
    assert (form, SECRET in data) == ("jpg", False)


@pytest.mark.parametrize(
    ("sent", "wanted", "code"),
    [
        (DOCUMENTS["pdf"], "voice", "no_voice"), (picture(), "voice", "no_voice"),
        (packed(a="b"), "file", "no_file"), (b"MZ\x90\x00\xff\xfe", "file", "no_file"),
        (office("word/document.xml", MACRO), "file", "macro"), (DOCUMENTS["docx"][:-30], "file", "truncated"),
        (b"text\x00more", "file", "no_file"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(refused, sent, wanted, code):
    assert refused(sent, wanted) == code
