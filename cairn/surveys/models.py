from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Consent
from cairn.evidence.models import SentFile
from cairn.programmes.models import Participant, ProgrammeRow
from cairn.surveys.choices import Mode, ResponseState, SurveyState


class Questionnaire(ProgrammeRow):
    """One version of the programme's own questions. Frozen once a survey that asks it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The same for all its versions, and no instrument's on the shelf.
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    # The data of an instrument in the full form. A draft may be half done.
    document = models.JSONField()
    # What stood before the last change, for undoing it.
    before = models.JSONField(null=True)
    # What an import could not take over: [{"row": 3, "code": "left_out", "detail": ...}].
    notes = models.JSONField(default=list)
    frozen_on = models.DateField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "version"], name="one_questionnaire_a_version"
            ),
            models.UniqueConstraint(
                fields=["programme", "code"], condition=Q(frozen_on=None), name="one_draft_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}.{self.version}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_on is not None


class Survey(ProgrammeRow):
    """An instrument put to people at a link. Its version on the shelf is never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What the link holds. Whoever has it can answer; it opens nothing else.
    key = models.CharField(max_length=32, unique=True)
    instrument = models.SlugField(_("what to ask"), max_length=60)
    instrument_version = models.PositiveSmallIntegerField()
    mode = models.CharField(
        _("who can tell whose answers are whose"), max_length=12, choices=Mode,
        default=Mode.ANONYMOUS,
    )  # fmt: skip
    # Where it asks the programme's own questions; code and version stand above all the same.
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Where it was answered with another tool: keyed prints of the rows brought in, in no order.
    imported_rows = models.JSONField(default=list)
    # {"organisation": [{"code": ..., "name": ...}], "place": [...]}: what people may pick from.
    lists = models.JSONField(default=dict)
    # {"en": ..., "cy": ...}: words of the team's own to read first, such as the themes asked about.
    first_words = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    # When the last trace of who gave which anonymous answer was destroyed.
    sealed_on = models.DateField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-opened_on", "instrument"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | Q(state="closed", closed_on__isnull=False),
                name="closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(sealed_on=None) | Q(mode="anonymous", state="closed"),
                name="sealed_when_closed_and_anonymous",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}.{self.instrument_version}"

    @property
    def is_open(self) -> bool:
        return self.state == SurveyState.OPEN

    @property
    def is_anonymous(self) -> bool:
        return self.mode == Mode.ANONYMOUS

    @property
    def is_told_back(self) -> bool:
        """Whether what the team heard stands at the link."""
        feedback = getattr(self, "feedback", None)
        return feedback is not None and feedback.is_published

    @property
    def takes_answers(self) -> bool:
        return self.is_open and self.programme.is_open


class Feedback(ProgrammeRow):
    """What the team tells those it asked: what it heard, and what happens now, in both languages."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="feedback")
    heard = models.TextField(_("What we heard, in English"))
    heard_cy = models.TextField(_("What we heard, in Welsh"))
    following = models.TextField(_("What happens now, in English"))
    following_cy = models.TextField(_("What happens now, in Welsh"))
    published_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"feedback on {self.survey_id}"

    @property
    def is_published(self) -> bool:
        return self.published_on is not None


class Confidant(ProgrammeRow):
    """A member who can tell whose answers are whose in a confidential survey."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="confidants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "user"], name="one_confidant_each")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Invitee(ProgrammeRow):
    """A participant asked to answer a survey by a link of their own, stored as a keyed hash.

    Nothing here says when somebody answered, and in an anonymous survey nothing that belongs to one
    person is written while they do.
    """

    team_may_read = False
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitees")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    invited_on = models.DateField()
    # In an anonymous survey it is set for many at once, long after they sent their answers.
    has_answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "participant"], name="one_invitee_each")
        ]

    def __str__(self) -> str:
        return f"invitee {self.pk}"


class Response(ProgrammeRow):
    """One person's answers. Nothing here says who, unless they were told so: no name, no address,
    and never a time of day.

    Words that became contributions leave `answers`: they stand in one place, where they can be
    withdrawn. The return code finds both and is stored as a keyed hash.
    """

    team_may_read = False
    is_answer = True
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    state = models.CharField(max_length=10, choices=ResponseState, default=ResponseState.STARTED)
    # What the person was told about who can tell.
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.ANONYMOUS)
    # Who answered, where they were told that it is kept.
    invitee = models.ForeignKey(Invitee, on_delete=models.SET_NULL, null=True, related_name="+")
    # The ballot that a personal link was swapped for; see docs/decisions/0014.
    ballot_hash = models.CharField(max_length=64, null=True)
    language = models.CharField(max_length=8)
    # By key of the question as it is put: text, a code, or a list of codes; never a label.
    answers = models.JSONField(default=dict)
    # Keys of private answers the person shared.
    shared = models.JSONField(default=list)
    # Those of them that are for the facilitators only.
    confided = models.JSONField(default=list)
    consent = models.CharField(max_length=20, choices=Consent, default=Consent.ANALYSIS)
    return_hash = models.CharField(max_length=64, null=True, unique=True)
    # Words added after sending that wait for the next batch, by a keyed hash of them.
    added = models.JSONField(default=dict)
    # The day a draft was last saved: what nobody sends is destroyed some time after.
    saved_on = models.DateField(null=True, default=timezone.localdate)
    sent_on = models.DateField(null=True)
    is_passed_on = models.BooleanField(default=False)
    # Whether a release counted it. Which one is not kept: it would say when the person answered.
    is_counted = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["survey", "state", "is_passed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(return_hash__isnull=False, sent_on__isnull=False),
                name="sent_can_be_found_again",
            ),
            models.CheckConstraint(
                condition=~Q(mode="anonymous") | Q(invitee=None), name="anonymous_names_nobody"
            ),
            models.CheckConstraint(
                condition=Q(mode="anonymous") | Q(ballot_hash=None), name="ballots_are_anonymous"
            ),
            models.UniqueConstraint(
                fields=["ballot_hash"], condition=~Q(state="started"), name="one_arrival_per_ballot"
            ),
            models.UniqueConstraint(
                fields=["invitee"], condition=~Q(state="started"), name="one_arrival_per_invitee"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(answers={}, added={}),
                name="withdrawn_holds_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


class AnswerFile(SentFile, ProgrammeRow):
    """A file that answers a question, until it is passed on: only whoever sent it can open it.

    The answer holds its id. A photo or a recording keeps no name: its owner's may tell who they are.
    """

    team_may_read = False
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of response {self.response_id}"
