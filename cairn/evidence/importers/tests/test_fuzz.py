"""Whatever the bytes: rows or a refusal. `CAIRN_FUZZ_SECONDS` says how long each importer is tried."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from cairn.evidence.importers import Options, Refusal, find_importers
from cairn.evidence.importers.tests.builders import (
    cell,
    docx_parts,
    pack,
    paragraph,
    relations,
    sheet,
    xlsx_parts,
)
from cairn.evidence.importers.tests.test_samples import inputs

SECONDS = float(os.environ.get("CAIRN_FUZZ_SECONDS", "5"))
EXAMPLES = 50
TOKENS = {
    "csv": [",", ";", "\t", "|", '"', '""', "\n", "\r", "\r\n", "a", "é", "sep=;\n", "\ufeff", "1"],
    "txt": ["Ann: ", "Bob (00:12): ", "[00:01:02] ", "\n", "\n\n", "words ", "Ann  0:03\n", ":", "\r"],
    "transcript": [
        "WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,500\n", "<v Ann>",
        "</v>", "<v.x Bob>", "\n", "\n\n", "-->", "NOTE x\n\n", "STYLE\n", "Ann: yes", "&amp;", "<i>",
        " --> 00:09.000 align:start\n", "99:99.999",
    ],
    "json": ["[", "]", "{", "}", ",", ":", '"a"', '"b"', "1", "-0.5e9", "null", "true", '"\\ud800"',
             '"\\u0000"', "NaN", '[{"a": 1}', ', {"b": [1, "x"]}]', " "],
    "xlsx": [
        cell("A1", "Head"), cell("B2", "x"), '<c r="A2"><v>1</v></c>', '<c r="C3" s="1"><v>44289</v></c>',
        '<c r="A4" t="s"><v>0</v></c>', '<c r="A5" t="b"><v>1</v></c>', '<c r="A6" t="e"><v>#N/A</v></c>',
        '<c r="A7"><f>1/0</f></c>', '<c t="str"><v>_x0000_</v></c>', '<c r="B9" s="1"><v>-1e308</v></c>',
        '<c r="B9" s="1"><v>9e99</v></c>', '<c r="A8" t="d"><v>2021-04-03</v></c>', "</row><row>",
        '</row><row r="3">', "<c/>", '<c r="B1" t="n"><v>nan</v></c>', '<c r="A1"><v></v></c>',
    ],
    "docx": [
        paragraph("Ann: words"), paragraph("Keep", "Heading1"), "<w:p>", "</w:p>", "<w:tbl><w:tr><w:tc>",
        "</w:tc></w:tr></w:tbl>", "<w:r><w:t>x</w:t></w:r>", "<w:del>", "</w:del>", "<w:tab/>", "<w:br/>",
        "<w:tr>", "</w:tr>", "<w:t>y</w:t>", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
    ],
}  # fmt: skip


def binaries(name: str) -> st.SearchStrategy[bytes]:
    sound = st.sampled_from([path.read_bytes() for path in inputs(name)])
    return st.one_of(spoilt(sound), st.binary(max_size=200), written(name))


@st.composite
def spoilt(draw: st.DrawFn, sound: st.SearchStrategy[bytes]) -> bytes:
    """Overwrite, insert or cut a few places of a sound file."""
    content = bytearray(draw(sound))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 8))
        content[start : start + length] = draw(st.binary(max_size=8))
    return bytes(content)


def written(name: str) -> st.SearchStrategy[bytes]:
    """Write a file of words that mean something to this importer, in a senseless order."""
    words = st.lists(st.one_of(st.sampled_from(TOKENS[name]), st.text(max_size=5)), max_size=30)
    if name == "xlsx":
        return st.lists(st.sampled_from(TOKENS[name]), max_size=12).map(workbook_of)
    if name == "docx":
        return st.lists(st.sampled_from(TOKENS[name]), max_size=12).map(document_of)
    encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
    return st.builds(lambda texts, code: "".join(texts).encode(code, "replace"), words, encodings)


def workbook_of(cells: list[str]) -> bytes:
    head = cell("A1", "Answer") + cell("B1", "Day")
    styles = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        b'<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    entries = (("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "styles", "styles.xml"))
    extra = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations(*entries)}
    return pack(xlsx_parts(sheet(head, "".join(cells))) | extra)


def document_of(body: list[str]) -> bytes:
    parts = docx_parts()
    main = parts["word/document.xml"].decode()
    spoilt_main = main.replace("</w:body>", "".join(body) + "</w:body>")
    return pack(parts | {"word/document.xml": spoilt_main.encode()})


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(find_importers()))
def test_any_bytes_become_rows_or_a_refusal(name, tmp_path):
    path = tmp_path / "upload"

    def check(content: bytes, options: Options) -> None:
        path.write_bytes(content)
        read_all(name, path, options)

    strategy = given(content=binaries(name), options=chosen())
    for_as_long_as_set(lambda number: settled(number)(strategy(check))())


def chosen() -> st.SearchStrategy[Options]:
    return st.builds(
        Options,
        header_row=st.sampled_from([None, 0, 1, 2]),
        split=st.sampled_from(["", "file", "heading", "turn"]),
        separator=st.sampled_from(["", ";"]),
        encoding=st.sampled_from(["", "utf-8", "utf-16", "cp1252"]),
        leave_out_speakers=st.sampled_from([(), ("Ann",)]),
    )


def settled(number: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    calm = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda function: seed(number)(calm(function))


def for_as_long_as_set(run: Callable[[int], None]) -> None:
    number, end = 0, time.monotonic() + SECONDS
    while number == 0 or time.monotonic() < end:
        run(number)
        number += 1


def read_all(name: str, path: Path, options: Options) -> None:
    try:
        reading = find_importers()[name].read(path, options)
        rows = list(reading.rows)
    except Refusal as refusal:
        text = refusal.message
    else:
        assert len(set(reading.columns)) == len(reading.columns)
        assert {len(row.cells) for row in rows} <= {len(reading.columns)}
        text = "".join(text for row in rows for text in row.cells) + "".join(reading.columns)
    assert "\0" not in text
    text.encode()
