from cairn.decisions.models.changes import Change, ChangeEvidence
from cairn.decisions.models.findings import Finding, FindingEvidence, FindingTheme, Heading
from cairn.decisions.models.recommendations import (
    Addressee,
    Recommendation,
    RecommendationEvidence,
)

__all__ = [
    "Addressee",
    "Change",
    "ChangeEvidence",
    "Finding",
    "FindingEvidence",
    "FindingTheme",
    "Heading",
    "Recommendation",
    "RecommendationEvidence",
]
