"""Why a file is not read: a stable code, facts about the file, and the English sentence for each code."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; the Django side translates `MESSAGES[code]`."""
    return text


# Placeholders stand only for numbers and for our own words. File names and cell contents are
# written by strangers: they travel in `params` and are never put into the sentence here.
MESSAGES: dict[str, str] = {
    "empty": gettext_noop("This file is empty. Save it again and check that it has content."),
    "no_rows": gettext_noop("There are no rows below the heading row. Choose another heading row."),
    "no_header": gettext_noop(
        "The heading row is past the end of the file. Choose a smaller number."
    ),
    "no_text": gettext_noop(
        "There are no words to read in this file. Check that it is the right one."
    ),
    "unknown_type": gettext_noop(
        "Cairn cannot read this kind of file. Save it as one of: {extensions}."
    ),
    "content_mismatch": gettext_noop(
        "The content is not what the name of the file says. Open it in the program it was made with "
        "and save it again."
    ),
    "unknown_importer": gettext_noop(
        "There is no importer of that name. Choose one from the list."
    ),
    "unreadable": gettext_noop("The file could not be opened. Upload it again."),
    "too_large": gettext_noop(
        "The file is larger than {limit} bytes. Split it and import the parts one after another."
    ),
    "too_many_rows": gettext_noop(
        "There are more than {limit} rows. Split the file and import the parts one after another."
    ),
    "too_many_columns": gettext_noop(
        "There are more than {limit} columns. Keep the columns you need and save the file again."
    ),
    "too_many_cells": gettext_noop(
        "The sheet is larger than {limit} cells. Keep the part you need and save the file again."
    ),
    "cell_too_long": gettext_noop(
        "Row {row} holds a text longer than {limit} characters. Shorten or split that text."
    ),
    "too_slow": gettext_noop(
        "Reading took longer than {limit} seconds and was stopped. Split the file into parts."
    ),
    "too_much_memory": gettext_noop(
        "Reading needed too much memory and was stopped. Split the file into parts."
    ),
    "broken": gettext_noop(
        "The file is damaged and could not be read. Open it in the program it was made with and save "
        "it again."
    ),
    "unknown_encoding": gettext_noop(
        "The letters of this file cannot be told. Save it again as UTF-8 text."
    ),
    "wrong_encoding": gettext_noop(
        "The file is not written in the encoding chosen. Choose another, or save it as UTF-8 text."
    ),
    "nul_bytes": gettext_noop(
        "The file holds NUL characters, so it is not plain text. Save it again as UTF-8 text."
    ),
    "bad_quotes": gettext_noop(
        "A quotation mark near row {row} is not closed or stands inside a cell. Correct it, or save "
        "the file again from a spreadsheet."
    ),
    "bad_separator": gettext_noop(
        "The separator has to be a comma, semicolon, tab or bar. Choose one of these."
    ),
    "bad_json": gettext_noop(
        "This is not valid JSON: line {row} breaks its rules. Export the file again."
    ),
    "json_shape": gettext_noop(
        "This JSON holds no single list of records. Export it as one list with a record per answer."
    ),
    "too_deep": gettext_noop("The content is nested too deeply. Export it in a simpler form."),
    "bad_transcript": gettext_noop(
        "A time or caption near line {row} breaks the rules of transcripts. Export the transcript "
        "again."
    ),
    "truncated": gettext_noop("The end of the file is missing. Copy or download it again."),
    "encrypted": gettext_noop("The file is locked with a password. Save a copy without one."),
    "old_format": gettext_noop(
        "This is a file of the older Office kind. Open it and save it as .xlsx or .docx."
    ),
    "macro": gettext_noop(
        "The file holds macros, which are programs. Save it as .xlsx or .docx without macros."
    ),
    "not_xlsx": gettext_noop("This is not a spreadsheet Cairn can read. Save it as .xlsx."),
    "not_docx": gettext_noop("This is not a document Cairn can read. Save it as .docx."),
    "no_sheet": gettext_noop("There is no visible sheet of that name. Choose one from the list."),
    "too_many_parts": gettext_noop(
        "The file is made of more than {limit} parts. Copy its content into a new file."
    ),
    "unsafe_part": gettext_noop(
        "A part inside the file has a name that points outside it. Ask for a file from a source you "
        "trust."
    ),
    "repeated_part": gettext_noop(
        "Two parts inside the file share a name or a place. Open it and save it again."
    ),
    "odd_part": gettext_noop(
        "A part inside the file is packed in a way Cairn does not read. Open it and save it again."
    ),
    "unpacks_too_large": gettext_noop(
        "The file unpacks to more than {limit} bytes. Keep the part you need and save it again."
    ),
    "packed_too_tightly": gettext_noop(
        "A part of the file unpacks to far more than it should. Copy its content into a new file."
    ),
    "outside_part": gettext_noop(
        "The file takes part of its content from another place. Copy its content into a new file."
    ),
    "xml_entities": gettext_noop(
        "The file declares text of its own to be swapped in, which is not safe to read. Open it and "
        "save it again."
    ),
    "unknown_split": gettext_noop(
        "A document is taken by file, by heading or by turn. Choose one of these."
    ),
    "no_photo": gettext_noop("This is not a photo Cairn can read. Send a JPEG, PNG, WebP or GIF."),
    "no_voice": gettext_noop(
        "This is not a recording Cairn can keep. Send an M4A, MP3, Ogg, WebM or WAV."
    ),
    "no_file": gettext_noop(
        "This is not a file Cairn can keep. Send a PDF, a Word, Excel or OpenDocument text, plain "
        "text, a photo or a recording."
    ),
    "heic": gettext_noop(
        "Cairn cannot read photos of this kind (HEIC). Save it as JPEG, or take a picture of the screen."
    ),
    "too_many_pixels": gettext_noop(
        "The photo has more than {limit} million points. Send a smaller one."
    ),
    "too_many_merges": gettext_noop(
        "The sheet has more than {limit} cells inside merged areas. Unmerge them and save it again."
    ),
}


class Refusal(Exception):
    """A file that is not read, and why.

    `code` is a key of `MESSAGES` and never changes its meaning; `params` are numbers and strings
    and may hold words of the file, which are untrusted.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """The English sentence: what is wrong and what to do."""
        return MESSAGES[self.code].format(**self.params)
