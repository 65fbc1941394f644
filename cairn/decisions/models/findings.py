from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.decisions.choices import DecisionState, Kind
from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Code, Excerpt, ExcerptRow, Theme


class Heading(ProgrammeRow):
    """A heading of the report that findings and recommendations stand under."""

    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=150)
    title_cy = models.CharField(_("title in Welsh"), max_length=150, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Finding(ProgrammeRow):
    """What we conclude from the evidence, in one statement."""

    kind = Kind.FINDING

    text = models.TextField(_("finding"))
    detail = models.TextField(_("more about it"), blank=True)
    headings = models.ManyToManyField(Heading, blank=True, related_name="findings")
    domains = models.ManyToManyField(Code, blank=True, related_name="+", verbose_name=_("domains"))
    counter_note = models.TextField(_("how counter-evidence was looked for"), blank=True)
    inequality_note = models.TextField(_("what this means for inequalities"), blank=True)
    state = models.CharField(max_length=6, choices=DecisionState, default=DecisionState.DRAFT)
    # One excerpt that shows the path; nothing is ready without it.
    stands_on = models.ForeignKey(Excerpt, on_delete=models.RESTRICT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(stands_on__isnull=False),
                name="ready_finding_stands_on_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FindingTheme(ProgrammeRow):
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "theme"], name="theme_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} for {self.finding_id}"


class FindingEvidence(ExcerptRow):
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "excerpt"], name="evidence_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.excerpt_id} for {self.finding_id}"
