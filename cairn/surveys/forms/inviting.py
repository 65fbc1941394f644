from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.programmes.models import Programme
from cairn.programmes.queries import members_of
from cairn.surveys.choices import Mode


class ModeForm(forms.Form):
    """Who can tell whose answers are whose; for confidential ones, which members."""

    mode = forms.ChoiceField(
        label=_("Who can tell whose answers are whose"), choices=Mode.choices,
        initial=Mode.ANONYMOUS, widget=forms.RadioSelect, required=False,
        help_text=_("It cannot be changed once somebody has begun to answer."),
    )  # fmt: skip
    confidants = forms.MultipleChoiceField(
        label=_("Members who can tell, if it is confidential"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People read these names before they answer."),
    )  # fmt: skip

    def __init__(self, viewer: Any, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(each.user_id): each.user for each in members_of(viewer, programme)}
        choices = [(key, user.name) for key, user in self.members.items()]
        self.fields["confidants"].choices = choices  # type: ignore[attr-defined]  # of a field of choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [self.members[key] for key in cleaned.get("confidants", ())]
        if cleaned.get("mode") == Mode.CONFIDENTIAL and not chosen:
            self.add_error("confidants", _("Name at least one member."))
        return cleaned | {"mode": cleaned.get("mode") or Mode.ANONYMOUS, "confidants": chosen}
