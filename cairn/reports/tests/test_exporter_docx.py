import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml.ns import qn
from PIL import Image

from cairn.reports.exporters import Paragraph, Quote, Section, Table
from cairn.reports.tests.exported import export, report_of, sample


@pytest.fixture(scope="module")
def document():
    return docx.Document(io.BytesIO(export("docx", sample(), linked=True)))


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(io.BytesIO(export("docx", sample(), linked=True))) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def styled(document, name):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == name]


def test_headings_are_headings(document):
    assert styled(document, "Title") == [
        "What we want to keep: a review of the winter at Aberfelin"
    ]
    assert styled(document, "Heading 1") == [
        "1 Introduction",
        "2 The big picture",
        "3 Themes",
        "4 What must not come back",
        "5 Recommendations",
        "Appendix A: Good practice",
        "Appendix B: Thanks",
    ]
    assert styled(document, "Heading 2")[:3] == [
        "1.1 How we went about it",
        "1.2 What the report rests on",
        "Theme 1: Room to decide",
    ]


def test_quotes_lists_and_recommendations_have_styles_of_their_own(document):
    assert [len(styled(document, name)) for name in ("Quote", "Attribution", "Gap")] == [7, 7, 1]
    assert len(styled(document, "List Bullet")) == 8
    assert styled(document, "Recommendation Label") == [
        "Recommendation 1",
        "Recommendation 2",
        "Recommendation 3",
    ]


def test_captions_are_numbered_in_order(document):
    assert [text.split(":")[0] for text in styled(document, "Caption")] == [
        "Table ",
        "Figure ",
        "The numbers behind figure 1",
        "Table ",
        "Table ",
    ]
    fields = [
        field.get(qn("w:instr")).split()[1] for field in document.element.iter(qn("w:fldSimple"))
    ]
    shown = [
        node.text
        for field in document.element.iter(qn("w:fldSimple"))
        for node in field.iter(qn("w:t"))
    ]
    assert list(zip(fields, shown, strict=True)) == [
        ("Table", "1"),
        ("Figure", "1"),
        ("Table", "2"),
        ("Table", "3"),
    ]


def test_every_style_in_use_is_defined(document):
    defined = {style.style_id for style in document.styles}
    used = {
        node.get(qn("w:val"))
        for node in document.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used - defined == set()
    assert len(used) > 12


def test_the_contents_are_a_field_that_is_already_filled(document):
    lines = styled(document, "toc 1") + styled(document, "toc 2")
    assert sorted(lines) == sorted(styled(document, "Heading 1") + styled(document, "Heading 2"))
    asked = ["".join(node.itertext()).strip() for node in document.element.iter(qn("w:instrText"))]
    assert asked == [r'TOC \o "1-2" \n \h']
    kinds = [node.get(qn("w:fldCharType")) for node in document.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_every_link_inside_the_file_leads_to_a_bookmark(document):
    marks = [node.get(qn("w:name")) for node in document.element.iter(qn("w:bookmarkStart"))]
    links = [node.get(qn("w:anchor")) for node in document.element.iter(qn("w:hyperlink"))]
    assert len(set(marks)) == len(marks)
    assert {link for link in links if link} - set(marks) == set()


def test_threads_are_linked(document):
    outside = [
        relation.target_ref for relation in document.part.rels.values() if relation.is_external
    ]
    assert len(outside) == 15
    assert outside[0] == "https://cairn.example/threads/finding-1"


def test_pictures_have_a_description_and_are_drawn(document, parts):
    described = [node.get("descr") for node in document.element.iter(qn("wp:docPr"))]
    assert [text[:34] for text in described] == ["Bar chart of contributions by role"]
    picture = Image.open(io.BytesIO(parts["word/media/image1.png"]))
    assert picture.size == (1600, 525)
    assert (79, 138, 121) in {colour for _, colour in picture.convert("RGB").getcolors(100_000)}
    assert picture.info.keys() <= {"dpi", "gamma", "srgb"}


def test_header_rows_repeat_and_tables_say_what_they_are(document):
    first_rows = [table.rows[0] for table in document.tables]
    assert [len(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in first_rows] == [1, 1, 1, 1]
    looks = [table._tbl.tblPr.find(qn("w:tblLook")) for table in document.tables]
    assert {(look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) for look in looks} == {
        ("1", "1")
    }
    named = [
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in document.tables
    ]
    assert named[-1] == "Examples others can use"


def test_two_tables_never_touch():
    table = Table("Caption", ("A",), (("1",),))
    body = docx.Document(io.BytesIO(export("docx", report_of(table, table)))).element.body
    kinds = [child.tag.split("}")[1] for child in body]
    assert ("tbl", "tbl") not in list(pairwise(kinds))
    assert kinds.count("tbl") == 2


def test_languages_and_directions_are_said(parts):
    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert re.findall(rb'<w:lang w:val="([^"]+)"', parts["word/document.xml"]) == [b"cy"]
    welsh = export("docx", report_of(Quote("שלום"), language="cy"))
    with zipfile.ZipFile(io.BytesIO(welsh)) as archive:
        assert b'<w:lang w:val="cy-GB"' in archive.read("word/styles.xml")
        assert archive.read("word/document.xml").count(b"<w:bidi/>") == 1


def test_header_and_footer_run_on_every_page():
    sections = (Section("One", (Paragraph("a"),)),)
    document = docx.Document(
        io.BytesIO(export("docx", report_of(status="machine", sections=sections)))
    )
    page = document.sections[0]
    header = "".join(node.text for node in page.header.part.element.iter(qn("w:t")))
    footer = "".join(node.text for node in page.footer.part.element.iter(qn("w:t")))
    assert header == "Suggested by machine, not signed off by a personA small report"
    assert footer == "Page 1 of 1"
    assert (len(document.sections), page.different_first_page_header_footer) == (1, False)


def test_the_file_holds_only_what_a_report_needs(parts):
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/media/image1.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_the_properties_name_nobody(parts):
    properties = {
        node.tag.split("}")[1]: node.text for node in fromstring(parts["docProps/core.xml"])
    }
    assert properties == {
        "title": sample().title,
        "language": "en-GB",
        "created": "2026-03-05T00:00:00Z",
        "modified": "2026-03-05T00:00:00Z",
    }


def test_there_is_no_revision_comment_hidden_text_or_template(parts):
    everything = b"".join(made for name, made in parts.items() if not name.endswith(".png"))
    traces = rb"rsid|<w:ins |<w:del |w:comment|w:vanish|attachedTemplate|w:author|docId|python-docx"
    assert re.findall(traces, everything) == []


def test_every_part_of_the_file_has_the_time_of_the_report():
    with zipfile.ZipFile(io.BytesIO(export("docx", sample()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 3, 5, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
