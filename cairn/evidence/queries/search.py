"""Words a person typed into the search box, as a question the database cannot mistake."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models.expressions import RawSQL

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
MOST_WORDS = 30


def contributions_with(text: str) -> RawSQL | None:
    """The ids of the contributions that hold every word and every "phrase in quotes" of `text`.

    The last word may be the beginning of one. None when `text` holds no word at all. Only letters
    and digits reach the database's search language, so no sign in `text` means anything to it.
    """
    terms = read_terms(text)
    if not terms:
        return None
    if connection.vendor == "sqlite":
        return RawSQL(
            "SELECT said.contribution_id FROM evidence_search"
            " JOIN evidence_contributionversion said ON said.id = evidence_search.rowid"
            " WHERE evidence_search MATCH %s",
            [_for_fts5(terms)],
        )
    return RawSQL(
        "SELECT contribution_id FROM evidence_contributionversion"
        " WHERE search @@ to_tsquery('simple', %s)",
        [_for_tsquery(terms)],
    )


def read_terms(text: str) -> list[list[str]]:
    """Phrases, each a list of words; a single word is a phrase of one."""
    found: list[list[str]] = []
    for phrase, chunk in _PARTS.findall(text):
        words = _WORD.findall(phrase or chunk)
        if words:
            found.append(words)
    return found[:MOST_WORDS]


def _for_fts5(terms: list[list[str]]) -> str:
    phrases = ['"' + " ".join(words) + '"' for words in terms]
    return " ".join(phrases) + ("*" if len(terms[-1]) == 1 else "")


def _for_tsquery(terms: list[list[str]]) -> str:
    phrases = ["(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in terms]
    if len(terms[-1]) == 1:
        phrases[-1] = f"'{terms[-1][0]}':*"
    return " & ".join(phrases)
