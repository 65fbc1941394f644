from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Stance, ThemeKind
from cairn.sensemaking.models.codes import Excerpt, ExcerptRow
from cairn.sensemaking.models.suggestions import SuggestedTheme


class ThemeGroup(ProgrammeRow):
    title = models.CharField(_("title"), max_length=150)
    sentence = models.CharField(_("in one sentence"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Theme(ProgrammeRow):
    """A pattern in what people said, made of excerpts. Counts and reports only once signed off."""

    group = models.ForeignKey(
        ThemeGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="themes"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ThemeKind, default=ThemeKind.THEME)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=150)
    definition = models.CharField(_("in one line"), max_length=300, blank=True)
    meaning = models.TextField(_("what this means"), blank=True)
    points = models.JSONField(_("points"), default=list, blank=True)
    # What was done to look for words that speak against it; blank means nobody looked.
    counter_note = models.TextField(_("how counter-evidence was looked for"), blank=True)
    suggested_by = models.ForeignKey(
        SuggestedTheme, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True, signed_off_at__isnull=True)
                | Q(signed_off_by__isnull=False, signed_off_at__isnull=False),
                name="signed_off_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ThemeExcerpt(ExcerptRow):
    """An excerpt placed in a theme by a person: supporting it, or speaking against it."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="members")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="placings")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)
    # Chosen to be quoted on the theme page, in this order; null when not chosen.
    quote_order = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["quote_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "excerpt"], name="once_in_a_theme")]

    def __str__(self) -> str:
        return f"{self.excerpt_id} in {self.theme_id}"
