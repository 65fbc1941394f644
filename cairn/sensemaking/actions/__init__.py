from cairn.sensemaking.actions.codebooks import (
    edit_code,
    import_codes,
    make_code,
    make_codebook,
    make_codebook_from,
    merge_codes,
    move_code,
    rename_codebook,
    retire_code,
    retire_codebook,
    split_code,
)
from cairn.sensemaking.actions.coding import (
    add_memo,
    code_excerpt,
    code_passage,
    code_words,
    make_excerpt,
    uncode_excerpt,
)
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.actions.undoing import close_steps, undo_step

__all__ = [
    "Conflict",
    "Refused",
    "add_memo",
    "close_steps",
    "code_excerpt",
    "code_passage",
    "code_words",
    "edit_code",
    "import_codes",
    "make_code",
    "make_codebook",
    "make_codebook_from",
    "make_excerpt",
    "merge_codes",
    "move_code",
    "rename_codebook",
    "retire_code",
    "retire_codebook",
    "split_code",
    "uncode_excerpt",
    "undo_step",
]
