from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Heard


class TargetForm(forms.Form):
    """How many people of one group we want to hear from."""

    attribute = forms.ChoiceField(label=_("Of which kind"), choices=Heard)
    value = forms.CharField(
        label=_("Which one"), max_length=200, help_text=_("As it is called in the table.")
    )
    wanted = forms.IntegerField(
        label=_("People wanted"), min_value=0, max_value=100_000,
        help_text=_("0 takes the target away."),
    )  # fmt: skip
