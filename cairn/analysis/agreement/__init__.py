"""How far people who coded the same things agree, beyond chance, and what to talk about next."""

from cairn.analysis.agreement.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from cairn.analysis.agreement.discussing import Disagreement, list_disagreements
from cairn.analysis.agreement.measuring import Agreement, CodeAgreement, Measured, measure_agreement
from cairn.analysis.agreement.ratings import Level, Rating, Ratings, read_ratings
from cairn.analysis.agreement.spans import SpanAgreement, compare_spans

__all__ = [
    "Agreement",
    "CodeAgreement",
    "Disagreement",
    "Level",
    "Measured",
    "Rating",
    "Ratings",
    "SpanAgreement",
    "cohen_kappa",
    "compare_spans",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "list_disagreements",
    "measure_agreement",
    "percent_agreement",
    "read_ratings",
]
