from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    LEAD = "lead", _("Lead")
    FACILITATOR = "facilitator", _("Facilitator")
    ANALYST = "analyst", _("Analyst")
    READER = "reader", _("Reader")


class ProgrammeState(TextChoices):
    OPEN = "open", _("Open")
    ARCHIVED = "archived", _("Archived")


class RiskState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
