"""Bringing in a table: the file, then which column is what."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.decisions.drafts import PracticeRow, RecommendationRow
from cairn.decisions.queries.choosing import name_of
from cairn.evidence.choices import Consent

MOST_ROWS = 1000
KINDS = [
    ("recommendations", _("Recommendations, with a heading for each")),
    ("practice", _("Good practice: domain, system, example, synopsis")),
]
# What a column may be, and the words in its name that give it away.
COLUMNS: dict[str, dict[str, tuple[Any, tuple[str, ...], bool]]] = {
    "recommendations": {
        "text": (_("Recommendation"), ("recommendation", "text"), True),
        "heading": (_("Heading"), ("heading", "section", "theme"), True),
        "number": (_("Number, for the order only"), ("number", "no", "no."), False),
    },
    "practice": {
        "example": (_("Example"), ("example", "title"), True),
        "domain": (_("Domain"), ("domain",), False),
        "system": (_("System"), ("system", "place"), False),
        "synopsis": (_("Synopsis"), ("synopsis", "summary", "description"), False),
    },
}
CONSENTS = [choice for choice in Consent.choices if choice[0] != Consent.NONE]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What the table holds"), choices=KINDS, widget=forms.RadioSelect
    )
    file = forms.FileField(label=_("File"), help_text=_("CSV or a spreadsheet, up to 1,000 rows."))


class MappingForm(forms.Form):
    """Which column is what. The table travels with the form, so nothing is kept between steps."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
    table = forms.CharField(widget=forms.HiddenInput)
    consent = forms.ChoiceField(
        label=_("What the people behind it allow"), choices=CONSENTS, initial=Consent.ANALYSIS
    )
    consent_basis = forms.CharField(label=_("How we know"), max_length=300, required=False)

    def __init__(
        self, *args: Any, kind: str, columns: list[str], names: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.holds, self.columns, self.names = kind, columns, names
        for column, (label, hints, required) in COLUMNS[kind].items():
            self.fields[column] = forms.ChoiceField(
                label=label,
                required=required,
                choices=[("", _("None")), *((str(at), text) for at, text in enumerate(columns))],
                initial=guess(columns, hints),
            )

    def offer_headings(self, headings: list[Any]) -> None:
        """A list for each heading of the table: which heading here, or a new one."""
        choices = [
            ("", _("Make it a new heading")),
            *((str(row.pk), name_of(row)) for row in headings),
        ]
        for place, (name, match) in enumerate(self.names.items()):
            chosen = str(match.pk) if match else ""
            self.fields[f"heading_{place}"] = forms.ChoiceField(
                label=name, required=False, choices=choices, initial=chosen
            )

    def clean_table(self) -> list[list[str]]:
        rows = read_rows(self.cleaned_data["table"])
        if rows is None:
            raise forms.ValidationError(_("The table did not arrive whole. Upload the file again."))
        return rows

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("table") and not self.errors and not self.rows():
            raise forms.ValidationError(_("No row has words in that column. Choose another one."))
        return data

    def rows(self) -> list[Any]:
        """The rows as drafts, in the order of the number column where there is one."""
        table = sorted(self.cleaned_data["table"], key=self._place)
        make = _recommendation if self.holds == "recommendations" else _practice
        found = [make(lambda name, row=row: self._cell(row, name)) for row in table]
        return [row for row in found if row is not None]

    def _cell(self, row: list[str], name: str) -> str:
        at = self.cleaned_data.get(name, "")
        return row[int(at)].strip() if at and int(at) < len(row) else ""

    def _place(self, row: list[str]) -> int:
        text = self._cell(row, "number").rstrip(".") if self.holds == "recommendations" else ""
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    def headings(self, headings: list[Any]) -> dict[str, Any]:
        """The heading chosen for each name in the table; None where a new one is to be made."""
        known = {str(row.pk): row for row in headings}
        chosen = [self.cleaned_data[f"heading_{place}"] for place in range(len(self.names))]
        return {name: known.get(key) for name, key in zip(self.names, chosen, strict=True)}


def _recommendation(cell: Any) -> RecommendationRow | None:
    text = cell("text")
    return RecommendationRow(heading=cell("heading")[:150], text=text) if text else None


def _practice(cell: Any) -> PracticeRow | None:
    example = cell("example")
    names = ("domain", "system", "synopsis")
    return PracticeRow(example=example, **{name: cell(name) for name in names}) if example else None


def guess(columns: list[str], hints: tuple[str, ...]) -> str:
    """The first column whose name is, or begins with, one of the hints."""
    for hint in hints:
        for at, name in enumerate(columns):
            if name.strip().casefold().startswith(hint):
                return str(at)
    return ""


def read_rows(text: str) -> list[list[str]] | None:
    """The rows that travelled with the form, or None when they are not a table of texts."""
    try:
        rows = json.loads(text)
    except ValueError:
        return None
    whole = isinstance(rows, list) and len(rows) <= MOST_ROWS
    if not whole or not all(isinstance(row, list) for row in rows):
        return None
    return rows if all(isinstance(cell, str) for row in rows for cell in row) else None
