from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

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
