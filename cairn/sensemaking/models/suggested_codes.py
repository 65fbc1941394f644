from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cairn.evidence.models import Contribution, ContributionVersion, WordsRow
from cairn.sensemaking.choices import SuggestionState
from cairn.sensemaking.models.codes import Code
from cairn.sensemaking.models.suggestions import SuggestionRun


class CodeSuggestion(WordsRow):
    """A code a machine would give to some words; it counts for nothing until a person keeps it."""

    run = models.ForeignKey(SuggestionRun, on_delete=models.CASCADE, related_name="suggested_codes")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ContributionVersion, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="suggestions")
    score = models.FloatField()
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["start", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "version", "start", "end", "code"], name="code_suggested_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_by=None)
                | (~Q(state="open") & Q(answered_by__isnull=False)),
                name="answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code_id} for {self.contribution_id} [{self.start}:{self.end}]"
