from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.sensemaking.choices import ThemeKind

LINES = forms.Textarea(attrs={"rows": 5})


class NewThemeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=150)
    definition = forms.CharField(label=_("In one line"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ThemeKind.choices, initial=ThemeKind.THEME)


class ThemeForm(NewThemeForm):
    """What a theme says; the bullets are the lines of a text."""

    meaning = forms.CharField(
        label=_("What this means"), max_length=5000, required=False, widget=LINES
    )
    points = forms.CharField(
        label=_("Points"),
        help_text=_("One a line, seven at most."),
        max_length=3000,
        required=False,
        widget=LINES,
    )
    counter_note = forms.CharField(
        label=_("How you looked for words that speak against it"),
        max_length=3000,
        required=False,
        widget=LINES,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_points(self) -> list[str]:
        points = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(points) > 7:
            raise forms.ValidationError(_("Seven points at most: join or drop some."))
        return points


class GroupForm(forms.Form):
    title = forms.CharField(label=_("Title of the group"), max_length=150)
    sentence = forms.CharField(label=_("In one sentence"), max_length=300, required=False)


class MembersForm(forms.Form):
    """Some passages of a theme and what to do with them."""

    do = forms.ChoiceField(
        choices=[
            (name, name)
            for name in ("move", "remove", "for", "against", "quote", "unquote", "split")
        ]
    )
    rows = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Tick at least one passage first.")}
    )
    into = forms.IntegerField(required=False)
    title = forms.CharField(max_length=150, required=False)

    def __init__(self, data: Any, *, keys: list[int]) -> None:
        super().__init__(data)
        self.fields["rows"].choices = [(str(key), str(key)) for key in keys]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("do") == "move" and not data.get("into"):
            raise forms.ValidationError(_("Choose the theme to move them to."))
        if data.get("do") == "split" and not data.get("title"):
            raise forms.ValidationError(_("Write a title for the new theme."))
        return data
