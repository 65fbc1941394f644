from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import (
    FORMS,
    Answer,
    Channel,
    Consent,
    Heard,
    ImportState,
    Purpose,
    SentKind,
)
from cairn.evidence.rules import can_answer_harm
from cairn.programmes.models import Programme, ProgrammeRow, Row, RowQuerySet


def random_path(row: models.Model, name: str) -> str:
    """Stored files have random names: an uploaded name is somebody's words and not a path."""
    return f"imports/{uuid.uuid4().hex}{PurePath(name).suffix.lower()[:8]}"


def sent_path(row: models.Model, name: str) -> str:
    """As above, for what people sent in answer: their own names for files may say who they are."""
    return f"sent/{uuid.uuid4().hex}{PurePath(name).suffix}"


class WordsQuerySet(RowQuerySet[Row]):
    """Rows that lead to somebody's words: what may tell of harm is for those who answer it."""

    def visible_to(self, viewer: Any, programme: Programme) -> Self:
        rows = super().visible_to(viewer, programme)
        if can_answer_harm(viewer, programme):
            return rows
        return rows.exclude(**{cast("type[WordsRow]", self.model).held_by: True})


class WordsRow(ProgrammeRow):
    """A row that is of one contribution. `held_by` is the way to whether that is held back."""

    held_by = "contribution__is_held"
    objects: ClassVar[Any] = WordsQuerySet.as_manager()

    class Meta:
        abstract = True


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

    held_by = "is_held"
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
