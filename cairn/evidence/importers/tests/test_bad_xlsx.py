import pytest

from cairn.evidence.importers import Options

from .bad import READ, Bad, check_bad
from .bad_packages import BOMB, package_cases, with_part
from .builders import cell, docx_parts, relations, sheet, workbook, xlsx_parts

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
HEAD = cell("A1", "Answer")


def with_sheet(*rows: str, after: str = "") -> Bad:
    return Bad(with_part(xlsx_parts, SHEET, sheet(*rows, after=after)), READ)


def refused(bad: Bad, expected: str) -> Bad:
    return Bad(bad.content, expected, bad.name, bad.options)


def with_shared(content: bytes) -> Bad:
    parts = xlsx_parts(sheet(HEAD, '<c r="A2" t="s"><v>0</v></c>')) | {
        "xl/sharedStrings.xml": content,
        RELATIONS: relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
        ),
    }
    return Bad(with_part(lambda: parts, "x"), READ)


def shared(text: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (space, text)


OWN = {
    "a sheet with an entity bomb": refused(
        Bad(with_part(xlsx_parts, SHEET, BOMB + sheet(HEAD)), READ), "xml_entities"
    ),
    "shared texts with an entity bomb": refused(with_shared(BOMB + shared(b"x")), "xml_entities"),
    "a shared text of ten million letters": refused(
        with_shared(shared(b"ab" * 5_000_000)), "packed_too_tightly"
    ),
    "a shared text of two million letters": refused(
        with_shared(shared(b"ab" * 1_000_000)), "cell_too_long"
    ),
    "a cell of ten million letters": refused(
        with_sheet(HEAD, cell("A2", "ab\n1;" * 900_000)), "cell_too_long"
    ),
    "shared texts that are not there": refused(
        with_sheet(HEAD, '<c r="A2" t="s"><v>7</v></c>'), "broken"
    ),
    "a hundred thousand columns": refused(
        with_sheet("<c><v>1</v></c>" * 100_000), "too_many_columns"
    ),
    "a cell in the farthest corner": refused(
        with_sheet(HEAD, cell("XFD1048576", "x")), "too_many_columns"
    ),
    "a cell far down and to the right": refused(
        with_sheet(HEAD, cell("ALL1048576", "x")), "too_many_cells"
    ),
    "a cell below the last row there is": refused(
        with_sheet(HEAD, cell("A9999999", "x")), "too_many_rows"
    ),
    "a place that is none": refused(with_sheet(HEAD, cell("2A", "x")), "broken"),
    "a place in row nought": refused(with_sheet(HEAD, cell("A0", "x")), "broken"),
    "a NUL written as an escape": refused(with_sheet(HEAD, cell("A2", "_x0000_")), "nul_bytes"),
    "a number that is none": refused(with_sheet(HEAD, '<c r="A2" t="n"><v>many</v></c>'), "broken"),
    "merged areas without end": refused(
        with_sheet(
            HEAD,
            "".join(cell(f"{letter}2", "x") for letter in "ABCDEFGHIJ"),
            *[cell(f"A{number}", "x") for number in range(3, 2003)],
            after="<mergeCells>" + '<mergeCell ref="A2:J2002"/>' * 20 + "</mergeCells>",
        ),
        "too_many_merges",
    ),
    "a merged area over the whole sheet": with_sheet(
        HEAD, cell("A2", "x"), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a heading row and no other": refused(with_sheet(HEAD), "no_rows"),
    "an empty sheet": refused(with_sheet(), "empty"),
    "a heading row past the end": Bad(
        with_part(xlsx_parts, "x"), "no_header", options=Options(header_row=40)
    ),
    "a sheet that is not there": Bad(
        with_part(xlsx_parts, "x"), "no_sheet", options=Options(sheet="Missing")
    ),
    "hidden sheets only": Bad(
        with_part(xlsx_parts, "xl/workbook.xml", workbook(("Answers", "veryHidden"))), "no_sheet"
    ),
    "no sheets": Bad(with_part(xlsx_parts, "xl/workbook.xml", workbook()), "no_sheet"),
    "a chart and no cells": Bad(
        with_part(xlsx_parts, RELATIONS, relations(("rId1", "chartsheet", "x.xml"))), "no_sheet"
    ),
    "a sheet whose part is missing": Bad(
        with_part(xlsx_parts, RELATIONS, relations(("rId1", "worksheet", "worksheets/9.xml"))),
        "broken",
    ),
    "a sheet that climbs out": Bad(
        with_part(xlsx_parts, RELATIONS, relations(("rId1", "worksheet", "../../../etc/passwd"))),
        "broken",
    ),
    "a sheet on the network": Bad(
        with_part(
            xlsx_parts,
            RELATIONS,
            relations(("rId1", "worksheet", "http://x.invalid/1.xml"), mode="External"),
        ),
        "outside_part",
    ),
    "a sheet in UTF-16": Bad(
        with_part(xlsx_parts, SHEET, sheet(HEAD).decode().encode("utf-16")), "broken"
    ),
    "a sheet that is a web page": Bad(with_part(xlsx_parts, SHEET, b"<html/>"), "not_xlsx"),
}
CASES = package_cases(xlsx_parts, "xl/workbook.xml", "not_xlsx", docx_parts) | OWN


def test_there_are_at_least_forty_bad_workbooks():
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_a_bad_workbook_is_refused_plainly(name, tmp_path, monkeypatch):
    check_bad(CASES[name], "answers.xlsx", tmp_path, monkeypatch)
