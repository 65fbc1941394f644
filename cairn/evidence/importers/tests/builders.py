"""Makes small Office files by hand, part by part, so that each part can be spoilt on its own."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
_SHEET = f"{_OFFICE}/spreadsheetml/2006/main"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument"

Parts = dict[str, bytes]


def pack(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, packing)
    return file.getvalue()


def content_types(main: str, kind: str) -> bytes:
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    ).encode()


def relations(*entries: tuple[str, str, str], mode: str = "") -> bytes:
    """Each entry is an id, a kind and a target."""
    outside = f' TargetMode="{mode}"' if mode else ""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATION}/{kind}" Target="{escape(target)}"{outside}/>'
        for id_, kind, target in entries
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{inner}</Relationships>'.encode()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(*rows: str, after: str = "") -> bytes:
    """Each row is the XML of its cells."""
    inner = "".join(
        f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, start=1)
    )
    return (
        f'<worksheet xmlns="{_SHEET}"><sheetData>{inner}</sheetData>{after}</worksheet>'
    ).encode()


def workbook(*sheets: tuple[str, str]) -> bytes:
    """Each sheet is a name and a state."""
    inner = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, (name, state) in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets>{inner}</sheets></workbook>'.encode()


def xlsx_parts(sheet_xml: bytes = b"") -> Parts:
    """A sound workbook with one sheet of one column and one row."""
    return {
        "[Content_Types].xml": content_types(
            "xl/workbook.xml", f"{_TYPE}.spreadsheetml.sheet.main+xml"
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(("Answers", "visible")),
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet_xml or sheet(cell("A1", "Answer"), cell("A2", "Tea")),
    }


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def document(*body: str) -> bytes:
    return (
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATION}"><w:body>{"".join(body)}</w:body>'
        "</w:document>"
    ).encode()


def styles(*entries: tuple[str, str]) -> bytes:
    """Each style is an id and a name."""
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in entries
    )
    return f'<w:styles xmlns:w="{_WORD}">{inner}</w:styles>'.encode()


def docx_parts(document_xml: bytes = b"") -> Parts:
    """A sound document with a heading and a paragraph."""
    return {
        "[Content_Types].xml": content_types(
            "word/document.xml", f"{_TYPE}.wordprocessingml.document.main+xml"
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document_xml
        or document(paragraph("Keep", "Heading1"), paragraph("Tea.")),
        "word/_rels/document.xml.rels": relations(("rId1", "styles", "styles.xml")),
        "word/styles.xml": styles(("Heading1", "heading 1")),
    }
