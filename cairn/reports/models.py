from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.models import Contribution
from cairn.programmes.models import ProgrammeRow
from cairn.reports.choices import Audience, VersionState
from cairn.sensemaking.models import Excerpt


def random_path(row: models.Model, name: str) -> str:
    return f"reports/{uuid.uuid4().hex}.{name.rsplit('.', 1)[-1]}"


class Report(ProgrammeRow):
    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    outline = models.CharField(max_length=60)
    outline_version = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("en", _("English")), ("cy", _("Welsh"))],
        default="en",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Section(ProgrammeRow):
    """The team's own prose for one section of the outline. Holds no figure and no quotation."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60)
    prose = models.TextField(_("text"), blank=True)
    included = models.BooleanField(_("include"), default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="one_section_per_key")
        ]

    def __str__(self) -> str:
        return self.key


class ReportVersion(ProgrammeRow):
    """A report frozen at one moment. `content` is the filled outline as data."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience, default=Audience.MEMBERS
    )
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    # Why one person proposed and approved it alone; blank when a second member approved.
    alone_reason = models.TextField(_("why without a second member"), blank=True)
    # [{"at": "...", "code": "erased"}]: what was changed by erasure since publication.
    notices = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_report_version_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(approved_by__isnull=False, published_at__isnull=False),
                name="published_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | ~Q(approved_by=models.F("proposed_by"))
                | ~Q(alone_reason=""),
                name="second_member_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} version {self.number}"


class ReportFile(ProgrammeRow):
    """One exported file of a version; destroyed and made again when an erasure affects it."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="files")
    exporter = models.CharField(max_length=40)
    file = models.FileField(upload_to=random_path, max_length=200)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "exporter"], name="one_file_per_format")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.exporter}"


class Reference(ProgrammeRow):
    """Which words a frozen version holds, so that an erasure can find them."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="references")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "excerpt"], name="one_reference_each")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.excerpt_id}"


class LedgerLine(ProgrammeRow):
    """What one table of a published version showed of people; later versions are checked against it.

    Holds nothing that was hidden. It stays as it was when words are erased: what was read is known.
    """

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="ledger")
    table = models.CharField(max_length=20)
    line = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "table"], name="one_ledger_line_per_table")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.table}"
