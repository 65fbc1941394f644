import pytest

from cairn.evidence.importers import Options

from .bad import READ, Bad, check_bad
from .bad_packages import BOMB, package_cases, with_part
from .builders import document, docx_parts, paragraph, relations, xlsx_parts

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TABLE = "<w:tbl><w:tr><w:tc>"


def with_body(body: str, expected: str, options: Options | None = None) -> Bad:
    return Bad(with_part(docx_parts, MAIN, document(body)), expected, options=options or Options())


def pulling(kind: str, target: str, expected: str) -> Bad:
    entries = relations(("r9", kind, target), mode="External")
    return Bad(with_part(docx_parts, RELATIONS, entries), expected)


OWN = {
    "styles with an entity bomb": Bad(
        with_part(docx_parts, "word/styles.xml", BOMB + b"<x/>"), "xml_entities"
    ),
    "styles that build on each other": Bad(
        with_part(
            docx_parts,
            "word/styles.xml",
            b'<s><style styleId="a"><basedOn val="b"/></style>'
            b'<style styleId="b"><basedOn val="a"/></style></s>',
        ),
        READ,
    ),
    "styles on the network": pulling("styles", "http://x.invalid/styles.xml", "outside_part"),
    "a template from the network": pulling(
        "attachedTemplate", "https://x.invalid/t", "outside_part"
    ),
    "a template from the writer's own disk": pulling("attachedTemplate", "file:///C:/n.dotm", READ),
    "a document pulled in": pulling("subDocument", "http://x.invalid/d.docx", "outside_part"),
    "a page pulled in": pulling("aFChunk", "ftp://x.invalid/p.html", "outside_part"),
    "a link to a web page": pulling("hyperlink", "http://x.invalid/", READ),
    "a paragraph of ten million letters": with_body(paragraph("ab\n1;" * 900_000), "cell_too_long"),
    "a file of two million letters in paragraphs": with_body(
        paragraph("ab1;" * 100) * 6_000, "cell_too_long"
    ),
    "six hundred thousand paragraphs": with_body("<w:p/>" * 600_000, "too_many_rows"),
    "tables within tables without end": with_body(
        TABLE * 200 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 200, "too_deep"
    ),
    "paragraphs without words": with_body("<w:p/>", "no_text"),
    "struck-out words only": with_body(f"<w:del>{paragraph('Tea')}</w:del>", "no_text"),
    "hidden words only": with_body(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Tea</w:t></w:r></w:p>", "no_text"
    ),
    "everybody left out": with_body(
        paragraph("Ann: Tea.") + paragraph("Bob: Milk."),
        "no_text",
        Options(leave_out_speakers=("Ann", "Bob")),
    ),
    "split in a way there is not": with_body(
        paragraph("Tea"), "unknown_split", Options(split="../x")
    ),
    "a name without its space": with_body("<v:p/>", "broken"),
    "a web page as main part": Bad(with_part(docx_parts, MAIN, b"<html/>"), "not_docx"),
    "the name of an older file": Bad(lambda: b"{\\rtf1 Tea}", "content_mismatch", name="a.doc"),
}
CASES = package_cases(docx_parts, MAIN, "not_docx", xlsx_parts) | OWN


def test_there_are_at_least_forty_bad_documents():
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_a_bad_document_is_refused_plainly(name, tmp_path, monkeypatch):
    check_bad(CASES[name], "interview.docx", tmp_path, monkeypatch)
