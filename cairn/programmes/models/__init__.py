from cairn.programmes.models.messages import Message, StoppedAddress
from cairn.programmes.models.programmes import (
    CostOption,
    CostRate,
    Invitation,
    Membership,
    Participant,
    Phase,
    Programme,
    ProgrammeRow,
    Risk,
    Row,
    RowQuerySet,
    RuleProposal,
    Stage,
)

__all__ = [
    "CostOption",
    "CostRate",
    "Invitation",
    "Membership",
    "Message",
    "Participant",
    "Phase",
    "Programme",
    "ProgrammeRow",
    "Risk",
    "Row",
    "RowQuerySet",
    "RuleProposal",
    "Stage",
    "StoppedAddress",
]
