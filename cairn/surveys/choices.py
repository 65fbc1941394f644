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


class QuestionKind(TextChoices):
    """How a question is answered, in the words of whoever writes it."""

    OPEN = "open", _("In their own words")
    ONE_OF = "one_of", _("One of several answers")
    SEVERAL_OF = "several_of", _("As many of several answers as fit")
    SCALE = "scale", _("A point on a scale")
    COMPARATIVE = "comparative", _("Worse, the same or better than before")
    RANK = "rank", _("Several things in an order")
    MATRIX = "matrix", _("The same answers for several things, one a page")
    MONTH = "month", _("A month and a year")
    ORGANISATION = "organisation", _("An organisation from a list")
    PLACE = "place", _("A place from a list")
    PHOTO = "photo", _("A photo")
    VOICE = "voice", _("A voice note")
    FILE = "file", _("A file")


class Audience(TextChoices):
    """With whom somebody shares an answer that is private by itself."""

    NOBODY = "nobody", _("Nobody: only you, with your return code")
    FACILITATORS = (
        "facilitators",
        _("The facilitators only: those who lead or facilitate this review"),
    )
    GROUP = "group", _("The whole group: everybody in the team of this review")


# How a person is told with whom an answer of theirs is shared.
SHARED_WITH = {
    Audience.NOBODY: _("Not shared: only you can open it."),
    Audience.FACILITATORS: _("Shared with the facilitators only."),
    Audience.GROUP: _("Shared with the whole group."),
}
WIDENING = _("The facilitators have it. It goes to the whole group with the next batch.")


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

# What is wrong in a questionnaire, by the code of `cairn.catalogue.asking.checks`: what to do about it.
PROBLEMS = {
    "code_twice": _("Two of them are the same: %(option)s. Take one out."),
    "code_reserved": _(
        "Its code is one that the pages for answering use themselves. Take it out and add it anew."
    ),
    "few_options": _("There is nothing to choose from. Give it at least two answers."),
    "crowded": _(
        "More than five questions stand on one page. Split the part, or take the tick away."
    ),
    "needs_own_page": _("It needs a page of its own, and its part is on one page."),
    "levels_missing": _(
        "A part repeats, but nothing says over what. Start from the template again."
    ),
    "levels_unused": _("No part repeats any more over the levels. Start from the template again."),
    "chooses_nothing": _("It chooses levels, and there are none. Take the question out."),
    "chooses_twice": _("It chooses levels a second time. Take the question out."),
    "chooses_late": _("It chooses levels that were asked about before it. Move it up."),
    "asked_once": _("It can be asked only once, and its part repeats. Move it to another part."),
    "repeat_too_small": _(
        "The part repeats question by question: it cannot be on one page or hold a matrix."
    ),
    "branch_not_before": _(
        "It follows an answer to “%(other)s”, which does not stand on a page before it. Move it, or ask it of everybody."
    ),
    "branch_not_chosen": _(
        "It follows an answer to “%(other)s”, which is not answered by choosing."
    ),
    "branch_repeated": _(
        "It follows an answer to “%(other)s”, which is asked more than once. Ask it of everybody."
    ),
    "branch_no_option": _(
        "It follows an answer to “%(other)s” that is no longer there. Choose again when it is asked."
    ),
    "easy_missing": _("It has no words in easy read. Add them."),
    "easy_alone": _("It has words in easy read, and the questionnaire has no easy-read form."),
    "no_questions": _("There is no question yet. Add one."),
    "empty_section": _("There is no question in it. Add one, or take the part out."),
    "no_introduction": _("There are no first words for people to read."),
    "no_readers": _("Nothing says who will read the answers."),
    "no_neutral_title": _("The topic is sensitive, and there is no title that does not tell it."),
    "no_english": _("Something in it has no English words."),
}

# Whether answers to two versions of a question count together, by verdict.
VERDICTS = {
    "same": _("Yes."),
    "widened": _("Yes, by the answers that both versions have."),
    "changed": _("No: the kind or the answers are others."),
    "added": _("New in this version."),
    "removed": _("Not asked any more."),
}

# What another tool's form held and a questionnaire cannot, by the code of `cairn.catalogue.asking.xlsform`.
FORM_NOTES = {
    "left_out": _("Left out: there is no question of this kind."),
    "kind_changed": _("Taken over as a simpler kind of question."),
    "condition_left_out": _(
        "Asked of everybody: its condition says more than “after one of these answers”."
    ),
    "constraint_left_out": _("Taken over without its check of what may be answered."),
    "repeat_left_out": _("Asked once: a part cannot repeat as often as somebody likes."),
    "renamed": _("Taken over under another code."),
    "no_words": _("Left out: it has no words."),
    "list_missing": _("Left out: its list has fewer than two answers."),
}
