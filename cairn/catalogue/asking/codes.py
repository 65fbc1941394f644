"""Codes made from words: small letters, digits and underscores, once and for good."""

from __future__ import annotations

import re
from collections.abc import Collection

WORDS = 6
# What the pages for answering post beside the answers, and two names a form needs for itself in a
# browser's script. A question of that code would be read as a button, or a button as its answer.
RESERVED = frozenset({
    "code", "consent", "csrfmiddlewaretoken", "draft", "elements", "form", "go", "in-language",
    "reset", "share", "take", "told",
})  # fmt: skip


def option_code(name: str) -> str:
    """Return a name as an option's code, or nothing where it has no letter or digit.

    >>> option_code("Don't know / can't say")
    'don_t_know_can_t_say'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60].strip("_")


def free_code(name: str, taken: Collection[str], otherwise: str) -> str:
    """Return a name as a code that begins with a letter and is not taken: `q1_a`, then `q1_a_2`.

    >>> free_code("Q1.a", {"q1_a"}, "question")
    'q1_a_2'
    """
    plain = option_code(name)[:50].strip("_") or otherwise
    plain = plain if plain[0].isalpha() else f"{otherwise}_{plain}"
    number, code = 1, plain
    while code in taken:
        number += 1
        code = f"{plain}_{number}"
    return code


def code_from_words(words: str, taken: Collection[str], otherwise: str) -> str:
    """Return a code from the first six words, with apostrophes closed up.

    >>> code_from_words("What's the one thing you would change first, and why?", (), "question")
    'whats_the_one_thing_you_would'
    """
    closed = words.replace("'", "").replace("\u2019", "")
    return free_code(" ".join(re.findall(r"[^\W_]+", closed)[:WORDS]), taken, otherwise)
