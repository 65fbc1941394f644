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


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")


class MessageState(TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    BOUNCED = "bounced", _("Came back")
    DROPPED = "dropped", _("Held back")


class Problem(TextChoices):
    """Why a message waits, was not sent or came back."""

    STOPPED = "stopped", _("The person asked not to be written to.")
    NO_SUCH_ADDRESS = "no_such_address", _("The address does not work.")
    NOT_REACHED = "not_reached", _("It could not be delivered for now.")
    REFUSED = "refused", _("The sending service refused it.")
    NOT_TAKEN = "not_taken", _("The sending service could not take it.")
    TOO_MANY_TRIES = "too_many_tries", _("It was tried five times.")
    TOO_FAST = "too_fast", _("The sending service asks us to wait.")
    AWAY = "away", _("The sending service cannot be reached.")
    NOT_SET_UP = "not_set_up", _("No sending service is set up, or it refuses our key.")


class StopReason(TextChoices):
    UNSUBSCRIBED = "unsubscribed", _("Asked for no more messages")
    WITHDRAWN = "withdrawn", _("Withdrew")
