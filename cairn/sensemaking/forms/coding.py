from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.sensemaking.choices import Stance

ANY = ("", _("Any"))


class ReadingFilter(forms.Form):
    """What to read; its state stands in the address."""

    q = forms.CharField(label=_("Words in the text"), required=False, max_length=200)
    coded = forms.ChoiceField(
        label=_("Coding"),
        required=False,
        choices=[("", _("All")), ("no", _("Not coded yet")), ("yes", _("Coded"))],
    )
    question = forms.ChoiceField(label=_("Question"), required=False)
    role_band = forms.ChoiceField(label=_("Role band"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    def __init__(self, data: Any, *, questions: list[Any], values: dict[str, list[str]]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._offer("question", [(str(row.pk), row.text) for row in questions])
        for name, options in values.items():
            self._offer(name, [(value, value) for value in options])

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        if options:
            self.fields[name].choices = [ANY, *options]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields[name]

    def wanted(self) -> dict[str, Any]:
        """The filters that are set and allowed; a value that is not on offer narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CodingForm(forms.Form):
    """Some words of a text, as `start:end` in code points, and the code they are about.

    `quote` is what the browser showed as chosen; it is checked against the text.
    """

    passage = forms.CharField(label=_("Words to code"))
    quote = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    code = forms.IntegerField(required=False)
    new_code = forms.CharField(label=_("A new code"), required=False, max_length=150)

    def clean_passage(self) -> tuple[int, int]:
        found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", self.cleaned_data["passage"])
        if not found:
            raise forms.ValidationError(_("Choose the words to code first."))
        return int(found[1]), int(found[2])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("code") and not data.get("new_code"):
            raise forms.ValidationError(_("Choose a code, or write the name of a new one."))
        return data


class PutInThemeForm(forms.Form):
    theme = forms.IntegerField(error_messages={"required": _("Choose a theme first.")})
    stance = forms.ChoiceField(choices=Stance.choices)


class MemoForm(forms.Form):
    text = forms.CharField(
        label=_("Memo"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
