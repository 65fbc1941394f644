from __future__ import annotations

from django.conf import settings
from django.db import models

from cairn.evidence.models import Contribution, ContributionVersion, WordsRow
from cairn.programmes.models import ProgrammeRow
from cairn.sensemaking.choices import Counter, Position, RunState, SuggestionState


class SuggestionRun(ProgrammeRow):
    """One reading by a suggester. Machine output is its own rows until a person accepts it."""

    suggester = models.CharField(max_length=40)
    # What was read: {"question": 3} or a list filter; shown and repeatable.
    scope = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    # The range in which a person may well choose another number of themes; none where it is not told.
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    # What read the positions: method, version, model and seed; blank where nothing did.
    position_engine = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"suggestion run {self.pk}"


class SuggestedGroup(ProgrammeRow):
    """Suggestions that stand near one another, under a working title."""

    run = models.ForeignKey(SuggestionRun, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class SuggestedTheme(ProgrammeRow):
    run = models.ForeignKey(SuggestionRun, on_delete=models.CASCADE, related_name="themes")
    group = models.ForeignKey(
        SuggestedGroup, on_delete=models.SET_NULL, null=True, related_name="themes"
    )
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    keywords = models.JSONField(default=list)
    # The signed-off theme it stands for, which it may only add to; none where it is new.
    held = models.ForeignKey(
        "sensemaking.Theme", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # 0..1: how alike its members are and how often they stay together under resampling.
    certainty = models.FloatField(default=0)
    # 0..1: how much of it is found again when passages are left out; null where not tried.
    stability = models.FloatField(null=True)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class Placement(WordsRow):
    """Where the machine would put one piece of text; `suggested` empty means it fitted nowhere."""

    run = models.ForeignKey(SuggestionRun, on_delete=models.CASCADE, related_name="placements")
    suggested = models.ForeignKey(
        SuggestedTheme, on_delete=models.CASCADE, null=True, related_name="placements"
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ContributionVersion, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField(default=0)
    # 1.. for the closest quotes of a suggested theme, in order; null for the rest.
    quote_rank = models.PositiveSmallIntegerField(null=True)
    # When a person took it somewhere else; from then on it stands in no suggestion.
    taken_at = models.DateTimeField(null=True)
    # Blank for what fits like the rest.
    counter = models.CharField(max_length=8, choices=Counter, blank=True)
    # What the machine took the words to be; blank where it did not read that.
    position = models.CharField(max_length=8, choices=Position, blank=True)

    class Meta:
        ordering = ["-score", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution_id} in {self.suggested_id}"
