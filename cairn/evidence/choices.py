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


class SentKind(TextChoices):
    """What somebody sent instead of words."""

    PHOTO = "photo", _("Photo")
    VOICE = "voice", _("Voice note")
    DOCUMENT = "document", _("Document")


# The forms a file is kept in: what each is, and as what it is handed out.
FORMS: dict[str, tuple[SentKind, str]] = {
    "jpg": (SentKind.PHOTO, "image/jpeg"),
    "m4a": (SentKind.VOICE, "audio/mp4"),
    "mp3": (SentKind.VOICE, "audio/mpeg"),
    "ogg": (SentKind.VOICE, "audio/ogg"),
    "wav": (SentKind.VOICE, "audio/wav"),
    "webm": (SentKind.VOICE, "audio/webm"),
    "docx": (SentKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (SentKind.DOCUMENT, "application/vnd.oasis.opendocument.text"),
    "pdf": (SentKind.DOCUMENT, "application/pdf"),
    "txt": (SentKind.DOCUMENT, "text/plain; charset=utf-8"),
    "xlsx": (SentKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}  # fmt: skip
# What stands in place of words until a person writes them down; not words of whoever sent it.
UNWRITTEN = {
    SentKind.PHOTO: _("[Photo]"),
    SentKind.VOICE: _("[Voice note]"),
    SentKind.DOCUMENT: _("[Document]"),
}


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    MAPPED = "mapped", _("Being checked")
    CHECKED = "checked", _("Checked, not imported yet")
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Stopped by a problem")
    UNDONE = "undone", _("Undone")


class Use(TextChoices):
    """What a column of a file holds."""

    LEAVE_OUT = "leave_out", _("Leave out")
    WORDS = "words", _("Words people said")
    QUESTION = "question", _("The question asked")
    PERSON = "person", _("A key for the person")
    ROLE_BAND = "role_band", _("Role band")
    SECTOR = "sector", _("Sector")
    ORGANISATION = "organisation", _("Organisation")
    PLACE = "place", _("Place")
    LANGUAGE = "language", _("Language")
    RECEIVED_ON = "received_on", _("Day received")
    ATTRIBUTE = "attribute", _("Keep as it is, to filter by")


class QuestionFrom(TextChoices):
    """Where the question that a row answers is found."""

    HEADING = "heading", _("The heading of the column of words")
    COLUMN = "column", _("A column of questions")
    ONE = "one", _("One question for the whole file")
    NONE = "none", _("No question")


class Purpose(TextChoices):
    """What a machine looks for in people's words, to be answered by a person."""

    IDENTIFIER = "identifier", _("May identify somebody")
    HARM = "harm", _("May tell of harm")


class Answer(TextChoices):
    """What a person said to a flag."""

    WAITING = "waiting", _("Waiting for a person")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


# Words that may tell of harm stay out of reports and files until a person said they may be used.
HELD = (Answer.WAITING, Answer.ACCEPTED)


class IdentifierKind(TextChoices):
    """What words may identify somebody by, as the finder names it."""

    NAME = "name", _("Name of a person")
    PHONE = "phone", _("Phone number")
    EMAIL = "email", _("E-mail address")
    WEB = "web", _("Web address or handle")
    POSTCODE = "postcode", _("Postcode")
    ADDRESS = "address", _("Address")
    NHS_NUMBER = "nhs_number", _("NHS number")
    NI_NUMBER = "ni_number", _("National Insurance number")
    RECORD_NUMBER = "record_number", _("Record number")
    STAFF_NUMBER = "staff_number", _("Staff number")
    DATE_OF_BIRTH = "date_of_birth", _("Date of birth")
    DATE = "date", _("Day of an event")
    AGE = "age", _("Age over 89")
    ROLE = "role", _("Role few people have")
    WARD = "ward", _("Ward")
    PLACE = "place", _("Small place")
    ORGANISATION = "organisation", _("Organisation")


class HarmKind(TextChoices):
    """What a text may tell of, as the triage names it; never a verdict."""

    HARM = "harm", _("Harm to somebody")
    ABUSE = "abuse", _("Abuse or violence")
    SUICIDAL_THOUGHT = "suicidal_thought", _("Thought of suicide")
    UNSAFE_CARE = "unsafe_care", _("Unsafe care")
    CRIME = "crime", _("Crime")
    # Of a file that somebody sent: no machine can see or hear what is in it.
    UNSEEN = "unseen", _("To look at or listen to")


class Heard(TextChoices):
    """What may be said of a person that a target can be set for."""

    ROLE_BAND = "role_band", _("Role band")
    SECTOR = "sector", _("Sector")
    ORGANISATION = "organisation", _("Organisation")
    PLACE = "place", _("Place")
