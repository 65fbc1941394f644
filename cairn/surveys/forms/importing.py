from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cairn.evidence.forms.adding import ConsentMixin

SALT = "cairn.surveys.importing"
SECONDS = 24 * 60 * 60


class FormFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("An XLSForm: a workbook with a sheet named “survey”."),
        error_messages={"required": _("Choose a file.")},
    )  # fmt: skip


def pack(told: Any) -> str:
    """What a page showed before anything is stored, to come back with its button unchanged."""
    return signing.dumps(told, salt=SALT, compress=True)


def unpack(packed: str) -> Any:
    """What `pack` was given; None for anything else, and after a day."""
    try:
        return signing.loads(packed, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None


class ResultsForm(ConsentMixin):
    """A results file of another tool, and which questions it answers."""

    asked = forms.ChoiceField(label=_("Which questions people answered"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("The results of Microsoft Forms, GOV.UK Forms or LimeSurvey, as CSV or a spreadsheet."),
        error_messages={"required": _("Choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["asked", "file", "consent", "consent_basis"])


class ResultColumnsForm(forms.Form):
    """Which question each column answers, where the headings do not say it or say it wrongly."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        keys: Any,
        columns: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        for at, heading in enumerate(headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading, required=False, choices=keys, initial=columns.get(heading, "")
            )

    def columns(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"column_{at}"] for at, name in enumerate(self.headings)}
