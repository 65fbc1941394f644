from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.evidence.actions import Terms
from cairn.evidence.choices import Channel, Consent
from cairn.evidence.drafts import Draft, clean_text

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
SHARED = ("question", "role_band", "sector", "organisation", "place", "received_on")
BASIS = _("Say how you know that people allowed this.")


class ConsentMixin(forms.Form):
    """What people allowed, and how we know; only analysis unless somebody says otherwise."""

    consent = forms.ChoiceField(
        label=_("What people allowed"), choices=Consent.choices, initial=Consent.ANALYSIS,
        widget=forms.RadioSelect,
    )  # fmt: skip
    consent_basis = forms.CharField(
        label=_("How we know"), required=False, max_length=300,
        help_text=_("For example: the consent sheet that was signed, or what the survey said."),
    )  # fmt: skip

    def clean_consent_basis(self) -> str:
        basis = str(self.cleaned_data["consent_basis"])
        if self.cleaned_data.get("consent") not in (Consent.NONE, Consent.ANALYSIS) and not basis:
            raise forms.ValidationError(BASIS)
        return basis


class AddForm(ConsentMixin):
    """Words typed or pasted in by a member."""

    text = forms.CharField(
        label=_("What was said"), max_length=1_000_000, widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Type or paste what was said.")},
    )  # fmt: skip
    several = forms.BooleanField(
        label=_("This is from several people: a blank line stands between two of them"),
        required=False,
    )
    question = forms.CharField(label=_("Question it answers"), required=False, max_length=500)
    channel = forms.ChoiceField(label=_("How it reached us"), choices=Channel.choices)
    person = forms.CharField(
        label=_("A key for the person"), required=False, max_length=200,
        help_text=_("Only to know them again. Cairn keeps a scrambled form of it, never the key."),
    )  # fmt: skip
    role_band = forms.CharField(label=_("Role band"), required=False, max_length=100)
    sector = forms.CharField(label=_("Sector"), required=False, max_length=100)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    received_on = forms.DateField(
        label=_("Day received"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    attributed_name = forms.CharField(
        label=_("Name to print"), required=False, max_length=150,
        help_text=_("Only with the person's consent to be named."),
    )  # fmt: skip
    field_order = ["text", "several", "question", "channel", "consent", "consent_basis"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("attributed_name") and cleaned.get("consent") != Consent.ATTRIBUTED_QUOTE:
            self.add_error("attributed_name", _("A name needs the consent to be quoted with it."))
        if cleaned.get("several") and (cleaned.get("person") or cleaned.get("attributed_name")):
            self.add_error("several", _("One key or name cannot stand for several people."))
        return cleaned

    def clean_text(self) -> str:
        text = clean_text(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Type or paste what was said."))
        return text

    def drafts(self) -> list[Draft]:
        given = self.cleaned_data
        texts = _BLANK_LINE.split(given["text"]) if given["several"] else [given["text"]]
        shared = {name: given[name] for name in SHARED}
        return [Draft(text=text, person=given["person"], **shared) for text in texts]

    def terms(self) -> Terms:
        names = ("channel", "consent", "consent_basis", "attributed_name")
        return Terms(**{name: self.cleaned_data[name] for name in names})
