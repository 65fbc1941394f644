from cairn.sensemaking.queries.themes import (
    excerpt_for,
    excerpts_for,
    groups_for,
    theme_for,
    theme_members,
    theme_numbers,
    themes_for,
)

__all__ = [
    "excerpt_for",
    "excerpts_for",
    "groups_for",
    "theme_for",
    "theme_members",
    "theme_numbers",
    "themes_for",
]
