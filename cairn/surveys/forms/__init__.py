from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cairn.catalogue.asking import Instrument
from cairn.catalogue.shelves import instruments
from cairn.evidence.choices import Consent
from cairn.surveys.rules import LISTED, can_be_asked, list_kinds

# Most names in one list; a longer one wants a search, not a list of buttons.
MOST_NAMES = 60


class OpenForm(forms.Form):
    """Names to pick from, one a line, for those lists the instrument asks for."""

    organisation = forms.CharField(
        label=_("Organisations people may choose from, one a line"), required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Leave it empty to leave the question out."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Places people may choose from, one a line"), required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Leave it empty to leave the question out."),
    )  # fmt: skip

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in set(LISTED) - set(list_kinds(instrument)):
            del self.fields[kind]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in self.fields:
            names = [line.strip() for line in cleaned.get(kind, "").splitlines() if line.strip()]
            if len(names) > MOST_NAMES:
                self.add_error(kind, _("Give 60 names or fewer."))
            cleaned[kind] = names
        return cleaned


class ConsentForm(forms.Form):
    consent = forms.ChoiceField(
        label=_("May we quote your words, without saying who you are?"),
        choices=[
            (Consent.ANONYMOUS_QUOTE, _("Yes, word for word, without a name")),
            (Consent.ANALYSIS, _("No, read them and learn from them only")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether we may quote your words.")},
    )


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Add more words"), strip=True, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The team gets them with the next batch, beside what you told before."),
        error_messages={"required": _("Write your words first.")},
    )  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Return code"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Twelve letters and digits, as on the page that said we have it."),
    )  # fmt: skip


def askable() -> list[Instrument]:
    """The newest version of every instrument people can answer alone, by its name."""
    language = get_language() or "en"
    found = [each for each in instruments() if can_be_asked(each)]
    return sorted(found, key=lambda each: each.name.in_language(language).casefold())
