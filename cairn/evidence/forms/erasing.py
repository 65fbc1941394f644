from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.analysis.text import split_units
from cairn.evidence.models import ContributionVersion
from cairn.evidence.rules import Span, join_spans

_PLACE = re.compile(r"\s*(\d{1,7})\s*-\s*(\d{1,7})\s*")


class RedactForm(forms.Form):
    """Words to take out: typed, whole sentences, or places given by number or by the mouse."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Words to take out wherever they stand"), required=False, max_length=500,
        help_text=_("For example a name. Small and large letters are the same."),
    )  # fmt: skip
    sentences = forms.MultipleChoiceField(
        label=_("Whole sentences to take out"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.CharField(
        label=_("Places to take out, by number"), required=False, max_length=2000,
        help_text=_("From-to, counted in letters from 0, for example 4-7, 20-31. Selecting words with the mouse fills this in."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=300,
        help_text=_("Others will read this. Do not repeat the words here."),
    )  # fmt: skip

    def __init__(self, data: Any, *, version: ContributionVersion) -> None:
        super().__init__(data, initial={"version": version.number})
        self.text = version.text
        units = split_units(version.text)
        sentences = self.fields["sentences"]
        sentences.choices = [(f"{unit.start}-{unit.end}", unit.text) for unit in units]  # type: ignore[attr-defined]  # a ChoiceField, seen as a Field

    def clean_places(self) -> list[Span]:
        given = [part for part in self.cleaned_data["places"].split(",") if part.strip()]
        found = [_PLACE.fullmatch(part) for part in given]
        spans = [(int(one[1]), int(one[2])) for one in found if one]
        if len(spans) < len(given) or any(not a < b <= len(self.text) for a, b in spans):
            raise forms.ValidationError(
                _("Write places as from-to, for example 4-7, and not past the end of the text.")
            )
        return spans

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        if words and not find_words(self.text, words):
            raise forms.ValidationError(_("These words do not stand in this contribution."))
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.spans():
            raise forms.ValidationError(_("Choose what to take out."))
        return cleaned

    def spans(self) -> list[Span]:
        """What was chosen, in order and without overlaps."""
        given = self.cleaned_data
        sentences = [tuple(map(int, one.split("-"))) for one in given.get("sentences", [])]
        typed = find_words(self.text, given.get("words", ""))
        return join_spans([*given.get("places", []), *sentences, *typed])


def find_words(text: str, words: str) -> list[Span]:
    """Where words stand in a text, small or large letters, in code points."""
    if not words:
        return []
    return [found.span() for found in re.finditer(re.escape(words), text, re.IGNORECASE)]
