from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.programmes.models import ProgrammeRow, RowQuerySet


class ReleaseQuerySet(RowQuerySet["Release"]):
    def update(self, **kwargs: object) -> int:
        raise TypeError("a release is never changed")


class Release(ProgrammeRow):
    """Tables of counts of people as they were shown. Holds nothing that was hidden."""

    # What it counts, by a name of the room that counted: releases of one subject bind one another.
    subject = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    # People come in steps; whoever was counted in one is counted in the later ones.
    step = models.PositiveSmallIntegerField()
    title = models.CharField(_("what it counts"), max_length=200)
    title_cy = models.CharField(max_length=200, blank=True)
    # The filter: [{"name": "role_band", "value": code, "words": {"en": ..., "cy": ...}}].
    kept = models.JSONField(default=list)
    kept_key = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=40)
    rule_version = models.CharField(max_length=10)
    k = models.PositiveSmallIntegerField()
    base = models.PositiveSmallIntegerField()
    # As shown: rounded where the rule rounds.
    people = models.PositiveIntegerField(_("people"))
    tables = models.JSONField(default=list)
    released_on = models.DateField()
    # Nobody where a day that was set closed what was counted.
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "subject", "number"], name="one_release_per_number"
            ),
            models.UniqueConstraint(
                fields=["programme", "subject", "step", "kept_key"],
                name="one_release_per_step_and_filter",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=F("k")), name="release_counts_k_people_or_more"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a release is never changed")
        super().save(*args, **kwargs)
