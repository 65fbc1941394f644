"""Codes suggested for texts, always for a person to accept or reject."""

from cairn.analysis.code_suggester.results import (
    Code,
    CodeScore,
    CodeSuggestions,
    CodesWrong,
    Reason,
    TextCodes,
    Word,
)
from cairn.analysis.code_suggester.suggester import CodeSuggester

__all__ = [
    "Code",
    "CodeScore",
    "CodeSuggester",
    "CodeSuggestions",
    "CodesWrong",
    "Reason",
    "TextCodes",
    "Word",
]
