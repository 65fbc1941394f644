from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DescribeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What it shows or says"), widget=forms.Textarea(attrs={"rows": 10}),
        max_length=50_000,
        help_text=_("Of a recording or a document write down their own words. What you say yourself, of a picture for example, put in square brackets. Leave out names."),
        error_messages={"required": _("Write down what is in it first.")},
    )  # fmt: skip
