from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.people.models import Organisation
from cairn.people.queries import organisation_for, organisations_called
from cairn.programmes.forms import Day


class OrganisationForm(forms.Form):
    """One organisation of the tree; `cleaned_data` holds the model's fields."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=200, required=False)
    ods_code = forms.RegexField(
        "^[A-Za-z0-9]*$", label=_("ODS code"), max_length=10, required=False,
        error_messages={"invalid": _("Enter letters and digits only.")},
    )  # fmt: skip
    parent = forms.CharField(
        label=_("Belongs to"), max_length=200, required=False,
        help_text=_("The name or the ODS code of the organisation above it, or nothing."),
    )  # fmt: skip
    closed_on = forms.DateField(label=_("Closed on"), widget=Day, required=False)

    def __init__(self, viewer: Any, data: Any, start: Organisation) -> None:
        """`start` is the organisation to change, or a new one that has its parent only."""
        self.viewer, self.parent_until_now = viewer, start.parent
        names = ("name", "name_cy", "ods_code", "closed_on")
        shown = {name: getattr(start, name) for name in names}
        super().__init__(data, initial=shown | {"parent": shown_as(start.parent)})

    def clean_ods_code(self) -> str:
        return str(self.cleaned_data["ods_code"]).upper()

    def clean_parent(self) -> Organisation | None:
        called = self.cleaned_data["parent"]
        if not called or called == self.initial["parent"]:
            return self.parent_until_now if called else None
        found = organisations_called(self.viewer, [called])[called]
        if len(found) != 1:
            raise forms.ValidationError(_("There is no single organisation of this name or code."))
        return organisation_for(self.viewer, found[0])


def shown_as(organisation: Organisation | None) -> str:
    """What to type to mean an organisation: its code, or its name where it has none."""
    return (organisation.ods_code or organisation.name) if organisation else ""
