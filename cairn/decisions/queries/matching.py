"""Matching names in an imported table to the headings and domains that stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cairn.decisions.queries.choosing import codes_for
from cairn.decisions.queries.items import headings_for
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Purpose

SMALL_WORDS = frozenset({"a", "an", "the", "and", "of", "to", "in", "with", "for"})


def words_in(name: str) -> frozenset[str]:
    """The words that carry a name, however it is cased, spaced and punctuated."""
    return frozenset(re.findall(r"[^\W_]+", name.casefold())) - SMALL_WORDS


def match_name(name: str, rows: Iterable[Any]) -> Any | None:
    """The row with the same words in its name, else the only one whose words all stand in `name`."""
    asked = words_in(name)
    known = [(words_in(str(row)), row) for row in rows]
    same = [row for words, row in known if words == asked]
    within = [row for words, row in known if words and words < asked]
    if same:
        return same[0]
    return within[0] if len(within) == 1 else None


def match_headings(viewer: Any, programme: Programme, names: Iterable[str]) -> dict[str, Any]:
    """For each heading of a table the heading that stands for it here, or None to make one."""
    headings = headings_for(viewer, programme)
    return {name: match_name(name, headings) for name in dict.fromkeys(names)}


def match_domains(viewer: Any, programme: Programme, names: Iterable[str]) -> dict[str, Any]:
    """For each domain of a table the code of that name here, or None."""
    codes = codes_for(viewer, programme, Purpose.DOMAINS)
    return {name: match_name(name, codes) for name in dict.fromkeys(names)}
