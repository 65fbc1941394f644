from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Consent
from cairn.programmes.models import ProgrammeRow
from cairn.surveys.choices import ResponseState, SurveyState


class Survey(ProgrammeRow):
    """An instrument put to people at an open link. Its version on the shelf is never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What the link holds. Whoever has it can answer; it opens nothing else.
    key = models.CharField(max_length=32, unique=True)
    instrument = models.SlugField(_("what to ask"), max_length=60)
    instrument_version = models.PositiveSmallIntegerField()
    # {"organisation": [{"code": ..., "name": ...}], "place": [...]}: what people may pick from.
    lists = models.JSONField(default=dict)
    # What closing released: {"people": 40, "questions": {key: {"counts": [...], "unanswered": 3}}}.
    results = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
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
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument}.{self.instrument_version}"

    @property
    def is_open(self) -> bool:
        return self.state == SurveyState.OPEN


class Response(ProgrammeRow):
    """One person's answers. Nothing here says who: no name, no address, no time of day.

    Words that became contributions leave `answers`: they stand in one place, where they can be
    withdrawn. The return code finds both and is stored as a keyed hash.
    """

    team_may_read = False
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    state = models.CharField(max_length=10, choices=ResponseState, default=ResponseState.STARTED)
    language = models.CharField(max_length=8)
    # By key of the question as it is put: text, a code, or a list of codes; never a label.
    answers = models.JSONField(default=dict)
    # Keys of private answers the person shared.
    shared = models.JSONField(default=list)
    consent = models.CharField(max_length=20, choices=Consent, default=Consent.ANALYSIS)
    return_hash = models.CharField(max_length=64, null=True, unique=True)
    sent_on = models.DateField(null=True)
    is_passed_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["survey", "state", "is_passed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(return_hash__isnull=False, sent_on__isnull=False),
                name="sent_can_be_found_again",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(answers={}), name="withdrawn_holds_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"
