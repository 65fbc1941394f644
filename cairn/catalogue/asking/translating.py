"""The words of an instrument, each with its place, and which of them lack a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from cairn.catalogue.asking.kinds import Instrument, Question
from cairn.catalogue.kinds import Text

LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class Place:
    """Where words stand, as names and codes, such as ("sections", "now", "questions", "feel", "text")."""

    path: tuple[str, ...]
    text: Text


def find_places(instrument: Instrument) -> tuple[Place, ...]:
    """Return all words of the instrument, each once; those of levels are their framework's, left out."""
    return tuple(place for place in _walk(instrument, ()) if place.path[0] != "level_items")


def untranslated(instrument: Instrument, language: str) -> tuple[Place, ...]:
    """Return where words lack this language (en or cy); `ValueError` for any other."""
    _check_language(language)
    return tuple(
        place for place in find_places(instrument) if not getattr(place.text, language).strip()
    )


def translate(
    instrument: Instrument, path: tuple[str, ...], language: str, words: str
) -> Instrument:
    """Return the instrument with the words at a place's path replaced in one language (en or cy).

    Raises `KeyError` where no words stand at the path and `ValueError` for another language.
    """
    _check_language(language)
    if path not in {place.path for place in find_places(instrument)}:
        raise KeyError(".".join(path))
    found: Instrument = _put(instrument, path, language, words)
    return found


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"Instruments are written in {' and '.join(LANGUAGES)}, not {language}.")


def _put(part: Any, path: tuple[str, ...], language: str, words: str) -> Any:
    if isinstance(part, Text):
        return replace(part, **{language: words})
    first, rest = path[0], path[1:]
    if isinstance(part, tuple):
        return tuple(_put(e, rest, language, words) if e.code == first else e for e in part)
    changed = {first: _put(getattr(part, first), rest, language, words)}
    if isinstance(part, Question) and first == "text" and part.carries == part.text:
        changed["carries"] = changed["text"]
    return replace(part, **changed)


def _walk(part: object, path: tuple[str, ...]) -> Iterator[Place]:
    if isinstance(part, Text):
        yield Place(path, part)
    elif isinstance(part, tuple):
        for each in part:
            yield from _walk(each, (*path, str(getattr(each, "code", ""))))
    elif is_dataclass(part):
        for field in fields(part):
            if field.name == "carries" and getattr(part, "text", None) == getattr(
                part, "carries", 0
            ):
                continue  # an answer carries the question's own words: said once
            yield from _walk(getattr(part, field.name), (*path, field.name))
