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


class RuleName(TextChoices):
    """The rule sets of `cairn.analysis.disclosure_rules`."""

    STAFF = "staff", _("Staff: hide fewer than the smallest group, show the rest as they are")
    HEALTH = (
        "health-statistics",
        _("Health statistics: hide 1 to 7, show the rest to the nearest 5"),
    )
    PUBLIC = (
        "public-engagement",
        _("Public engagement: hide fewer than 5, show the rest to the nearest 5"),
    )


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


# The purpose whose messages are not counted: how many are sent tells how many have answered.
REMINDER = "remind"


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


class Outcome(TextChoices):
    """What bringing in one row of a file of participants does."""

    NEW = "new", _("Is added")
    CHANGE = "change", _("Is here; the file says something new")
    SAME = "same", _("Is here and stays as it is")
    REFUSED = "refused", _("Is left out")


class Reason(TextChoices):
    """Why a row of a file of participants is left out, or what of it is."""

    EMPTY = "empty", _("It has no name, no e-mail address and no mobile number.")
    BAD_EMAIL = "bad_email", _("The e-mail address is not one.")
    BAD_MOBILE = "bad_mobile", _("The mobile number is not one.")
    BAD_LANGUAGE = "bad_language", _("The language is neither English nor Welsh.")
    BAD_YES = "bad_yes", _("Whether they may be contacted later is neither yes nor no.")
    BAD_DAY = "bad_day", _("The day they may be contacted from is not a day.")
    DAY_WITHOUT_YES = (
        "day_without_yes",
        _("It gives a day to be contacted from, but not that they may be contacted."),
    )
    TOO_LONG = "too_long", _("A cell is longer than can be kept.")
    TOO_MANY_CELLS = "too_many_cells", _("The row is longer than the heading row.")
    TWICE = "twice", _("An earlier row of this file is the same person.")
    TWO_PEOPLE = "two_people", _("Its e-mail address and its mobile number are of two people here.")
    UNKNOWN_ORGANISATION = (
        "unknown_organisation",
        _("The organisation stays empty: there is no single one of this name or code."),
    )
