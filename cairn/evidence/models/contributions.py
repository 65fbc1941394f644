from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import FORMS, Channel, Consent, SentKind
from cairn.evidence.models.imports import Import
from cairn.evidence.models.words import WordsRow
from cairn.programmes.models import ProgrammeRow


def sent_path(row: models.Model, name: str) -> str:
    """Stored files have random names: what people call theirs may say who they are."""
    return f"sent/{uuid.uuid4().hex}{PurePath(name).suffix}"


class Question(ProgrammeRow):
    """The question a contribution answers."""

    code = models.SlugField(max_length=60)
    text = models.CharField(_("question"), max_length=500)
    text_cy = models.CharField(_("question in Welsh"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="one_question_per_code")
        ]

    def __str__(self) -> str:
        return self.text


class Contributor(ProgrammeRow):
    """A person who told us something, known by a key that says nothing about them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key_hash"], name="one_contributor_per_key"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Contribution(WordsRow):
    """One thing one person told us. Its words stand in its versions and never change in place."""

    way = ""
    is_answer = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Numbers the contributions of a programme for people to speak of: "contribution 17".
    number = models.PositiveIntegerField()
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT, related_name="+")
    identity_key = models.CharField(max_length=64)
    imported_by = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.TYPED)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.CharField(
        _("consent"), max_length=20, choices=Consent, default=Consent.ANALYSIS
    )
    consent_basis = models.CharField(_("how we know"), max_length=300, blank=True)
    # The name to print, only ever used with the consent to print it.
    attributed_name = models.CharField(_("name to print"), max_length=150, blank=True)
    role_band = models.CharField(_("role band"), max_length=100, blank=True)
    sector = models.CharField(_("sector"), max_length=100, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    # It may tell of harm and nobody released it, or nobody looked yet. The flags say which.
    is_held = models.BooleanField(default=False)
    # Whoever said it shared it with the facilitators and with nobody else of the team.
    is_confided = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["programme", "role_band"]),
            models.Index(fields=["programme", "sector"]),
            models.Index(fields=["programme", "organisation"]),
            models.Index(fields=["programme", "place"]),
            models.Index(fields=["programme", "received_on"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["programme", "identity_key"], name="arrives_once"),
            models.UniqueConstraint(fields=["programme", "number"], name="one_number_each"),
            models.CheckConstraint(
                condition=Q(attributed_name="") | Q(consent="attributed_quote"),
                name="name_only_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def sent_file(self) -> Attachment | None:
        return getattr(self, "attachment", None)


class ContributionVersion(WordsRow):
    """The words, as plain text. Version 1 is what was said; later ones have spans redacted.

    When a version is replaced or its contribution withdrawn, its text is erased and `erased_at`
    says so: a redaction that left the old words in a history would be none.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    is_current = models.BooleanField(default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    # [[start, end, replacement length], ...] in code points of the version before this one.
    redactions = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    # From what a person wrote it down; null where it came as words.
    written_from = models.CharField(max_length=10, choices=SentKind, null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "number"], name="one_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(is_current=True), name="one_current_version"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(text=""), name="erased_means_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} version {self.number}"


class SentFile(models.Model):
    """A file that somebody sent, safe to keep. Nothing of its name or its time is kept with it."""

    form = models.CharField(max_length=4, choices=[(form, form) for form in FORMS])
    file = models.FileField(upload_to=sent_path, max_length=200)
    size = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @property
    def kind(self) -> SentKind:
        return FORMS[self.form][0]

    @property
    def media_type(self) -> str:
        return FORMS[self.form][1]


class Attachment(SentFile, WordsRow):
    """What somebody sent instead of words. It goes with them, all or a few: it says them still."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, related_name="attachment"
    )
    # Whether a person wrote down what is in it; until then the words only say what it is.
    is_described = models.BooleanField(default=False)
    files_leave = True

    def __str__(self) -> str:
        return f"{self.kind} {self.contribution_id}"
