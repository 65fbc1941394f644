from __future__ import annotations

from django.conf import settings
from django.db import models

from cairn.programmes.models import ProgrammeRow


class Step(ProgrammeRow):
    """One change by one person in this room, kept so that it can be undone.

    Holds ids, places and the team's own words, never a contributor's: an erasure closes all steps.
    """

    action = models.CharField(max_length=60)
    # [{"model", "kind": made | changed | removed, "rows": [...]}] in the order they happened.
    groups = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # Undone, or no longer possible to undo.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"
