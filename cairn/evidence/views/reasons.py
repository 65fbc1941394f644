"""Why a row of a file is not brought in, in words for the person who brought it."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "no_words": _("The columns of words are empty."),
    "no_day": _("The day received cannot be read. Write it as 31/12/2020 or 2020-12-31."),
    "value_too_long": _("An attribute is too long. Check that the columns are mapped as meant."),
    "question_too_long": _("The question is longer than 500 characters."),
    "too_many_cells": _("The row has more cells than the row of headings."),
}
