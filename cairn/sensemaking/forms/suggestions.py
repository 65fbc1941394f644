from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.sensemaking.forms.coding import ReadingFilter


class AskForm(ReadingFilter):
    """What a machine is to read, and into how many themes; blank lets it choose."""

    k = forms.IntegerField(
        label=_("How many themes"),
        help_text=_("Leave this empty to let the texts decide."),
        min_value=2,
        max_value=50,
        required=False,
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("The same texts and the same seed give the same suggestions."),
        min_value=0,
        max_value=1_000_000,
        initial=0,
        required=False,
    )

    def scope(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in data if data[name] and name not in ("k", "seed")}


class KeepForm(forms.Form):
    """Suggestions to keep together as one theme."""

    rows = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Tick at least one suggestion first.")}
    )
    title = forms.CharField(max_length=150, required=False)

    def __init__(self, data: Any, *, keys: list[int]) -> None:
        super().__init__(data)
        self.fields["rows"].choices = [(str(key), str(key)) for key in keys]  # type: ignore[attr-defined]  # a choice field


class PlaceForm(forms.Form):
    """Passages of a reading to put in a theme that stands or a new one."""

    rows = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Tick at least one passage first.")}
    )
    into = forms.IntegerField(required=False)
    title = forms.CharField(max_length=150, required=False)

    def __init__(self, data: Any, *, keys: list[int]) -> None:
        super().__init__(data)
        self.fields["rows"].choices = [(str(key), str(key)) for key in keys]  # type: ignore[attr-defined]  # a choice field
