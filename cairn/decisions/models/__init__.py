from cairn.decisions.models.changes import Change, ChangeEvidence
from cairn.decisions.models.findings import Finding, FindingEvidence, FindingTheme, Heading
from cairn.decisions.models.recommendations import (
    Addressee,
    Recommendation,
    RecommendationEvidence,
)
from cairn.decisions.models.standing import Item, has_path, signed_off_themes, supporting_excerpts

__all__ = [
    "Addressee",
    "Change",
    "ChangeEvidence",
    "Finding",
    "FindingEvidence",
    "FindingTheme",
    "Heading",
    "Item",
    "Recommendation",
    "RecommendationEvidence",
    "has_path",
    "signed_off_themes",
    "supporting_excerpts",
]
