from cairn.sensemaking.actions.coding import (
    add_memo,
    code_excerpt,
    code_passage,
    make_excerpt,
    uncode_excerpt,
)
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.actions.undoing import undo_step

__all__ = [
    "Conflict",
    "Refused",
    "add_memo",
    "code_excerpt",
    "code_passage",
    "make_excerpt",
    "uncode_excerpt",
    "undo_step",
]
