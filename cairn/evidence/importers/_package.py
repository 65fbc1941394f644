"""Office packages: which part is what, and whether it is one we read at all."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from cairn.evidence.importers._archive import Archive
from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._xml import XmlReader, attribute

CONTENT_TYPES = "[Content_Types].xml"
# kinds of relationship by which a file pulls in, or runs, what lies elsewhere when it is opened
_PULLING = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "control")
_REMOTE = ("http:", "https:", "ftp:", "\\\\", "//", "file://", "mhtml:", "ms-")


@dataclass(frozen=True)
class Relation:
    """A relationship: its last word says the kind; outside ones are never followed."""

    id: str
    kind: str
    target: str
    outside: bool


class _Relations(XmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Relation] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            outside = attributes.get("TargetMode", "") == "External"
            relation = Relation(
                attributes.get("Id", ""), kind, attributes.get("Target", ""), outside
            )
            self.found.append(relation)


class _Types(XmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.types: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.types.add(attribute(attributes, "ContentType").lower())


def check_package(archive: Archive, main: str, wrong: str) -> None:
    """Raise `Refusal` for macros, a missing main part, or a main part of another kind."""
    if CONTENT_TYPES not in archive.names or main not in archive.names:
        raise Refusal(wrong)
    types = _Types()
    types.feed(archive.chunks(CONTENT_TYPES))
    if any("macroenabled" in each or "vbaproject" in each for each in types.types):
        raise Refusal("macro")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.names):
        raise Refusal("macro")
    if any("macrosheet" in name.lower() or "activex" in name.lower() for name in archive.names):
        raise Refusal("macro")


def find_main(archive: Archive, usual: str) -> str:
    """Return the name of the main part: the usual one, or one beside it that the package names."""
    if usual in archive.names:
        return usual
    folder = f"{posixpath.dirname(usual)}/"
    for relation in read_relations(archive, ""):
        if relation.kind == "officeDocument":
            place = find_part(archive, "", relation)
            return place if place.startswith(folder) else usual
    return usual


def read_relations(archive: Archive, part: str) -> list[Relation]:
    """Return a part's relationships; raises `Refusal` if one pulls in something from elsewhere."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive.names:
        return []
    reader = _Relations()
    reader.feed(archive.chunks(place))
    for relation in reader.found:
        if relation.outside and relation.kind in _PULLING and _is_remote(relation.target):
            raise Refusal("outside_part")
    return reader.found


def _is_remote(target: str) -> bool:
    """A template on the writer's own disk is what word processors note down; a host is not."""
    target = target.strip().lower()
    return target.startswith(_REMOTE) and not target.startswith("file:///")


def find_part(archive: Archive, part: str, relation: Relation) -> str:
    """Return the name of the part a relationship points to; raises `Refusal`."""
    if relation.outside:
        raise Refusal("outside_part")
    folder = posixpath.dirname(part)
    place = posixpath.normpath(posixpath.join("/", folder, relation.target)).lstrip("/")
    if place not in archive.names:
        raise Refusal("broken")
    return place
