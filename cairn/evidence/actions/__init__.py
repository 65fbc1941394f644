from cairn.evidence.actions.adding import (
    Added,
    Terms,
    add_contribution,
    add_contributions,
    question_for,
)
from cairn.evidence.actions.refusals import Conflict, Refused

__all__ = [
    "Added",
    "Conflict",
    "Refused",
    "Terms",
    "add_contribution",
    "add_contributions",
    "question_for",
]
