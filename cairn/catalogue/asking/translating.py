"""The words of an instrument, each with its place, and which of them lack a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from cairn.catalogue.asking.kinds import Instrument
from cairn.catalogue.kinds import Text

LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class Place:
    """Where words stand, as names and codes, such as ("sections", "now", "questions", "feel", "text")."""

    path: tuple[str, ...]
    text: Text


def find_places(instrument: Instrument) -> tuple[Place, ...]:
    """Return all words of the instrument in printed order; a level's are its framework's, left out."""
    return tuple(place for place in _walk(instrument, ()) if place.path[0] != "level_items")


def untranslated(instrument: Instrument, language: str) -> tuple[Place, ...]:
    """Return where words lack this language (en or cy); `ValueError` for any other."""
    if language not in LANGUAGES:
        raise ValueError(f"Instruments are written in {' and '.join(LANGUAGES)}, not {language}.")
    return tuple(
        place for place in find_places(instrument) if not getattr(place.text, language).strip()
    )


def _walk(part: object, path: tuple[str, ...]) -> Iterator[Place]:
    if isinstance(part, Text):
        yield Place(path, part)
    elif isinstance(part, tuple):
        for each in part:
            yield from _walk(each, (*path, str(getattr(each, "code", ""))))
    elif is_dataclass(part):
        for field in fields(part):
            yield from _walk(getattr(part, field.name), (*path, field.name))
