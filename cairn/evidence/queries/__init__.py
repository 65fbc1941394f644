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
from cairn.evidence.queries.coverage import ACROSS, Coverage, coverage_for, people_heard
from cairn.evidence.queries.imports import (
    import_for,
    imports_for,
    imports_to_settle,
    saved_mappings_for,
)

__all__ = [
    "ACROSS",
    "Coverage",
    "Filters",
    "attribute_names",
    "contribution_for",
    "contributions_for",
    "coverage_for",
    "current_version",
    "import_for",
    "imports_for",
    "imports_to_settle",
    "people_heard",
    "questions_for",
    "saved_mappings_for",
    "shortened",
    "standing_for",
    "values_of",
    "versions_of",
]
