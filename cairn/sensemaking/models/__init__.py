from cairn.sensemaking.models.codes import Code, Codebook, Coding, Excerpt, ExcerptRow, Memo
from cairn.sensemaking.models.steps import Step
from cairn.sensemaking.models.suggested_codes import CodeSuggestion
from cairn.sensemaking.models.suggestions import (
    Placement,
    SuggestedGroup,
    SuggestedTheme,
    SuggestionRun,
)
from cairn.sensemaking.models.themes import Theme, ThemeExcerpt, ThemeGroup

__all__ = [
    "Code",
    "CodeSuggestion",
    "Codebook",
    "Coding",
    "Excerpt",
    "ExcerptRow",
    "Memo",
    "Placement",
    "Step",
    "SuggestedGroup",
    "SuggestedTheme",
    "SuggestionRun",
    "Theme",
    "ThemeExcerpt",
    "ThemeGroup",
]
