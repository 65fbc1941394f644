"""What kind of word a word can be, looked up in a dictionary; Welsh and new words may be any."""

from __future__ import annotations

from functools import lru_cache

from lemminflect import getAllLemmas

# Numbers, what people type without its apostrophe, and words of degree and place.
_NUMBERS = """
two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
seventy eighty ninety hundred thousand
"""
_SLIPS = """
im ive dont didnt doesnt cant couldnt wont wouldnt isnt wasnt havent hasnt thats whats youre theyre
till far behind ago
"""
_NEVER = frozenset((_NUMBERS + _SLIPS).split())
_BASE = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")


@lru_cache(maxsize=100_000)
def _look_up(word: str) -> dict[str, str]:
    """Kinds of a lower-case word with the base form of each; empty for a word not listed.

    The dictionary is that of LemmInflect, made of the SPECIALIST Lexicon of the US National
    Library of Medicine, which knows the words of health and care.
    """
    return {kind: forms[0] for kind, forms in getAllLemmas(word).items()}


def can_name(word: str) -> bool:
    """Whether a lower-case word can be a noun, as far as is known.

    >>> [word for word in ("staff", "waiting", "fixed", "arrogant", "nyrs") if can_name(word)]
    ['staff', 'nyrs']
    """
    kinds = _look_up(word)
    return word not in _NEVER and (not kinds or "NOUN" in kinds or "PROPN" in kinds)


def is_loose(word: str) -> bool:
    """Whether a lower-case noun can as well tell how something is or is done ("fine", "cold")."""
    return bool({"ADJ", "ADV"} & _look_up(word).keys())


def can_describe(word: str) -> bool:
    """Whether a lower-case word can stand before a noun and tell which one is meant.

    >>> [word for word in ("joint", "waiting", "blocked", "asked", "two") if can_describe(word)]
    ['joint', 'waiting', 'blocked']
    """
    if word in _NEVER:
        return False
    return can_name(word) or "ADJ" in _look_up(word) or word.endswith("ing")


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    """Return what forms of one word share; a word not listed is its own.

    >>> base_form("appointments"), base_form("nyrsys")
    ('appointment', 'nyrsys')
    """
    kinds = _look_up(word)
    return next((kinds[kind] for kind in _BASE if kind in kinds), word)
