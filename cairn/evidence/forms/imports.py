from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cairn.evidence.actions import Mapping
from cairn.evidence.choices import QuestionFrom, Use
from cairn.evidence.forms.adding import ConsentMixin
from cairn.evidence.importers import Table

SPLITS = {
    "file": _("One contribution for the whole document"),
    "heading": _("One for each heading"),
    "turn": _("One each time somebody speaks"),
}
SEPARATORS = [("", _("As found")), (",", ","), (";", ";"), ("\t", _("Tab")), ("|", "|")]
ENCODINGS = [
    ("", _("As found")),
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows (cp1252)"),
    ("utf-16", "UTF-16"),
]
# Headings that say what a column holds, in both languages; a guess the person can change.
HINTS = {
    Use.PERSON: ("id", "respondent", "response id", "participant", "speaker"),
    Use.ROLE_BAND: ("role", "role band", "job", "profession", "rôl"),
    Use.SECTOR: ("sector",),
    Use.ORGANISATION: ("organisation", "organization", "employer", "sefydliad"),
    Use.PLACE: ("place", "region", "area", "location", "lle"),
    Use.LANGUAGE: ("language", "iaith"),
    Use.RECEIVED_ON: ("date", "received", "submitted", "timestamp", "dyddiad"),
    Use.QUESTION: ("question", "cwestiwn"),
    Use.WORDS: ("text", "answer", "comment", "comments", "response", "ateb"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A spreadsheet, a document, a transcript, plain text or JSON."),
        error_messages={"required": _("Choose a file.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            most = settings.MAX_UPLOAD_BYTES // 1024 // 1024
            raise forms.ValidationError(
                _now("The file is larger than %(most)s MB. Split it and bring in the parts.")
                % {"most": most}
            )
        return file


class ReadingForm(forms.Form):
    """How the file is to be read, where what was found is not what is meant."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Row with the headings"), required=False, min_value=0, max_value=100_000,
        help_text=_("Count from 1. Enter 0 if there are no headings."),
    )  # fmt: skip
    separator = forms.ChoiceField(
        label=_("Between two cells stands"), required=False, choices=SEPARATORS
    )
    encoding = forms.ChoiceField(label=_("Encoding"), required=False, choices=ENCODINGS)
    split = forms.ChoiceField(
        label=_("What becomes one contribution"), required=False, widget=forms.RadioSelect
    )
    leave_out_speakers = forms.MultipleChoiceField(
        label=_("Leave out what these people said"), required=False,
        help_text=_("For example the person who asked the questions."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, data: Any, *, table: Table, options: dict[str, Any]) -> None:
        found = {"sheet": table.sheet, "split": table.split, "separator": table.separator}
        super().__init__(data, initial=found | {k: v for k, v in options.items() if v is not None})
        self._choose("sheet", [(name, name) for name in table.sheets])
        self._choose("split", [(name, SPLITS[name]) for name in table.splits])
        left_out = [(name, name) for name in options.get("leave_out_speakers", [])]
        self._choose("leave_out_speakers", dict(left_out + _speakers(table)).items())
        self._drop_what_does_not_apply(table)

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a choice field

    def _drop_what_does_not_apply(self, table: Table) -> None:
        kept = {
            "sheet": len(table.sheets) > 1,
            "header_row": table.importer in ("csv", "xlsx"),
            "separator": table.importer == "csv",
            "encoding": table.importer in ("csv", "txt", "transcript"),
            "split": len(table.splits) > 1,
            "leave_out_speakers": bool(self.fields["leave_out_speakers"].choices),  # type: ignore[attr-defined]  # a ChoiceField, seen as a Field
        }
        for name in [name for name, applies in kept.items() if not applies]:
            del self.fields[name]

    def options(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class ColumnsForm(ConsentMixin):
    """What each column holds, where the question is, and what people allowed."""

    question_from = forms.ChoiceField(
        label=_("Where the question is"), choices=QuestionFrom.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(
        label=_("The question for the whole file"), required=False, max_length=500
    )
    save_as = forms.CharField(
        label=_("Save this choice of columns under a name"), required=False, max_length=100,
        help_text=_("To use it again for the next file of this kind."),
    )  # fmt: skip

    def __init__(self, data: Any, *, table: Table, mapping: dict[str, Any]) -> None:
        start = {"question_from": _question_from(table)}
        super().__init__(data, initial=start | {k: v for k, v in mapping.items() if k != "columns"})
        self.columns = table.columns
        chosen = mapping.get("columns", {})
        for index, name in enumerate(table.columns):
            self.fields[f"use_{index}"] = forms.ChoiceField(
                label=name, choices=Use.choices, initial=chosen.get(name) or guess_use(name)
            )

    @property
    def uses(self) -> list[forms.BoundField]:
        return [self[f"use_{index}"] for index in range(len(self.columns))]

    @property
    def others(self) -> list[forms.BoundField]:
        names = ("question_from", "question", "consent", "consent_basis", "save_as")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        uses = [cleaned.get(f"use_{index}") for index in range(len(self.columns))]
        if Use.WORDS not in uses:
            self.add_error(None, _("Choose at least one column that holds the words people said."))
        asked = cleaned.get("question_from")
        if asked == QuestionFrom.ONE and not cleaned.get("question"):
            self.add_error("question", _("Enter the question."))
        if asked == QuestionFrom.COLUMN and Use.QUESTION not in uses:
            self.add_error("question_from", _("Choose the column that holds the question."))
        return cleaned

    def mapping(self) -> Mapping:
        given = self.cleaned_data
        columns = {name: given[f"use_{index}"] for index, name in enumerate(self.columns)}
        return Mapping(columns, given["question_from"], given["question"])


def guess_use(heading: str) -> str:
    """What a column most likely holds by its heading; a sentence is a question people answered."""
    plain = heading.strip().lower().rstrip(":")
    for use, hints in HINTS.items():
        if plain in hints:
            return use
    return Use.WORDS if plain.endswith("?") else Use.LEAVE_OUT


def _question_from(table: Table) -> str:
    uses = [guess_use(name) for name in table.columns]
    if Use.QUESTION in uses:
        return QuestionFrom.COLUMN
    return QuestionFrom.NONE if table.splits else QuestionFrom.HEADING


def _speakers(table: Table) -> list[tuple[str, str]]:
    return [(one.name, f"{one.name} ({one.turns})") for one in table.speakers]
