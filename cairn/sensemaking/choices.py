from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a codebook is for in a programme."""

    DOMAINS = "domains", _("Domains of the input")
    CODES = "codes", _("Codes for the analysis")
    CONDITIONS = "conditions", _("Enabling conditions")


class Stance(TextChoices):
    FOR = "for", _("Supports")
    AGAINST = "against", _("Speaks against")


class ThemeKind(TextChoices):
    THEME = "theme", _("Theme")
    MUST_NOT_RETURN = "must_not_return", _("What must not return")


class RunState(TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Reading")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a problem")


class SuggestionState(TextChoices):
    OPEN = "open", _("Not looked at yet")
    KEPT = "kept", _("Kept")
    DISCARDED = "discarded", _("Discarded")
