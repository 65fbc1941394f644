from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.models import Contribution, ContributionVersion, WordsRow
from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Purpose


class Codebook(ProgrammeRow):
    name = models.CharField(_("name"), max_length=150)
    name_cy = models.CharField(_("name in Welsh"), max_length=150, blank=True)
    purpose = models.CharField(_("used for"), max_length=12, choices=Purpose, default=Purpose.CODES)
    # The catalogue framework it was made from, as text, and its version; blank for one's own.
    framework = models.CharField(max_length=60, blank=True)
    framework_version = models.PositiveSmallIntegerField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Code(ProgrammeRow):
    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="codes")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # The framework's own code for it, kept so that results compare across programmes.
    key = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=150)
    name_cy = models.CharField(_("name in Welsh"), max_length=150, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    definition_cy = models.TextField(_("definition in Welsh"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired_at__isnull=False),
                name="merged_means_retired",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Excerpt(WordsRow):
    """Some words of one contribution version: [start, end) in code points, and the words as check.

    A published quote is always an excerpt, so it is always verbatim.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ContributionVersion, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)
    # "" | "redacted" | "withdrawn": why there are no words here any more.
    retired_reason = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["contribution__number", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "start", "end"],
                condition=Q(retired_at__isnull=True),
                name="one_excerpt_per_span",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")) | Q(retired_at__isnull=False),
                name="excerpt_has_words",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_reason="")
                | (Q(retired_at__isnull=False, quote="") & ~Q(retired_reason="")),
                name="retired_excerpt_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} [{self.start}:{self.end}]"


class ExcerptRow(WordsRow):
    """A row that is of one excerpt."""

    way = "excerpt__contribution__"

    class Meta:
        abstract = True


class Coding(ExcerptRow):
    """One person's judgement that an excerpt is about a code."""

    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="codings")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="codings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["excerpt", "code", "by"], name="coded_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.excerpt_id} {self.code_id}"


class Memo(ExcerptRow):
    """A thought written down beside exactly one code, excerpt or theme."""

    code = models.ForeignKey(Code, on_delete=models.CASCADE, null=True, related_name="memos")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, null=True, related_name="memos")
    theme = models.ForeignKey(
        "sensemaking.Theme", on_delete=models.CASCADE, null=True, related_name="memos"
    )
    text = models.TextField(_("memo"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__isnull=False, excerpt__isnull=True, theme__isnull=True)
                | Q(code__isnull=True, excerpt__isnull=False, theme__isnull=True)
                | Q(code__isnull=True, excerpt__isnull=True, theme__isnull=False),
                name="memo_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
