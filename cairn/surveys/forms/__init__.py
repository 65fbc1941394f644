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
    """Words to read first, and names to pick from, one a line, for those lists the instrument asks for."""

    words_en = forms.CharField(
        label=_("Words of your own to read first, in English"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example the themes you ask about. People see them on the first page and can open them beside each question. Leave it empty if nothing is to be added."),
    )  # fmt: skip
    words_cy = forms.CharField(
        label=_("The same in Welsh"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Without it people who read Welsh see the English."),
    )  # fmt: skip
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
        lists = {}
        for kind in set(LISTED) & set(self.fields):
            lists[kind] = list(filter(None, map(str.strip, cleaned.get(kind, "").splitlines())))
            if len(lists[kind]) > MOST_NAMES:
                self.add_error(kind, _("Give 60 names or fewer."))
        words = {"en": cleaned.get("words_en", ""), "cy": cleaned.get("words_cy", "")}
        if words["cy"] and not words["en"]:
            self.add_error("words_en", _("Write it in English too."))
        return {"lists": lists, "first_words": words}


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
