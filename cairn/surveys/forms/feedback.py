from __future__ import annotations

from typing import ClassVar

from django import forms

from cairn.surveys.models import Feedback


class FeedbackForm(forms.ModelForm):
    """The words of both languages: people are told at the same time whichever they speak."""

    class Meta:
        model = Feedback
        fields = ("heard", "heard_cy", "following", "following_cy")
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 6})
            for name in ("heard", "heard_cy", "following", "following_cy")
        }
