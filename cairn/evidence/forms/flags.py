from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Answer, HarmKind, IdentifierKind


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


class HarmFilterForm(FlagFilterForm):
    """As above, for what may tell of harm."""

    answer = forms.ChoiceField(
        label=_("Answer"), required=False,
        choices=[
            (Answer.WAITING, _("Waiting for a person")), (Answer.ACCEPTED, _("Somebody sees to it")),
            (Answer.REJECTED, _("May be used")),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *HarmKind.choices]
    )


class HarmLeadForm(forms.Form):
    """Who sees to what may tell of harm; `leads` are the members who may."""

    lead = forms.ChoiceField(label=_("Who sees to it"), required=False)
    days = forms.IntegerField(label=_("Days to answer"), min_value=1, max_value=30)

    def __init__(self, *args: Any, leads: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(user.pk): user for user in leads}
        nobody = ("", _("Whoever comes first"))
        self.fields["lead"].choices = [  # type: ignore[attr-defined]  # it is a choice field
            nobody, *[(pk, user.name) for pk, user in self.leads.items()]
        ]  # fmt: skip

    def chosen_lead(self) -> Any:
        return self.leads.get(self.cleaned_data["lead"])
