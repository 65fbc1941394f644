from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.evidence.choices import Channel, Consent
from cairn.evidence.queries import Filters, attribute_names, imports_for, questions_for, values_of
from cairn.programmes.models import Programme

ANY = [("", _("Any"))]
VALUES = ("role_band", "sector", "organisation", "place", "language")
SORTS = [
    ("", _("Number, first to last")),
    ("newest", _("Number, last to first")),
    ("received", _("Day received, first to last")),
    ("received_last", _("Day received, last to first")),
]
STATES = [("standing", _("Not withdrawn")), ("withdrawn", _("Withdrawn"))]


class FilterForm(forms.Form):
    """What the list of contributions is narrowed to; its state is the address of the page."""

    words = forms.CharField(label=_("Words"), required=False, max_length=500)
    question = forms.TypedChoiceField(
        label=_("Question"), required=False, coerce=int, empty_value=None
    )
    role_band = forms.ChoiceField(label=_("Role band"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    attribute = forms.ChoiceField(label=_("Other attribute"), required=False)
    value = forms.CharField(label=_("Its value"), required=False, max_length=200)
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=ANY + Channel.choices)
    consent = forms.ChoiceField(label=_("Consent"), required=False, choices=ANY + Consent.choices)
    imported = forms.TypedChoiceField(label=_("File"), required=False, coerce=int, empty_value=None)
    received_from = forms.DateField(
        label=_("Received from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    received_to = forms.DateField(
        label=_("Received to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=ANY + STATES)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, data: Any, *, viewer: Any, programme: Programme) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name in VALUES:
            values = values_of(viewer, programme, name)
            self._choose(name, [(value, value) for value in values])
        questions = questions_for(viewer, programme)
        self._choose("question", [(row.pk, row.text) for row in questions])
        self._choose(
            "imported", [(row.pk, row.file_name) for row in imports_for(viewer, programme)]
        )
        self._choose("attribute", [(name, name) for name in attribute_names(viewer, programme)])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = ANY + choices  # type: ignore[attr-defined]  # a choice field

    @property
    def offered(self) -> list[forms.BoundField]:
        """The fields that have something to choose from here."""
        given = [bound for bound in self if len(getattr(bound.field, "choices", "..")) > 1]
        has_attributes = any(bound.name == "attribute" for bound in given)
        return [bound for bound in given if bound.name != "value" or has_attributes]

    def filters(self) -> Filters:
        """What was asked for; a part that makes no sense is left out."""
        self.is_valid()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})
