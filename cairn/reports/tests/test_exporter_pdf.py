import io
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from cairn.reports.exporters import Quote
from cairn.reports.tests.exported import export, report_of, sample


@pytest.fixture(scope="module")
def reader():
    return PdfReader(io.BytesIO(export("pdf", sample(), linked=True)))


@pytest.fixture(scope="module")
def tags(reader):
    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def walk(element):
    element = element.get_object()
    if isinstance(element, dict) and "/S" in element:
        yield element
    kids = element.get("/K", []) if isinstance(element, dict) else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            yield from walk(kid)


def test_the_file_says_that_it_is_tagged_and_in_which_language(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_headings_lists_quotes_and_tables_are_tagged(tags):
    kinds = [tag["/S"] for tag in tags]
    counted = {
        kind: kinds.count(kind)
        for kind in ("/H1", "/H2", "/BlockQuote", "/Table", "/THead", "/Caption")
    }
    # A table over two pages is tagged once a page; short ones are kept on one.
    assert counted == {
        "/H1": 1,
        "/H2": 8,
        "/BlockQuote": 7,
        "/Table": 4,
        "/THead": 4,
        "/Caption": 5,
    }


def test_the_figure_has_a_description(tags):
    figures = [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"]
    description = "Bar chart of contributions by role. Clinic staff 34, ward staff 21, volunteers 16, managers 12."
    assert figures == [description]


def test_table_cells_name_their_headers(tags):
    cells = [tag["/A"]["/Headers"] for tag in tags if tag["/S"] == "/TD" and "/A" in tag]
    assert len(cells) > 10
    assert {len(headers) for headers in cells} == {2}


def test_the_bookmarks_are_the_headings(reader):
    titles = []

    def collect(items):
        for item in items:
            collect(item) if isinstance(item, list) else titles.append(item.title)

    collect(reader.outline)
    assert titles[:4] == [
        "What we want to keep: a review of the winter at Aberfelin",
        "1 Introduction",
        "1.1 How we went about it",
        "1.2 What the report rests on",
    ]
    assert titles[-1] == "Appendix B: Thanks"


def test_every_page_says_its_number(reader):
    count = len(reader.pages)
    numbers = [re.findall(r"Page (\d+) of (\d+)", page.extract_text()) for page in reader.pages]
    assert numbers == [[(str(number), str(count))] for number in range(1, count + 1)]


def test_the_file_names_nobody_and_no_time_of_making(reader):
    info = dict(reader.metadata)
    assert info.pop("/Producer").startswith("WeasyPrint")
    assert info == {
        "/Title": sample().title,
        "/CreationDate": "D:20260305",
        "/ModDate": "D:20260305",
    }
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.findall(r"<(?:dc:creator|xmp:CreatorTool|pdf:Keywords)", xmp) == []
    assert "2026-03-05" in xmp


def test_the_file_carries_no_attachment_script_or_note(reader):
    root = reader.trailer["/Root"]
    assert {"/OpenAction", "/AA", "/AcroForm", "/AF"} & set(root) == set()
    kinds = {
        note.get_object()["/Subtype"] for page in reader.pages for note in page.get("/Annots", [])
    }
    assert (list(reader.attachments), kinds) == ([], {"/Link"})


def test_quotes_link_to_their_threads():
    made = PdfReader(
        io.BytesIO(export("pdf", report_of(Quote("words", "Nurse", "x-1")), linked=True))
    )
    notes = [note.get_object()["/A"] for note in made.pages[-1]["/Annots"]]
    assert [note["/URI"] for note in notes] == ["https://cairn.example/threads/x-1"]
