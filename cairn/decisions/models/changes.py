from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.decisions.choices import Kind, Quadrant, Verdict
from cairn.evidence.models import Contribution
from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Code, Excerpt, ExcerptRow


class Change(ProgrammeRow):
    """Something that was done differently: good practice, or what should not be kept."""

    kind = Kind.CHANGE

    title = models.CharField(_("title"), max_length=200)
    what = models.TextField(_("what was done"), blank=True)
    how = models.TextField(_("how it came about"), blank=True)
    conditions = models.ManyToManyField(
        Code, blank=True, related_name="+", verbose_name=_("enabling conditions")
    )
    iceberg = models.CharField(_("depth in the iceberg"), max_length=60, blank=True)
    system = models.CharField(_("system"), max_length=150, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    domains = models.ManyToManyField(Code, blank=True, related_name="+", verbose_name=_("domains"))
    quadrant = models.CharField(_("quadrant"), max_length=10, choices=Quadrant, blank=True)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=Verdict, default=Verdict.UNDECIDED
    )
    verdict_reason = models.TextField(_("reason"), blank=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verdict_at = models.DateTimeField(null=True)
    similar = models.ManyToManyField("self", blank=True, verbose_name=_("similar examples"))
    # The row it was imported from, so that the same row never arrives twice.
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
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="undecided", verdict_by__isnull=True, verdict_at__isnull=True)
                | (~Q(verdict="undecided") & Q(verdict_by__isnull=False, verdict_at__isnull=False)),
                name="verdict_by_whom_and_when",
            ),
            models.UniqueConstraint(fields=["imported_from"], name="change_imported_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeEvidence(ExcerptRow):
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="evidence")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "excerpt"], name="evidence_once_per_change")
        ]

    def __str__(self) -> str:
        return f"{self.excerpt_id} for {self.change_id}"
