from cairn.evidence.queries.contributions import (
    Filters,
    attribute_names,
    contribution_for,
    contributions_for,
    current_version,
    questions_for,
    shortened,
    standing_for,
    values_of,
    versions_of,
)

__all__ = [
    "Filters",
    "attribute_names",
    "contribution_for",
    "contributions_for",
    "current_version",
    "questions_for",
    "shortened",
    "standing_for",
    "values_of",
    "versions_of",
]
