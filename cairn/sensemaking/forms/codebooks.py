from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.sensemaking.choices import Purpose
from cairn.sensemaking.importers import CodeRow, UnreadableCodebook, read_codebook


class CodebookForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    purpose = forms.ChoiceField(label=_("Used for"), choices=Purpose.choices, initial=Purpose.CODES)


class FrameworkForm(forms.Form):
    framework = forms.ChoiceField(label=_("Framework"))
    purpose = forms.ChoiceField(label=_("Used for"), choices=Purpose.choices, initial=Purpose.CODES)

    def __init__(self, data: Any = None, *, frameworks: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="framework_%s")
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]  # a choice field


class ImportCodesForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "The first row names the columns: name or tag, description, and parent if any."
        ),
    )

    def clean_file(self) -> list[CodeRow]:
        try:
            return read_codebook(self.cleaned_data["file"].read())
        except UnreadableCodebook as problem:
            raise forms.ValidationError(str(problem)) from problem


class CodeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    definition = forms.CharField(
        label=_("Definition"),
        help_text=_("What belongs here and what does not."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    parent = forms.TypedChoiceField(
        label=_("Stands under"), required=False, coerce=int, empty_value=None
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, codes: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No other code")), *((str(code.pk), code.name) for code in codes)]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]  # a choice field


class MergeForm(forms.Form):
    into = forms.TypedChoiceField(label=_("Merge into"), coerce=int)

    def __init__(self, data: Any = None, *, rows: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="merge_%s")
        self.fields["into"].choices = rows  # type: ignore[attr-defined]  # a choice field


class SplitForm(forms.Form):
    """A name, and the rows that move to what it names."""

    name = forms.CharField(label=_("Name of the new one"), max_length=150)
    rows = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any, *, keys: list[int]) -> None:
        super().__init__(data)
        self.fields["rows"].choices = [(str(key), str(key)) for key in keys]  # type: ignore[attr-defined]  # a choice field
