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
from cairn.evidence.queries.imports import import_for, imports_for, saved_mappings_for

__all__ = [
    "Filters",
    "attribute_names",
    "contribution_for",
    "contributions_for",
    "current_version",
    "import_for",
    "imports_for",
    "questions_for",
    "saved_mappings_for",
    "shortened",
    "standing_for",
    "values_of",
    "versions_of",
]
