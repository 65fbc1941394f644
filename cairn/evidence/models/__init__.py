from cairn.evidence.models.contributions import (
    Attachment,
    Contribution,
    ContributionVersion,
    Contributor,
    Question,
    SentFile,
    sent_path,
)
from cairn.evidence.models.duties import Erasure, Flag, HarmDuty, Target
from cairn.evidence.models.imports import Import, SavedMapping, random_path
from cairn.evidence.models.words import WordsQuerySet, WordsRow

__all__ = [
    "Attachment",
    "Contribution",
    "ContributionVersion",
    "Contributor",
    "Erasure",
    "Flag",
    "HarmDuty",
    "Import",
    "Question",
    "SavedMapping",
    "SentFile",
    "Target",
    "WordsQuerySet",
    "WordsRow",
    "random_path",
    "sent_path",
]
