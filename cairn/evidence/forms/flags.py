from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Answer, IdentifierKind


class FlagFilterForm(forms.Form):
    """What the list of suggestions is narrowed to; anything else in the address is left out."""

    answer = forms.ChoiceField(
        label=_("Answer"), required=False,
        choices=[(one.value, one.label) for one in (Answer.WAITING, Answer.REJECTED)],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *IdentifierKind.choices]
    )

    def chosen(self) -> dict[str, Any]:
        cleaned = self.cleaned_data if self.is_valid() else {}
        return {"answer": cleaned.get("answer") or Answer.WAITING, "kind": cleaned.get("kind", "")}
