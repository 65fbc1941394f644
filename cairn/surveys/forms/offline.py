from __future__ import annotations

from django import forms

from cairn.surveys.forms import ConsentForm


class WrittenForm(ConsentForm):
    """What goes along with answers written without signal."""

    written = forms.UUIDField()  # what the device knows them by
    told = forms.CharField(max_length=20)  # the mode the person was shown
    link = forms.CharField(max_length=60, required=False)  # of their own, where they have one
