"""CSV, workbooks and JSON: what becomes of their cells."""

import pytest

from cairn.evidence.importers import Note, Options, Refusal, Row, delimited, json_records, xlsx
from cairn.evidence.importers import _grid as grid
from cairn.evidence.importers.tests.builders import (
    cell,
    pack,
    relations,
    sheet,
    workbook,
    xlsx_parts,
)


@pytest.fixture
def upload(tmp_path):
    def write(content):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def table(reading):
    rows = [list(row.cells) for row in reading.rows]
    return list(reading.columns), rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_separator_is_found_although_others_stand_in_the_words(upload, separator):
    lines = [["Role", "Answer"], ["Nurse", '"tea, milk; a|b"'], ["Cook", '"two\nlines, and; more"']]
    reading = delimited.read(upload("\n".join(map(separator.join, lines))), Options())
    assert reading.separator == separator
    expected = [["Nurse", "tea, milk; a|b"], ["Cook", "two\nlines, and; more"]]
    assert table(reading) == (["Role", "Answer"], expected)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_found(upload, encoding, told):
    reading = delimited.read(upload("Rôle,Answer\nNurse,Café\n".encode(encoding)), Options())
    assert (reading.encoding, table(reading)) == (told, (["Rôle", "Answer"], [["Nurse", "Café"]]))


def test_one_column_is_read_with_commas(upload):
    reading = delimited.read(upload("Answer\nTea\n"), Options())
    assert (reading.separator, table(reading)) == (",", (["Answer"], [["Tea"]]))


def test_a_separator_stated_in_the_first_line_is_taken(upload):
    reading = delimited.read(upload("sep=;\nA;B\n1,5;2\n"), Options())
    assert table(reading) == (["A", "B"], [["1,5", "2"]])


def test_rows_keep_their_number_and_long_ones_say_so(upload):
    reading = delimited.read(upload("A,B\n\n1\n1,2,\n1,2,3\n"), Options())
    rows = list(reading.rows)
    assert rows == [Row(3, ("1", "")), Row(4, ("1", "2")), Row(5, ("1", "2"), "too_many_cells")]
    assert reading.notes == [Note("long_rows", {"count": 1})]


def test_a_heading_row_can_be_chosen_or_missing(upload):
    path = upload("Made-up title\nA,B\n1,2\n")
    assert table(delimited.read(path, Options(header_row=2))) == (["A", "B"], [["1", "2"]])
    columns, rows = table(delimited.read(path, Options(header_row=0, separator=";")))
    assert (columns, len(rows)) == (["Column 1"], 3)


def test_names_of_columns_are_all_there_and_all_different():
    assert grid.name_columns(["A", " ", "A", "A (2)", "b\n c"]) == (
        "A",
        "Column 2",
        "A (2)",
        "A (2) (2)",
        "b c",
    )


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(grid, "MAX_ROWS", 3)
    rows = grid.fit_rows(((number, ["x"]) for number in range(1, 9)), 1, [])
    assert [next(rows).number for _ in range(3)] == [1, 2, 3]
    with pytest.raises(Refusal, match="too_many_rows"):
        next(rows)


def test_a_workbook_gives_values_as_people_read_them(upload):
    moment = '<c r="C2" s="1"><v>44289.5</v></c>'
    numbers = '<c r="D2"><v>3</v></c><c r="E2"><v>0.1</v></c><c r="F2" t="b"><v>1</v></c>'
    head = "".join(cell(f"{letter}1", letter) for letter in "ABCDEF")
    parts = xlsx_parts(sheet(head, cell("A2", "tea") + moment + numbers)) | {
        "xl/styles.xml": (
            b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")
        ),
    }
    (row,) = xlsx.read(upload(pack(parts)), Options()).rows
    assert row == Row(2, ("tea", "", "2021-04-03 12:00", "3", "0.1", "TRUE"))


def test_a_sheet_can_be_chosen_and_a_hidden_one_cannot(upload):
    parts = xlsx_parts() | {
        "xl/workbook.xml": workbook(
            ("First", "visible"), ("Second", "visible"), ("Third", "hidden")
        ),
        "xl/_rels/workbook.xml.rels": relations(
            *[(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in (1, 2, 3)]
        ),
        "xl/worksheets/sheet2.xml": sheet(
            "",
            cell("B2", "Answer"),
            "",
            cell("B4", "Milk"),
            cell("C5", " "),
            after='<mergeCells><mergeCell ref="B4:B5"/></mergeCells>',
        ),
    }
    path = upload(pack(parts))
    first = xlsx.read(path, Options())
    assert (first.sheets, first.sheet) == (("First", "Second"), "First")
    assert first.notes == [
        Note("hidden_sheets", {"count": 1, "names": "Third"}),
        Note("other_sheets", {"count": 1}),
    ]
    assert table(xlsx.read(path, Options(sheet="First"))) == (["Answer"], [["Tea"]])
    second = xlsx.read(path, Options(sheet="Second"))
    assert (second.columns, list(second.rows)) == (
        ("Answer",),
        [Row(4, ("Milk",)), Row(5, ("Milk",))],
    )
    with pytest.raises(Refusal, match="no_sheet"):
        xlsx.read(path, Options(sheet="Third"))


def test_merged_areas_are_filled_down_and_across(upload):
    rows = (
        cell("A1", "Place") + cell("B1", "x") + cell("C1", "Answer"),
        cell("A2", "North") + cell("C2", "Tea"),
        cell("C3", "Milk"),
        cell("A4", "South") + cell("C4", "Juice"),
    )
    merged = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="A4:XFD900"/></mergeCells>'
    reading = xlsx.read(upload(pack(xlsx_parts(sheet(*rows, after=merged)))), Options())
    assert table(reading)[1] == [
        ["North", "North", "Tea"],
        ["North", "North", "Milk"],
        ["South", "South", "Juice"],
    ]
    assert Note("merged_cells", {"count": 2}) in reading.notes


def test_formulas_are_read_by_value_and_said(upload):
    rows = (
        cell("A1", "Sum") + cell("B1", "x"),
        '<c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>1</f></c>',
    )
    reading = xlsx.read(upload(pack(xlsx_parts(sheet(*rows)))), Options())
    assert table(reading)[1] == [["2", ""]]
    assert reading.notes == [
        Note("formulas", {"count": 2}),
        Note("formulas_without_value", {"count": 1}),
    ]


def test_json_keeps_numbers_as_written_and_names_what_lies_inside(upload):
    content = '[{"n": 1.50, "who": {"role": "Cook", "at": [1, "b"]}}, {"ok": true, "deep": [[1], {"a": 2}]}]'
    reading = json_records.read(upload(content), Options())
    assert table(reading) == (
        ["n", "who.role", "who.at", "ok", "deep"],
        [["1.50", "Cook", "1; b", "", ""], ["", "", "", "true", '[["1"], {"a": "2"}]']],
    )
