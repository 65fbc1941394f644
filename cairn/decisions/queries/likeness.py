"""Which of a few texts say the same: words pasted from one another, or one idea in other words."""

from __future__ import annotations

from functools import lru_cache

from cairn.analysis.similar import COPY, SimilarPair, find_similar, measure_overlap
from cairn.analysis.stop_words import read_stop_words
from cairn.analysis.text import find_words
from cairn.analysis.vectors import Encoder, make_encoder

# How much alike a suggestion to a person has to be, by what the texts are compared with.
LOOSELY = {"sentence": 0.6, "static": 0.6, "null": 0.3}
_MOST_BY_SENTENCE = 200  # while a person waits
_SHARED, _LOOSELY_SHARED = 0.3, 0.15


@lru_cache(maxsize=32)
def alike_pairs(
    texts: tuple[str, ...], *, loosely: bool = False, by: Encoder | None = None
) -> tuple[SimilarPair, ...]:
    """Copies, then pairs that are only alike, by their places; the best first of each.

    Without a sentence model words are counted, which misleads in a short list, where there is little
    to weigh them by: such a pair has to share a part of its words too.
    """
    if len(texts) < 2:
        return ()
    encoder = by or _encoder(len(texts) <= _MOST_BY_SENTENCE)
    least = LOOSELY[encoder.tier] if loosely else None
    found = find_similar(texts, alike=least, encoder=encoder)
    if encoder.tier != "null":
        return found
    words = [frozenset(find_words(text.casefold())) - read_stop_words() for text in texts]
    shared = _LOOSELY_SHARED if loosely else _SHARED
    return tuple(
        pair
        for pair in found
        if pair.kind == COPY or measure_overlap(words[pair.first], words[pair.second]) >= shared
    )


@lru_cache(maxsize=2)
def _encoder(few: bool) -> Encoder:
    encoder = make_encoder()
    return encoder if few or encoder.tier == "null" else make_encoder("static")
