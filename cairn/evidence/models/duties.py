"""What is kept beside the words: what was noticed, who sees to it, what was erased, whom we miss."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Answer, Heard, Purpose
from cairn.evidence.models.contributions import ContributionVersion
from cairn.programmes.models import ProgrammeRow


class Flag(ProgrammeRow):
    """What a machine noticed in a version, for a person to answer. It keeps places and no words.

    When words are taken out, what still stands moves to the new version; a withdrawal removes it.
    """

    version = models.ForeignKey(ContributionVersion, on_delete=models.CASCADE, related_name="flags")
    purpose = models.CharField(max_length=12, choices=Purpose)
    # A code of the finder that made it, such as "name", "postcode" or "unsafe_care".
    kind = models.CharField(max_length=30)
    # Half-open, in code points of the version's text; the whole text when it cannot be placed.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField()
    engine = models.CharField(max_length=100)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # What was done about harm, or why there is none, in the words of whoever answered.
    note = models.CharField(_("what was done"), max_length=500, blank=True)
    # The member who sees to an accepted flag of harm.
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "purpose", "answer"])]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "purpose", "kind", "start", "end"], name="one_flag_per_place"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="flag_holds_words"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="flag_answered_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"

    @classmethod
    def stays_behind(cls) -> dict[str, bool]:
        """The note can tell of the words."""
        return {"version__contribution__is_confided": True}


class HarmDuty(ProgrammeRow):
    """Who sees to what may tell of harm in a programme, and within how many days."""

    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    days = models.PositiveSmallIntegerField(_("days to answer"), default=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme"], name="one_harm_duty_per_programme"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=30), name="harm_days_fit"),
        ]

    def __str__(self) -> str:
        return f"{self.days} days"


class Erasure(ProgrammeRow):
    """The ledger of withdrawals and redactions that a restored backup must apply again.

    Holds keys only: the contribution's id, or a keyed hash of answers that were none yet, and
    for a redaction the spans.
    """

    KINDS = ("withdraw", "redact", "narrow", "file", "response", "answer")
    contribution_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    # For a redaction: the number of the version it was cut from, and [[start, end], ...] in it.
    version = models.PositiveSmallIntegerField(default=0)
    spans = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.contribution_id}"


class Target(ProgrammeRow):
    """How many people of one role band, sector, organisation or place we want to hear from."""

    attribute = models.CharField(_("of which kind"), max_length=20, choices=Heard)
    value = models.CharField(_("which one"), max_length=200)
    wanted = models.PositiveIntegerField(_("people wanted"))

    class Meta:
        ordering = ["attribute", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "attribute", "value"], name="one_target_each"
            ),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="target_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.wanted}"
