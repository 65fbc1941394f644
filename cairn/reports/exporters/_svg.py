"""SVG figures made harmless: shapes and words stay; script, styles and outside references go."""

from __future__ import annotations

import re
from xml.etree.ElementTree import (
    Element,
    ParseError,
    tostring,
)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "svg g path rect circle ellipse line polyline polygon text tspan defs clipPath marker "
        "linearGradient radialGradient stop pattern use symbol",
    )
)
_PRESENTATION = frozenset(
    re.findall(
        r"[\w-]+",
        "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray "
        "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity color "
        "font-family font-size font-weight font-style text-anchor dominant-baseline "
        "alignment-baseline letter-spacing clip-path clip-rule marker-start marker-mid "
        "marker-end stop-color stop-opacity",
    )
)
_GEOMETRY = frozenset(
    re.findall(
        r"\w+",
        "x y x1 x2 y1 y2 cx cy r rx ry dx dy d points width height viewBox transform offset "
        "rotate preserveAspectRatio markerWidth markerHeight refX refY orient markerUnits "
        "gradientUnits gradientTransform spreadMethod fx fy fr patternUnits patternTransform "
        "patternContentUnits clipPathUnits textLength lengthAdjust",
    )
)
_LOCAL = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_UNSAFE = re.compile(r"url\(\s*(?!['\"]?#)|expression|javascript:|\\", re.IGNORECASE)


class FigureError(ValueError):
    """A figure that is no SVG picture; the message says why."""


def clean_svg(svg: str, *, description: str, prefix: str) -> str:
    """Return the picture with what is safe in it, its description as title, its ids prefixed.

    Text that is not SVG, or declares entities, raises `FigureError`.
    """
    try:
        root = fromstring(svg.strip())
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FigureError(f"A figure is not a readable SVG picture: {error}") from error
    if root.tag not in {f"{{{_SVG}}}svg", "svg"}:
        raise FigureError("A figure is not an SVG picture.")
    clean = _copy(root, prefix)
    clean.set("xmlns", _SVG)
    clean.set("role", "img")
    _fit(clean)
    title = Element("title")
    title.text = description
    clean.insert(0, title)
    return tostring(clean, encoding="unicode")


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a cleaned picture, from its view box."""
    box = re.search(r'viewBox="([^"]+)"', svg)
    assert box
    _, _, width, height = (float(part) for part in box.group(1).split())
    return width, height


def _copy(source: Element, prefix: str) -> Element:
    clean = Element(_local(source.tag))
    clean.attrib.update(_safe_attributes(source, prefix))
    clean.text, clean.tail = source.text, source.tail
    for child in source:
        if _is_shown(child):
            clean.append(_copy(child, prefix))
        elif child.tail:
            _append_text(clean, child.tail)
    return clean


def _is_shown(element: Element) -> bool:
    if not isinstance(element.tag, str) or _local(element.tag) not in _ELEMENTS:
        return False
    looks = {**element.attrib, **_declarations(element.get("style", ""))}
    return looks.get("display") != "none" and looks.get("visibility") != "hidden"


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _safe_attributes(source: Element, prefix: str) -> dict[str, str]:
    given = {**source.attrib, **_declarations(source.get("style", ""))}
    safe = {
        name: _LOCAL.sub(rf"url(#{prefix}\1)", value)
        for name, value in given.items()
        if name in _PRESENTATION | _GEOMETRY and not _UNSAFE.search(value)
    }
    if "id" in given:
        safe["id"] = prefix + given["id"]
    href = given.get("href", given.get(_XLINK, ""))
    if href.startswith("#"):
        safe["href"] = f"#{prefix}{href[1:]}"
    return safe


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _fit(root: Element) -> None:
    """Give the picture a usable view box, so that it can be drawn at any width."""
    numbers = _NUMBER.findall(root.get("viewBox", ""))
    if len(numbers) != 4 or float(numbers[2]) <= 0 or float(numbers[3]) <= 0:
        numbers = ["0", "0", _pixels(root.get("width", "")), _pixels(root.get("height", ""))]
    root.set("viewBox", " ".join(numbers))
    for name in ("width", "height", "x", "y"):
        root.attrib.pop(name, None)


def _pixels(length: str) -> str:
    number = _NUMBER.match(length)
    return number.group() if number and float(number.group()) > 0 else "300"


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
