"""XML of strangers, read as a stream; whatever could grow or reach out is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn
from xml.parsers import expat

from cairn.evidence.importers._refusal import Refusal

_MAX_DEPTH = 256
_SEPARATOR = "\n"


class XmlReader:
    """Calls `start`, `end` and `words` of a subclass; names come without their namespace."""

    def __init__(self) -> None:
        self._depth = 0
        # defusedxml guards trees; this is the same guard for a stream that never becomes a tree
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_declaration
        self._parser.EntityDeclHandler = self._refuse_declaration
        self._parser.ExternalEntityRefHandler = self._refuse_declaration
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self.words

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def words(self, text: str) -> None:
        """Take text between elements."""

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Read a whole part; raises `Refusal`."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise Refusal("broken") from None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise Refusal("too_deep")
        self.start(local(name), attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self.end(local(name))

    def _refuse_declaration(self, *_details: Any) -> NoReturn:
        raise Refusal("xml_entities")


def local(name: str) -> str:
    """Return a name without its namespace.

    >>> local("urn:example" + chr(10) + "row")
    'row'
    """
    return name.rpartition(_SEPARATOR)[2]


def attribute(attributes: dict[str, str], name: str) -> str:
    """Return an attribute by its name without namespace; "" where it is not there."""
    return next((value for key, value in attributes.items() if local(key) == name), "")
