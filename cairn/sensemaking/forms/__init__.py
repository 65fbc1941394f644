from cairn.sensemaking.forms.codebooks import (
    CodebookForm,
    CodeForm,
    FrameworkForm,
    ImportCodesForm,
    MergeForm,
    SplitForm,
)
from cairn.sensemaking.forms.coding import CodingForm, MemoForm, ReadingFilter
from cairn.sensemaking.forms.themes import GroupForm, MembersForm, NewThemeForm, ThemeForm

__all__ = [
    "CodeForm",
    "CodebookForm",
    "CodingForm",
    "FrameworkForm",
    "GroupForm",
    "ImportCodesForm",
    "MembersForm",
    "MemoForm",
    "MergeForm",
    "NewThemeForm",
    "ReadingFilter",
    "SplitForm",
    "ThemeForm",
]
