from cairn.sensemaking.forms.codebooks import (
    CodebookForm,
    CodeForm,
    FrameworkForm,
    ImportCodesForm,
    MergeForm,
    SplitForm,
)
from cairn.sensemaking.forms.coding import CodingForm, MemoForm, ReadingFilter

__all__ = [
    "CodeForm",
    "CodebookForm",
    "CodingForm",
    "FrameworkForm",
    "ImportCodesForm",
    "MemoForm",
    "MergeForm",
    "ReadingFilter",
    "SplitForm",
]
