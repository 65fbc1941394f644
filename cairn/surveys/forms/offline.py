from __future__ import annotations

from django import forms
from django.conf import settings

from cairn.surveys.forms import ConsentForm


class WrittenForm(ConsentForm):
    """What goes along with answers written without signal, under names that no question has."""

    prefix = "this"
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    written = forms.UUIDField()  # what the device knows them by
    told = forms.CharField(max_length=20)  # the mode the person was shown
    link = forms.CharField(max_length=60, required=False)  # of their own, where they have one
