"""What an importer tells beside the rows: the English sentence for each code of a note."""

from __future__ import annotations

from cairn.evidence.importers._refusal import gettext_noop

NOTES: dict[str, str] = {
    "encoding_guessed": gettext_noop(
        "The file does not say its encoding; it was read as {encoding}. Check accents in the preview."
    ),
    "hidden_sheets": gettext_noop("Hidden sheets were not read: {count}."),
    "other_sheets": gettext_noop("The file has other sheets, which were not read: {count}."),
    "merged_cells": gettext_noop(
        "Merged areas were filled with the text of their first cell: {count}."
    ),
    "formulas": gettext_noop("Formulas were read by the value last saved: {count}."),
    "formulas_without_value": gettext_noop(
        "Formulas without a saved value were read as empty: {count}. Save the file in a spreadsheet."
    ),
    "long_rows": gettext_noop("Rows with more cells than the heading row: {count}."),
    "hidden_text": gettext_noop("Hidden text was not read."),
    "tracked_changes": gettext_noop("Text that was struck out with tracked changes was not read."),
    "not_read": gettext_noop("Notes, comments, headers and footers were not read."),
    "outside_links": gettext_noop("Links to other places were not followed: {count}."),
    "speakers_left_out": gettext_noop("Turns left out because of who speaks: {count}."),
}
