from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.decisions.choices import DecisionState, Kind
from cairn.decisions.models.findings import Finding, Heading
from cairn.evidence.models import Contribution
from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Excerpt, ExcerptRow


class Addressee(ProgrammeRow):
    """A body or a role that a recommendation asks something of."""

    name = models.CharField(_("name"), max_length=150)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_addressee_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Recommendation(ProgrammeRow):
    """What we ask somebody to do. Its number is generated from the order, never typed."""

    kind = Kind.RECOMMENDATION
    number = 0  # filled in by the queries that count them

    heading = models.ForeignKey(
        Heading, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("heading")
    )
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("recommendation"))
    action = models.CharField(_("the one thing to do"), max_length=300, blank=True)
    addressees = models.ManyToManyField(Addressee, blank=True, related_name="recommendations")
    due_on = models.DateField(_("by when"), null=True, blank=True)
    measure = models.CharField(_("how we will know"), max_length=300, blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="recommendations")
    counter_note = models.TextField(_("how counter-evidence was looked for"), blank=True)
    inequality_note = models.TextField(_("what this means for inequalities"), blank=True)
    state = models.CharField(max_length=6, choices=DecisionState, default=DecisionState.DRAFT)
    # One excerpt that shows the path; nothing is ready without it.
    stands_on = models.ForeignKey(Excerpt, on_delete=models.RESTRICT, null=True, related_name="+")
    # The row it was imported from; it stays a draft until a person links it to evidence.
    imported_from = models.ForeignKey(
        Contribution, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["heading__order", "heading_id", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(stands_on__isnull=False),
                name="ready_recommendation_stands_on_words",
            ),
            models.UniqueConstraint(fields=["imported_from"], name="recommendation_imported_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class RecommendationEvidence(ExcerptRow):
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="evidence"
    )
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "excerpt"], name="evidence_once_per_recommendation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.excerpt_id} for {self.recommendation_id}"
