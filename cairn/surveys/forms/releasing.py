from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cairn.surveys.models import Survey
from cairn.surveys.queries.counting import LANGUAGE, filters_of

LABELS = {
    "role_band": _("Role"), "sector": _("Sector"), "organisation": _("Organisation"),
    "place": _("Place"), LANGUAGE: _("Language of the answers"),
}  # fmt: skip


class ReleaseForm(forms.Form):
    """Whose answers to release: everybody's, or those of some role, place and so on."""

    def __init__(self, survey: Survey, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for name, values in filters_of(survey).items():
            choices = [(code, words.in_language(language)) for code, words in values]
            self.fields[name] = forms.ChoiceField(
                label=LABELS.get(name, name), required=False,
                choices=[("", _("Everybody")), *choices],
            )  # fmt: skip
