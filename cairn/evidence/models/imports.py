from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Consent, ImportState
from cairn.programmes.models import ProgrammeRow


def random_path(row: models.Model, name: str) -> str:
    """Stored files have random names: an uploaded name is somebody's words and not a path."""
    return f"imports/{uuid.uuid4().hex}{PurePath(name).suffix.lower()[:8]}"


class Import(ProgrammeRow):
    """One file brought in, from upload to done (or undone), resumable at any row."""

    importer = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to=random_path, max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    options = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    consent = models.CharField(
        _("consent"), max_length=20, choices=Consent, default=Consent.ANALYSIS
    )
    consent_basis = models.CharField(_("how we know"), max_length=300, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    # [{"row": 7, "code": "no_words"}]: the first few hundred, codes only, never the row's words.
    refusals = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class SavedMapping(ProgrammeRow):
    """A mapping of columns that can be used again for the next file of the same kind."""

    name = models.CharField(_("name"), max_length=100)
    importer = models.CharField(max_length=40)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_mapping_per_name")
        ]

    def __str__(self) -> str:
        return self.name
