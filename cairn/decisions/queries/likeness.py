"""Which of a few texts say nearly the same."""

from __future__ import annotations

from functools import lru_cache

from cairn.analysis.similar import find_similar, measure_overlap
from cairn.analysis.stop_words import read_stop_words
from cairn.analysis.text import find_words


@lru_cache(maxsize=32)
def alike_pairs(texts: tuple[str, ...], *, least: float, shared: float) -> list[tuple[int, int]]:
    """Pairs of places whose texts are alike by `least` and share that part of their words, best first.

    Weighted words alone mislead in a short list, where there is little to weigh them by.
    """
    if len(texts) < 2:
        return []
    words = [frozenset(find_words(text.casefold())) - read_stop_words() for text in texts]
    return [
        (pair.first, pair.second)
        for pair in find_similar(texts, alike=least)
        if measure_overlap(words[pair.first], words[pair.second]) >= shared
    ]
