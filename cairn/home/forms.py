from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Words to look for"),
        help_text=_(
            "In the contributions, themes, findings, recommendations and reports of your programmes."
        ),
        max_length=200,
        required=False,
    )
