from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What can stand on evidence in this room."""

    CHANGE = "change", _("Change")
    FINDING = "finding", _("Finding")
    RECOMMENDATION = "recommendation", _("Recommendation")


class Verdict(TextChoices):
    UNDECIDED = "undecided", _("Undecided")
    KEEP = "keep", _("Keep")
    ADAPT = "adapt", _("Adapt")
    STOP = "stop", _("Stop")


class Quadrant(TextChoices):
    """The four fields of the RSA future change framework: stopped or started, carry on or not."""

    LET_GO = "let_go", _("Let go")
    RESTART = "restart", _("Restart")
    END = "end", _("End")
    AMPLIFY = "amplify", _("Amplify")


class DecisionState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready to publish")
