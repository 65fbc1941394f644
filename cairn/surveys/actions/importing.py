"""What other tools hold: a form that becomes a draft. Read in a child process that can do no harm."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cairn.catalogue.asking.drafting import finish_draft
from cairn.catalogue.asking.xlsform import Note, read_xlsform
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain, ShelfError, check_shape
from cairn.evidence.actions import refusal_message
from cairn.evidence.importers import Options, Refusal, read_table
from cairn.surveys.actions.refusals import Refused

MOST_ROWS = 2000
# A form may leave these sheets out, or have nothing in them.
NOTHING_THERE = frozenset({"no_sheet", "no_rows", "no_header", "empty"})


def read_form(upload: Any) -> tuple[Plain, tuple[Note, ...]]:
    """An uploaded XLSForm as a questionnaire's data and what could not be taken over.

    Nothing is stored. Raises `Refused`, which says what is wrong with the file.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        path = Path(copy.name)
        survey = _sheet(path, upload.name, "survey")
        choices = _sheet(path, upload.name, "choices")
        settings = _sheet(path, upload.name, "settings")
    if not survey:
        raise Refused(_("There is no sheet named “survey” with rows in it. An XLSForm has one."))
    first = settings[0] if settings else {}
    data, notes = read_xlsform(survey, choices, first, readers=Text(""))
    del data["readers"]  # an XLSForm does not say, so the draft asks for it
    return _whole(data), notes


def _sheet(path: Path, name: str, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet under its headings, blank ones too, so that they keep their numbers."""
    options = Options(sheet=sheet, header_row=1, limit=MOST_ROWS + 1)
    try:
        table = read_table(path, name, options, importer="xlsx")
        rows: list[dict[str, str]] = []
        for row in table.rows:
            rows += [{}] * (min(row.number, MOST_ROWS + 2) - 2 - len(rows))
            rows.append(dict(zip(table.columns, row.cells, strict=False)))
    except Refusal as refusal:
        if refusal.code in NOTHING_THERE:
            return []
        raise Refused(refusal_message(refusal)) from refusal
    if len(rows) > MOST_ROWS:
        raise Refused(_("The sheet has more than %(n)d rows. Split the form.") % {"n": MOST_ROWS})
    return rows


def _whole(data: Plain) -> Plain:
    """The data as a draft, if what is left to put right in it can be put right on our pages."""
    document = finish_draft(data)
    if not document["sections"]:
        raise Refused(_("There is no question in it that can be taken over."))
    try:
        check_shape(document | {"readers": {"en": "-"}}, "instrument", _("The form"))
    except ShelfError as error:
        raise Refused(str(error)) from error
    return document
