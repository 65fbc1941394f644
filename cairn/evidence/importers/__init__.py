"""Importers: a file of any kind becomes a table of rows, read in a child process that can do no harm.

In comes a path and what a person chose (`Options`); out goes a `Table`, or a `Refusal` is raised.
Each module here is one kind of file and is found by looking; names with an underscore are ours.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cairn.evidence.importers._refusal import MESSAGES, Refusal
from cairn.evidence.importers._shapes import (
    ENCODINGS,
    SEPARATORS,
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

if TYPE_CHECKING:
    from cairn.evidence.importers._days import parse_day
    from cairn.evidence.importers._notes import NOTES
    from cairn.evidence.importers._parent import (
        Limits,
        detect_importer,
        find_importers,
        keep_file,
        read_table,
    )

__all__ = [
    "ENCODINGS",
    "MESSAGES",
    "NOTES",
    "SEPARATORS",
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
    "keep_file",
    "parse_day",
    "read_table",
]

# What only the parent needs is loaded when asked for: the child imports this package too, once for
# every file, and half of its time to start would go on what it never uses.
_LATER = {
    "Limits": "_parent",
    "NOTES": "_notes",
    "detect_importer": "_parent",
    "find_importers": "_parent",
    "keep_file": "_parent",
    "parse_day": "_days",
    "read_table": "_parent",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
