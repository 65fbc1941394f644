from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Consent(TextChoices):
    """What the person allowed, from least to most. Published quotes need one of the last two."""

    NONE = "none", _("None: keep, do not use")
    ANALYSIS = "analysis", _("Analysis only")
    ANONYMOUS_QUOTE = "anonymous_quote", _("Anonymous quote")
    ATTRIBUTED_QUOTE = "attributed_quote", _("Quote with name")


QUOTABLE = (Consent.ANONYMOUS_QUOTE, Consent.ATTRIBUTED_QUOTE)
USABLE = (Consent.ANALYSIS, *QUOTABLE)


class Channel(TextChoices):
    TYPED = "typed", _("Typed in by a member")
    SURVEY = "survey", _("Survey")
    DOCUMENT = "document", _("Document")
    CONVERSATION = "conversation", _("Conversation")
    WORKSHOP = "workshop", _("Workshop")
    EMAIL = "email", _("E-mail")
    TEXT_MESSAGE = "text_message", _("Text message")
    SUBMISSION = "submission", _("Written submission")
    OTHER = "other", _("Other")


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    MAPPED = "mapped", _("Columns mapped")
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Stopped by a problem")
    UNDONE = "undone", _("Undone")
