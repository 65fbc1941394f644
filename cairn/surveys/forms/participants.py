from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cairn.evidence.forms import UploadForm
from cairn.programmes.drafts.participants import Line
from cairn.programmes.models import Programme

A_DAY = 24 * 60 * 60


class PeopleFileForm(UploadForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("A spreadsheet (.xlsx) or a CSV file.")


class BringInForm(forms.Form):
    """The rows of a file that was looked at, carried by the page, so that no copy waits here.

    They are signed: what comes back is what the file said, for this programme, today.
    """

    lines = forms.CharField(widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label=_("Those who are on the list already"),
        choices=[
            ("no", _("Leave them as they are")),
            ("yes", _("Change them to what the file says; what it leaves empty stays")),
        ],
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_lines(self) -> list[Line]:
        try:
            packed = signing.loads(
                self.cleaned_data["lines"], salt=_salt(self.programme), max_age=A_DAY
            )
        except signing.BadSignature:
            raise forms.ValidationError(_("Upload the file again.")) from None
        return [Line(row, _unpacked(said), refused) for row, said, refused in packed]


def pack_lines(programme: Programme, lines: Sequence[Line]) -> str:
    """Rows as a page can carry them, signed and made small."""
    rows = [(line.row, _packed(line.said), line.refused) for line in lines]
    return signing.dumps(rows, salt=_salt(programme), compress=True)


def _salt(programme: Programme) -> str:
    return f"cairn.surveys.participants.{programme.pk}"


def _packed(said: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def _unpacked(said: dict[str, Any]) -> dict[str, Any]:
    day = said.get("not_before")
    return said | ({"not_before": date.fromisoformat(day)} if day else {})
