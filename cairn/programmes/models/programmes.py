from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.analysis.disclosure_rules import RuleSet, find_rule
from cairn.people.models import Organisation
from cairn.programmes.choices import ProgrammeState, RiskState, Role, RuleName

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, viewer: Any) -> Self:
        """The programmes `viewer` is a member of. No viewer is a mistake of ours, so it raises."""
        if viewer is None:
            raise ValueError("a query without a viewer")
        return self.filter(memberships__user_id=viewer.pk)


class Programme(models.Model):
    """One review, workshop, survey or standing learning system."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=150)
    purpose = models.TextField(_("what it is for"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    template = models.CharField(max_length=60)
    template_version = models.PositiveSmallIntegerField(default=1)
    # The fewest people a published figure or attribution may stand for.
    k = models.PositiveSmallIntegerField(_("smallest group shown"), default=11)
    rule = models.CharField(
        _("rule for figures about people"), max_length=20, choices=RuleName, default=RuleName.STAFF
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.OPEN)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(k__gte=2), name="k_at_least_two"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == ProgrammeState.OPEN

    @property
    def rules(self) -> RuleSet:
        """What counts of people go through before they are shown."""
        return find_rule(self.rule, self.k)

    def role_of(self, user: Any) -> str:
        """The role `user` has here, or "". Asked once per request: a change counts on the next."""
        roles: dict[int, str] = self.__dict__.setdefault("_roles", {})
        if user.pk not in roles:
            found = self.memberships.filter(user_id=user.pk, user__is_active=True)
            roles[user.pk] = found.values_list("role", flat=True).first() or ""
        return roles[user.pk]


class RowQuerySet(models.QuerySet[Row]):
    """Rows of programmes; read through `visible_to`, written through `in_programme`."""

    def visible_to(self, viewer: Any, programme: Programme) -> Self:
        if viewer is None:
            raise ValueError("a query without a viewer")
        if not programme.role_of(viewer):
            return self.none()
        return self.filter(programme=programme)

    def in_programme(self, programme: Programme) -> Self:
        return self.filter(programme=programme)


class ProgrammeRow(models.Model):
    """A row of a programme: every model outside `people` and `audit` is one."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")

    objects: Any = RowQuerySet.as_manager()
    # False for rows that the team itself may not read: they are in no file a member can take.
    team_may_read = True
    # True for rows whose stored files are in the file of the whole programme, beside the rows.
    files_leave = False
    # True for rows of what people told: once there are any, a weaker rule needs a second member.
    is_answer = False

    class Meta:
        abstract = True

    @classmethod
    def stays_behind(cls) -> dict[str, bool]:
        """A lookup of the rows that are not for the whole team, so that no file takes them."""
        return {}


class Membership(ProgrammeRow):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "user"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


class RuleProposal(ProgrammeRow):
    """A weaker rule for figures about people that one member asked for and a second may confirm."""

    rule = models.CharField(max_length=20, choices=RuleName)
    k = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    proposed_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme"], name="one_rule_proposal"),
            models.CheckConstraint(condition=models.Q(k__gte=2), name="proposed_k_at_least_two"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.k}"


class Invitation(ProgrammeRow):
    """An invitation to become a member. The key is stored as a hash only."""

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    key_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.email


class Participant(ProgrammeRow):
    """Somebody who may be asked: who they are, how to reach them, and what they allow.

    Their answers are not here and nothing here points to them.
    """

    # Random, and made on a day: neither tells in which order people were added.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # As E.164 writes it: a plus, the country, the number, no blanks.
    mobile = models.CharField(_("mobile number"), max_length=16, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", _("English")), ("cy", _("Welsh"))], blank=True
    )
    role_band = models.CharField(_("role band"), max_length=100, blank=True)
    profession = models.CharField(_("profession"), max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organisation"),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=100, blank=True)
    access_needs = models.TextField(_("access needs"), blank=True)
    may_contact_later = models.BooleanField(_("may be contacted later"), default=False)
    not_before = models.DateField(_("not before"), null=True, blank=True)
    unsubscribed_on = models.DateField(_("wants no more mail since"), null=True, blank=True)
    made_on = models.DateField(default=timezone.localdate)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "email", "mobile", "pk"]
        constraints = [
            models.UniqueConstraint(
                "programme", Lower("email"), condition=~models.Q(email=""),
                name="one_participant_per_email",
            ),
            models.UniqueConstraint(
                fields=["programme", "mobile"], condition=~models.Q(mobile=""),
                name="one_participant_per_mobile",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="", email="", mobile=""),
                name="participant_has_name_or_address",
            ),
            models.CheckConstraint(
                condition=models.Q(may_contact_later=True) | models.Q(not_before=None),
                name="not_before_needs_a_yes",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or self.email or self.mobile

    @property
    def is_unsubscribed(self) -> bool:
        return self.unsubscribed_on is not None


class Phase(ProgrammeRow):
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=150)
    name_cy = models.CharField(_("name in Welsh"), max_length=150, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Stage(ProgrammeRow):
    """A stage or milestone within a phase."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=150)
    name_cy = models.CharField(_("name in Welsh"), max_length=150, blank=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["phase__order", "order", "pk"]

    def __str__(self) -> str:
        return self.name


class Risk(ProgrammeRow):
    category = models.CharField(_("category"), max_length=60)
    text = models.TextField(_("what could happen"))
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), default=3)
    impact = models.PositiveSmallIntegerField(_("impact"), default=3)
    mitigation = models.TextField(_("what we do about it"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=RiskState, default=RiskState.OPEN)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["state", "-likelihood", "-impact", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="risk_scores_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


class CostRate(ProgrammeRow):
    """An editable price of one thing a review may contain."""

    code = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=150)
    name_cy = models.CharField(_("name in Welsh"), max_length=150, blank=True)
    amount = models.DecimalField(
        _("amount in pounds"), max_digits=10, decimal_places=2, default=Decimal(0)
    )
    # What it is counted by: a review, a service, a conversation and so on.
    unit = models.CharField(max_length=20, default="review")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="one_rate_per_code")
        ]

    def __str__(self) -> str:
        return self.name


class CostOption(ProgrammeRow):
    """One way of doing the review: level of evaluation, services and participants."""

    name = models.CharField(_("name"), max_length=150)
    level = models.CharField(_("level of evaluation"), max_length=60)
    services = models.PositiveIntegerField(_("number of services"), default=1)
    participants = models.PositiveIntegerField(_("number of participants"), default=20)
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
