"""Importers: a file of any kind becomes a table of rows, read in a child process that can do no harm.

In comes a path and what a person chose (`Options`); out goes a `Table`, or a `Refusal` is raised.
Each module here is one kind of file and is found by looking; names with an underscore are ours.
"""

from cairn.evidence.importers._days import parse_day
from cairn.evidence.importers._notes import NOTES
from cairn.evidence.importers._parent import Limits, detect_importer, find_importers, read_table
from cairn.evidence.importers._refusal import MESSAGES, Refusal
from cairn.evidence.importers._shapes import (
    SPLITS,
    Importer,
    Note,
    Options,
    Reading,
    Row,
    Rows,
    Speaker,
    Table,
)
from cairn.evidence.importers._text import ENCODINGS

__all__ = [
    "ENCODINGS",
    "MESSAGES",
    "NOTES",
    "SPLITS",
    "Importer",
    "Limits",
    "Note",
    "Options",
    "Reading",
    "Refusal",
    "Row",
    "Rows",
    "Speaker",
    "Table",
    "detect_importer",
    "find_importers",
    "parse_day",
    "read_table",
]
