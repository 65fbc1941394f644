"""One word for one thing: no word stands twice in the glossary, in either language."""

from __future__ import annotations

import re
from collections import Counter

from cairn.catalogue.shelves import HERE

PAGE = (HERE.parent.parent / "docs" / "glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, flags=re.MULTILINE)
WORDS = [row for row in ROWS if row[0] != "English"]
PROMISED = (
    "programme, member, role, contribution, version, contributor, attribute, consent, excerpt, code, "
    "codebook, coding, memo, theme, theme group, suggestion, sign off, change, verdict, finding, "
    "heading, domain, recommendation, addressee, measure, thread, ladder check, report, outline, "
    "section, published version, audience, notice, gate, k, withdrawal, redaction, gap, import, "
    "mapping, dry run, identity key, task, audit entry, template, framework"
)


def test_each_word_stands_once_in_each_language() -> None:
    english = Counter(row[0] for row in WORDS)
    welsh = Counter(row[1] for row in WORDS)

    assert [word for word, times in english.items() if times > 1] == []
    assert [word for word, times in welsh.items() if times > 1] == []


def test_every_promised_word_is_there() -> None:
    assert set(PROMISED.split(", ")) - {row[0] for row in WORDS} == set()
