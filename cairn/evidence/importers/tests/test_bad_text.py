"""Bad files of the text formats: CSV, plain text, transcripts and JSON."""

import json
from collections.abc import Callable

import pytest

from cairn.evidence.importers import Options
from cairn.evidence.importers.tests.bad import READ, Bad, check_bad
from cairn.evidence.importers.tests.builders import pack, xlsx_parts

SOUND = {
    "a.csv": "Role;Answer\nNurse;Té\n",
    "a.txt": "Ann: Té.\nBob: Milk.\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nTé\n",
    "a.json": '[{"answer": "Té"}]',
}
TIMES = "\n\n00:01.000 --> 00:02.000\n"


def text(content: str, expected: str, name: str = "", **options: object) -> Bad:
    return Bad(content.encode, expected, name, Options(**options))


def raw(content: Callable[[], bytes], expected: str) -> Bad:
    return Bad(content, expected)


def every_text_case(name: str) -> dict[str, Bad]:
    """What can be wrong with any text, spoilt in the sound file of its kind."""
    sound = SOUND[name]
    return {
        "nothing in it": text("", "empty"),
        "blank lines only": text(" \n\t\n", "empty"),
        "a workbook": raw(lambda: pack(xlsx_parts()), "content_mismatch"),
        "a PDF": text("%PDF-1.7\n", "content_mismatch"),
        "a picture": raw(lambda: b"\x89PNG\r\n\x1a\n", "content_mismatch"),
        "a packed file": raw(lambda: b"\x1f\x8b\x08" + bytes(9), "content_mismatch"),
        "a program": raw(lambda: b"\x7fELF" + bytes(99), "content_mismatch"),
        "a NUL near the start": text(sound + "\0", "content_mismatch"),
        "a NUL far into it": text(sound + "\n" * 70_000 + "\0", "nul_bytes"),
        "UTF-16 cut within a letter": raw(lambda: sound.encode("utf-16")[:-1], "truncated"),
        "UTF-16 with half a character": raw(
            lambda: sound.encode("utf-16") + b"\x00\xd8\x41\x00", "truncated"
        ),
        "bytes that are no letters": raw(lambda: sound.encode() + b"\x81\xff", "unknown_encoding"),
        "a mark for UTF-8 before other bytes": raw(
            lambda: b"\xef\xbb\xbf" + sound.encode("cp1252"), "unknown_encoding"
        ),
        "an encoding nobody knows": text(sound, "wrong_encoding", encoding="klingon"),
        "an encoding that unpacks": text(sound, "wrong_encoding", encoding="zip"),
        "an encoding that is slow to read": text(sound, "wrong_encoding", encoding="punycode"),
        "an encoding that is not its own": Bad(
            lambda: sound.encode("cp1252"), "wrong_encoding", options=Options(encoding="utf-8")
        ),
        "UTF-32, which no importer was promised for": raw(lambda: sound.encode("utf-32"), READ),
    }


