from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SurveyState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Mode(TextChoices):
    """Who could ever tell whose answers are whose. It never changes after the first answer."""

    ANONYMOUS = "anonymous", _("Anonymous: nobody can tell")
    CONFIDENTIAL = "confidential", _("Confidential: members you name can tell")
    NAMED = "named", _("Named: everybody in the team can tell")


class ResponseState(TextChoices):
    STARTED = "started", _("Started")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Why an answer cannot be kept, by the code that `cairn.catalogue.asking` refuses with.
REFUSALS = {
    "required": _("Answer this question to go on."),
    "one_only": _("Choose one answer only."),
    "unknown_option": _("Choose from the answers below."),
    "stands_apart": _("Choose either that answer or the others, not both."),
    "rank_incomplete": _("Give every line a place, or none."),
    "rank_repeats": _("Give each line a place of its own."),
    "bad_month": _("Give a month from 1 to 12 and a year of four digits."),
    "unknown_organisation": _("Choose from the list."),
    "unknown_place": _("Choose from the list."),
    "not_text": _("Write your answer as text."),
}
