"""The words of a Word document's main part, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._xml import XmlReader, attribute

_HEADING = re.compile(r"(?:heading|pennawd)\s*[1-9]|title|teitl", re.IGNORECASE)
_MAX_PIECES = 500_000
# Fallback repeats what stands beside it for older programs; moveFrom and del are struck out
_SKIPPED = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


class Styles(XmlReader):
    """Which styles are headings: by their name, their outline level, or the style they build on."""

    def __init__(self) -> None:
        super().__init__()
        self._style = ""
        self._own: dict[str, bool] = {}
        self._parents: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "name" and _HEADING.fullmatch(attribute(attributes, "val")):
            self._own[self._style] = True
        elif name == "outlineLvl" and self._style:
            self._own.setdefault(self._style, attribute(attributes, "val") in set("012345678"))
        elif name == "basedOn":
            self._parents[self._style] = attribute(attributes, "val")

    @property
    def headings(self) -> dict[str, bool]:
        """Return whether each style is a heading."""
        return {style: self._is_heading(style) for style in {*self._own, *self._parents}}

    def _is_heading(self, style: str) -> bool:
        seen = set()
        while style not in self._own and style in self._parents and style not in seen:
            seen.add(style)
            style = self._parents[style]
        return self._own.get(style, False)


class _Paragraph:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.heading = False


class WordReader(XmlReader):
    """Collects paragraphs, headings and table rows in order as (text, kind of piece)."""

    def __init__(self, headings: Mapping[str, bool]) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.is_word = self.hidden = self.struck_out = False
        self._headings = headings
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[list[list[str]]] = []
        self._skipping = 0
        self._in_text = self._run_hidden = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            self.struck_out |= name in {"del", "moveFrom"}
        elif name in _BREAKS and self._paragraphs:
            self._add(_BREAKS[name])
        elif handle := getattr(self, f"_start_{name}", None):
            handle(attributes)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif handle := getattr(self, f"_end_{name}", None):
            handle()

    def words(self, text: str) -> None:
        if self._in_text and not self._skipping and self._paragraphs:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._run_hidden:
            self.hidden = self.hidden or bool(text.strip())
        else:
            self._paragraphs[-1].texts.append(text)

    def _start_document(self, _attributes: dict[str, str]) -> None:
        self.is_word = True

    def _start_p(self, _attributes: dict[str, str]) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_p(self) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs.pop()
            kind = "heading" if paragraph.heading else "paragraph"
            self._keep("".join(paragraph.texts).strip(), kind)

    def _keep(self, text: str, kind: str) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(text)
        else:
            self.found.append((text, kind))
        if len(self.found) > _MAX_PIECES:
            raise Refusal("too_many_rows", limit=_MAX_PIECES)

    def _start_pStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802 - Word's own name
        if self._paragraphs:
            style = attribute(attributes, "val")
            self._paragraphs[-1].heading = self._headings.get(
                style, bool(_HEADING.fullmatch(style))
            )

    def _start_outlineLvl(self, attributes: dict[str, str]) -> None:  # noqa: N802 - Word's own name
        if self._paragraphs and attribute(attributes, "val") in set("012345678"):
            self._paragraphs[-1].heading = True

    def _start_r(self, _attributes: dict[str, str]) -> None:
        self._run_hidden = False

    def _end_r(self) -> None:
        self._run_hidden = False

    def _start_vanish(self, attributes: dict[str, str]) -> None:
        self._run_hidden = attribute(attributes, "val") not in {"0", "false", "off"}

    def _start_t(self, _attributes: dict[str, str]) -> None:
        self._in_text = True

    def _end_t(self) -> None:
        self._in_text = False

    def _start_tr(self, _attributes: dict[str, str]) -> None:
        self._rows.append([])

    def _start_tc(self, _attributes: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].append([])

    def _end_tr(self) -> None:
        """A table row is one piece; a table inside a cell becomes a line of that cell."""
        if self._rows:
            cells = ["\n".join(filter(None, cell)) for cell in self._rows.pop()]
            self._keep(" | ".join(filter(None, cells)), "table")