CSV = {
    "a quote that is never closed": text('a,b\n1,"2\n3,4\n', "bad_quotes"),
    "words after a closing quote": text('a,b\n1,"2" 3\n', "bad_quotes"),
    "a cell of ten million letters": text("a,b\n1," + "x" * 10_000_000, "cell_too_long"),
    "a quoted cell of ten million letters": text(
        'a,b\n1,"' + "xxxx\n" * 2_000_000 + '"', "cell_too_long"
    ),
    "a line of a hundred million letters": text("a,b\n" + "x," * 50_000_000, "cell_too_long"),
    "a hundred thousand columns": text("a," * 100_000 + "b\n1\n", "too_many_columns"),
    "a hundred thousand cells in a row": text("a,b\n" + "1," * 100_000, "too_many_columns"),
    "a heading row and no other": text("a,b\n", "no_rows"),
    "a heading row past the end": text("a,b\n1,2\n", "no_header", header_row=9),
    "a separator that is a word": text("a,b\n1,2\n", "bad_separator", separator="and"),
    "separators only": text(",,,\n,,,\n", "empty"),
}
TXT = {
    "a line of ten million letters": text("x" * 10_000_000, "cell_too_long"),
    "two million letters in lines": text(
        "xxxx " * 40 + "\n" + ("xxxx " * 40 + "\n") * 10_000, "cell_too_long"
    ),
    "spaces that could be a name": text(("A" + " " * 900_000 + "x\n") * 3, "cell_too_long"),
    "everybody left out": text(SOUND["a.txt"], "no_text", leave_out_speakers=("Ann", "Bob")),
    "split in a way there is not": text("Tea.", "unknown_split", split="page"),
    "a rich text file": text("{\\rtf1 Tea}", "content_mismatch"),
}
TRANSCRIPT = {
    "a first line and no caption": text("WEBVTT\n\n", "no_text"),
    "notes and no caption": text("WEBVTT\n\nNOTE\nTea\n", "no_text"),
    "a first line that is another": text("WEBVTTX" + TIMES + "Tea\n", "bad_transcript"),
    "no captions at all": text("Tea\nMilk\n", "bad_transcript", name="a.srt"),
    "a time that is none": text("WEBVTT\n\nxx:01.000 --> 00:02.000\nTea\n", "bad_transcript"),
    "a time with ninety minutes": text(
        "WEBVTT\n\n90:01.000 --> 91:02.000\nTea\n", "bad_transcript"
    ),
    "a time of a billion billion hours": text(
        "WEBVTT\n\n" + "9" * 5000 + ":00:01.000 --> 00:02.000\nTea\n", "bad_transcript"
    ),
    "a second time that is missing": text("WEBVTT\n\n00:01.000 -->\nTea\n", "bad_transcript"),
    "cut off within a time": text(
        "1\n00:00:01,000 --> 00:00:02,000\nTea\n\n2\n00:00:03,0", "bad_transcript", name="a.srt"
    ),
    "a sound caption and a bad one": text(
        SOUND["a.vtt"] + "\n00:03 --> 00:04\nMilk\n", "bad_transcript"
    ),
    "captions without words": text("WEBVTT" + TIMES + "\n", "no_text"),
    "a caption of ten million letters": text("WEBVTT" + TIMES + "x" * 9_000_000, "cell_too_long"),
    "voices that never close": text("WEBVTT" + TIMES + "<v " * 300_000, READ),
    "tags that never close": text("WEBVTT" + TIMES + "<v.a" * 200_000 + ">", READ),
}
JSON = {
    "cut in half": text('[{"answer": "Te', "bad_json"),
    "a comma too many": text('[{"answer": "Tea"},]', "bad_json"),
    "single quotes": text("[{'answer': 'Tea'}]", "bad_json"),
    "words after the end": text('[{"answer": "Tea"}] Tea', "bad_json"),
    "a control letter in a text": text('[{"answer": "\x01"}]', "bad_json"),
    "a single text": text('"Tea"', "json_shape"),
    "a list of texts": text('["Tea"]', "json_shape"),
    "an empty list": text("[]", "json_shape"),
    "two lists": text('{"a": [{"x": 1}], "b": [{"x": 1}]}', "json_shape"),
    "no list": text('{"a": 1}', "json_shape"),
    "records with nothing in them": text("[{}, {}]", "no_rows"),
    "nested a hundred thousand deep": text("[" * 100_000 + "]" * 100_000, "too_deep"),
    "a record nested thirty deep": text(
        '[{"a":' * 1 + '{"a":' * 30 + "1" + "}" * 31 + "]", "too_deep"
    ),
    "a NUL written as an escape": text('[{"answer": "\\u0000"}]', "nul_bytes"),
    "half a character written as an escape": text('[{"answer": "\\ud800"}]', "unknown_encoding"),
    "half a character in a name": text('[{"\\ud800": "Tea"}]', "unknown_encoding"),
    "a NUL in a name": text('[{"a\\u0000": "Tea"}]', "nul_bytes"),
    "a text of ten million letters": text(json.dumps([{"a": "x" * 10_000_000}]), "cell_too_long"),
    "a hundred thousand names": text(
        json.dumps([{str(number): 1 for number in range(100_000)}]), "too_many_columns"
    ),
    "lists that fill the memory": text("[" + '{"a":0},' * 3_000_000 + "{}]", "too_much_memory"),
    "a number of five thousand digits": text('[{"a": ' + "9" * 5000 + "}]", READ),
    "a number that is none": text('[{"a": NaN}]', READ),
    "more bytes than are read": text("[" + " " * 30_000_000 + "]", "too_large"),
}
CASES = {
    (kind, cause): bad
    for kind, own in {"a.csv": CSV, "a.txt": TXT, "a.vtt": TRANSCRIPT, "a.json": JSON}.items()
    for cause, bad in (every_text_case(kind) | own).items()
}


@pytest.mark.parametrize("kind", SOUND)
def test_there_are_at_least_fifteen_bad_files_of_each_kind(kind):
    assert sum(1 for each, _cause in CASES if each == kind) >= 15


@pytest.mark.parametrize(("kind", "cause"), CASES)
def test_a_bad_text_is_refused_plainly(kind, cause, tmp_path, monkeypatch):
    check_bad(CASES[kind, cause], kind, tmp_path, monkeypatch)
