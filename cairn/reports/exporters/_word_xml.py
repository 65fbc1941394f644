"""Paragraphs, runs, fields and tables of WordprocessingML, as elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from lxml.builder import ElementMaker

from cairn.reports.exporters._render import is_rightward

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = ElementMaker(namespace=_NS, nsmap={"w": _NS})
# lxml's elements have no useful static type.
Xml: TypeAlias = Any
PAGE_WIDTH = 9412  # between the margins of A4, in twentieths of a point


def w(name: str) -> str:
    return f"{{{_NS}}}{name}"


def value(name: str, text: str) -> Xml:
    """Return an element that holds one `w:val`."""
    return W(name, {w("val"): text})


def run(text: str, *, style: str = "", bold: bool = False, language: str = "") -> Xml:
    """Return a run; new lines in the text become line breaks."""
    looks = [value("rStyle", style)] if style else []
    looks += [W("b")] if bold else []
    looks += [W("rtl")] if is_rightward(text) else []
    looks += [W("lang", {w("val"): language, w("bidi"): language})] if language else []
    element = W("r", W("rPr", *looks)) if looks else W("r")
    for index, line in enumerate(text.split("\n")):
        if index:
            element.append(W("br"))
        element.append(W("t", {_SPACE: "preserve"}, line))
    return element


def paragraph(style: str, *parts: Xml, rightward: bool = False, new_page: bool = False) -> Xml:
    looks = [value("pStyle", style)]
    looks += [W("pageBreakBefore")] if new_page else []
    looks += [W("bidi")] if rightward else []
    return W("p", W("pPr", *looks), *parts)


def prose(style: str, text: str, *before: Xml, language: str = "") -> Xml:
    """Return a paragraph of somebody's text, from the right where its letters say so."""
    return paragraph(style, *before, run(text, language=language), rightward=is_rightward(text))


def bookmark_name(anchor: str) -> str:
    return re.sub(r"\W", "_", anchor)[:40]


def bookmarked(number: int, anchor: str, *parts: Xml) -> list[Xml]:
    """Return the parts between the two ends of a bookmark."""
    start = W("bookmarkStart", {w("id"): str(number), w("name"): bookmark_name(anchor)})
    return [start, *parts, W("bookmarkEnd", {w("id"): str(number)})]


def link_inside(anchor: str, text: str) -> Xml:
    return W("hyperlink", {w("anchor"): bookmark_name(anchor), w("history"): "1"}, run(text))


def link_outside(relation: str, text: str) -> Xml:
    whole = run(text.replace(" ", "\u00a0"), style="Hyperlink")
    return W("hyperlink", {_RELATION: relation, w("history"): "1"}, whole)


def field(instruction: str, shown: str) -> Xml:
    """Return a field Word can refresh, showing what it holds until then."""
    return W("fldSimple", {w("instr"): f" {instruction} "}, run(shown))


def field_start(instruction: str) -> list[Xml]:
    """Return the runs that open a field whose result spans paragraphs; `field_end` closes it."""
    asked = W("r", W("instrText", {_SPACE: "preserve"}, f" {instruction} "))
    return [_mark("begin"), asked, _mark("separate")]


def field_end() -> Xml:
    return _mark("end")


def _mark(kind: str) -> Xml:
    return W("r", W("fldChar", {w("fldCharType"): kind}))


def table(
    caption: str, headers: Sequence[str], rows: Iterable[Sequence[Any]], shares: Sequence[int]
) -> Xml:
    """Return a table whose header row repeats and whose first column names each row.

    A cell is text or a list of ready runs. `shares` are the columns' widths in hundredths.
    """
    widths = [str(PAGE_WIDTH * share // 100) for share in shares]
    grid = W("tblGrid", *(W("gridCol", {w("w"): width}) for width in widths))
    body = [_row(row, widths) for row in rows]
    return W("tbl", _table_looks(caption), grid, _row(headers, widths, header=True), *body)


def _table_looks(caption: str) -> Xml:
    look = {w("firstRow"): "1", w("firstColumn"): "1", w("noHBand"): "1", w("noVBand"): "1"}
    return W(
        "tblPr",
        value("tblStyle", "TableGrid"),
        W("tblW", {w("w"): str(PAGE_WIDTH), w("type"): "dxa"}),
        W("tblLayout", {w("type"): "fixed"}),
        W("tblLook", {w("val"): "06A0", **look}),
        value("tblCaption", caption),
    )


def _row(cells: Sequence[Any], widths: Sequence[str], *, header: bool = False) -> Xml:
    looks = [W("cantSplit")] + ([W("tblHeader")] if header else [])
    return W("tr", W("trPr", *looks), *map(_cell, cells, widths))


def _cell(content: Any, width: str) -> Xml:
    inside = (
        prose("TableText", content)
        if isinstance(content, str)
        else paragraph("TableText", *content)
    )
    return W("tc", W("tcPr", W("tcW", {w("w"): width, w("type"): "dxa"})), inside)


def share_widths(count: int) -> list[int]:
    """Return even column widths in hundredths, the first one wider."""
    if count < 2:
        return [100] * count
    first = max(28, 100 // count)
    return [first] + [(100 - first) // (count - 1)] * (count - 1)
