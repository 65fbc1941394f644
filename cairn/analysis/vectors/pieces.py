"""Texts as numbers of word pieces, long ones in passages the model can read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, LAST = 101, 102
LONGEST = 254  # the model was trained on 256 pieces, of which two are marks
MOST_PASSAGES = 40
_LETTER = re.compile(r"[^\W\d_]")


@cache
def open_tokenizer(folder: Path) -> Tokenizer:
    """Return the model's own tokenizer; loaded once a process."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - pages that need no vectors start without it

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def has_words(text: str) -> bool:
    """Say whether a text holds a letter of any script."""
    return _LETTER.search(text) is not None


def list_pieces(folder: Path, texts: Sequence[str]) -> list[list[int]]:
    """Return each text's piece numbers without marks."""
    found = open_tokenizer(folder).encode_batch_fast(list(texts), add_special_tokens=False)
    return [encoding.ids for encoding in found]


def split_passages(pieces: list[int]) -> list[list[int]]:
    """Return passages of like length with their marks; of a very long text, spread over it."""
    count = max(1, -(-len(pieces) // LONGEST))
    edges = [len(pieces) * number // count for number in range(count + 1)]
    most = min(count, MOST_PASSAGES)
    kept = [count * number // most for number in range(most)]
    return [[FIRST, *pieces[edges[at] : edges[at + 1]], LAST] for at in kept]
