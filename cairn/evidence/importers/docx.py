"""Word documents: headings, paragraphs and tables in the order they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cairn.evidence.importers._archive import Archive, looks_like_office, open_archive
from cairn.evidence.importers._document import Piece, build_reading, find_turns
from cairn.evidence.importers._package import check_package, find_main, find_part, read_relations
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import MAX_TEXT, Note, Options, Reading
from cairn.evidence.importers._word import Styles, WordReader

NAME = "docx"
LABEL = "Word document"
EXTENSIONS = (".docx", ".docm", ".doc")
MAX_BYTES = 50_000_000
_MAIN = "word/document.xml"
_BESIDE = re.compile(r"word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml")


def looks_like(head: bytes, name: str) -> bool:
    return Path(name).suffix.lower() in EXTENSIONS and looks_like_office(head)


def read(path: Path, options: Options) -> Reading:
    with open_archive(path) as archive:
        main = find_main(archive, _MAIN)
        check_package(archive, main, "not_docx")
        relations = read_relations(archive, main)
        styles = Styles()
        for relation in relations:
            if relation.kind == "styles":
                styles.feed(archive.chunks(find_part(archive, main, relation)))
        reader = WordReader(styles.headings)
        reader.feed(archive.chunks(main))
        if not reader.is_word:
            raise Refusal("not_docx")
        notes = list(_notes(archive, reader, sum(relation.outside for relation in relations)))
    return build_reading(find_turns(list(_pieces(reader.found))), options, notes)


def _pieces(found: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    for number, (text, kind) in enumerate(found, start=1):
        if len(text) > MAX_TEXT:
            raise Refusal("cell_too_long", row=number, limit=MAX_TEXT)
        if text:
            yield Piece(number, text, heading=kind == "heading", table=kind == "table")


def _notes(archive: Archive, reader: WordReader, links: int) -> Iterator[Note]:
    if reader.hidden:
        yield Note("hidden_text")
    if reader.struck_out:
        yield Note("tracked_changes")
    if any(map(_BESIDE.fullmatch, archive.names)):
        yield Note("not_read")
    if links:
        yield Note("outside_links", {"count": links})
