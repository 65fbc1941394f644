from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.people.queries import organisations_called
from cairn.programmes.drafts.messages import day_stopped
from cairn.programmes.drafts.participants import mobile_number
from cairn.programmes.forms import Day, text_area
from cairn.programmes.forms.organisations import shown_as
from cairn.programmes.models import Participant, Programme
from cairn.programmes.queries.messages import stops_of
from cairn.programmes.queries.participants import (
    ParticipantFilters,
    participant_organisations,
    participant_values,
)

SAVED_MEANWHILE = (
    _("Somebody else saved this while you were editing"),
    _("Nothing was overwritten. What they saved stands. What you typed is kept in the form below."),
)
THEIR_OWN = _(
    "They asked for this themselves, so only they can take it back: with the link at the end of any message they had from us."
)
LANGUAGES = [("", _("Not known")), ("en", _("English")), ("cy", _("Welsh"))]


class ParticipantForm(forms.Form):
    """One person on the list; `cleaned_data` holds the model's fields."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    mobile = forms.CharField(
        label=_("Mobile number"), max_length=30, required=False,
        help_text=_("With the country in front if it is not in the United Kingdom."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    role_band = forms.CharField(label=_("Role band"), max_length=100, required=False)
    profession = forms.CharField(label=_("Profession"), max_length=100, required=False)
    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, required=False,
        help_text=_("Its name or its ODS code, as it stands among the organisations."),
    )  # fmt: skip
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    access_needs = forms.CharField(
        label=_("Access needs"), max_length=1000, required=False, widget=text_area(2),
        help_text=_("What they need to take part, in their own words."),
    )  # fmt: skip
    may_contact_later = forms.BooleanField(
        label=_("They said that they may be contacted later"), required=False
    )
    not_before = forms.DateField(label=_("But not before"), widget=Day, required=False)
    no_more_mail = forms.BooleanField(
        label=_("They want no more mail and no more texts"), required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, viewer: Any, person: Participant | None, data: Any) -> None:
        super().__init__(data, initial=_shown(person) if person else {})
        self.viewer = viewer
        self.is_their_own_stop = bool(person and _had_it_stopped(viewer, person))
        if person is None:
            del self.fields["revision"]
        if self.is_their_own_stop:
            self.fields["no_more_mail"].help_text = THEIR_OWN
        self.unsubscribed_on = person.unsubscribed_on if person else None
        self.organisation_until_now = person.organisation_id if person else None

    def clean_mobile(self) -> str:
        typed = self.cleaned_data["mobile"]
        number = mobile_number(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(_("Enter a telephone number, like 07700 900123."))
        return number

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("revision") != self.initial.get("revision"):
            self._show_theirs(given)
            if self.errors:
                return given
        if not self.errors and not (given["name"] or given["email"] or given["mobile"]):
            self.add_error("name", _("Enter a name, an e-mail address or a mobile number."))
        if given.get("not_before") and not given["may_contact_later"]:
            self.add_error("may_contact_later", _("Say that they may be contacted, or no day."))
        given["organisation_id"] = self._organisation(given.pop("organisation", ""))
        stopped = given.pop("no_more_mail")
        if self.is_their_own_stop and not stopped:
            self.add_error(
                "no_more_mail", _("Nothing was saved. Tick this again to save the rest.")
            )
        given["unsubscribed_on"] = (
            (self.unsubscribed_on or timezone.localdate()) if stopped else None
        )
        return given

    def _show_theirs(self, given: dict[str, Any]) -> None:
        """What somebody else saved meanwhile, beside what was typed; saving again is deliberate."""
        given["revision"] = self.initial["revision"]
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent["revision"] = given["revision"]
        for name in list(given):
            theirs = self.initial.get(name) or ""
            if theirs != (given[name] or ""):
                said = _in_words(self.fields[name], theirs)
                self.add_error(name, _("They saved: %(value)s") % {"value": said})
        if self.errors:
            for line in SAVED_MEANWHILE:
                self.add_error(None, line)

    def _organisation(self, called: str) -> int | None:
        if called and called == self.initial.get("organisation"):
            return self.organisation_until_now
        found = organisations_called(self.viewer, [called])[called] if called else []
        if called and len(found) != 1:
            self.add_error(
                "organisation", _("There is no single organisation of this name or code.")
            )
        return found[0] if found else None


def _had_it_stopped(viewer: Any, person: Participant) -> bool:
    stops = stops_of(viewer, person.programme)
    return bool(day_stopped(stops, person.programme_id, person.email, person.mobile))


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(_("Yes") if value else _("No"))
    return str(dict(getattr(field, "choices", ())).get(value, value) or _("Nothing"))


def _shown(person: Participant) -> dict[str, Any]:
    return model_to_dict(person) | {
        "organisation": shown_as(person.organisation),
        "no_more_mail": person.is_unsubscribed,
    }


class ParticipantFilterForm(forms.Form):
    """What the list is narrowed to; its state is the address of the page."""

    words = forms.CharField(label=_("Name or address"), required=False, max_length=200)
    organisation = forms.TypedChoiceField(
        label=_("Organisation"), required=False, coerce=int, empty_value=None
    )
    role_band = forms.ChoiceField(label=_("Role band"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, data: Any, *, viewer: Any, programme: Programme) -> None:
        super().__init__(data, auto_id="filter_%s")
        self._offer("organisation", participant_organisations(viewer, programme))
        for name in ("role_band", "place"):
            values = participant_values(viewer, programme, name)
            self._offer(name, [(value, value) for value in values])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]  # a choice field

    def filters(self) -> ParticipantFilters:
        """What was asked for; a part that makes no sense is left out."""
        self.is_valid()
        return ParticipantFilters(
            **{name: value for name, value in self.cleaned_data.items() if value}
        )
