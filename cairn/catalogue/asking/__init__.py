"""Asking without a web page: what an instrument is, which pages a person sees, what counts as an answer.

In: an instrument (from a shelf file or from a builder's data) and answers by key. Out: pages, checked
answers, attributes and contributions, what is untranslated, what compares across versions. Everything
works on codes; the words are looked up in the reader's language when they are shown.
"""

from cairn.catalogue.asking.answers import Refusal, Value, check_answers, say_answer
from cairn.catalogue.asking.comparing import Comparison, compare_versions
from cairn.catalogue.asking.kinds import (
    CLOSED,
    KINDS,
    AskIf,
    Easy,
    EasyRead,
    Ends,
    Instrument,
    Level,
    Option,
    Question,
    Section,
    Session,
)
from cairn.catalogue.asking.paging import (
    Asked,
    Page,
    all_pages,
    condition_of,
    find_missing,
    kept_answers,
    next_page,
    pages,
)
from cairn.catalogue.asking.plain import as_plain
from cairn.catalogue.asking.telling import Contribution, Told, tell
from cairn.catalogue.asking.translating import Place, find_places, translate, untranslated

__all__ = [
    "CLOSED",
    "KINDS",
    "AskIf",
    "Asked",
    "Comparison",
    "Contribution",
    "Easy",
    "EasyRead",
    "Ends",
    "Instrument",
    "Level",
    "Option",
    "Page",
    "Place",
    "Question",
    "Refusal",
    "Section",
    "Session",
    "Told",
    "Value",
    "all_pages",
    "as_plain",
    "check_answers",
    "compare_versions",
    "condition_of",
    "find_missing",
    "find_places",
    "kept_answers",
    "next_page",
    "pages",
    "say_answer",
    "tell",
    "translate",
    "untranslated",
]
