from cairn.sensemaking.forms.codebooks import (
    CodebookForm,
    CodeForm,
    FrameworkForm,
    ImportCodesForm,
    MergeForm,
    SplitForm,
)
from cairn.sensemaking.forms.coding import CodingForm, MemoForm, PutInThemeForm, ReadingFilter
from cairn.sensemaking.forms.suggestions import AskForm, KeepForm, PlaceForm
from cairn.sensemaking.forms.themes import GroupForm, MembersForm, NewThemeForm, ThemeForm

__all__ = [
    "AskForm",
    "CodeForm",
    "CodebookForm",
    "CodingForm",
    "FrameworkForm",
    "GroupForm",
    "ImportCodesForm",
    "KeepForm",
    "MembersForm",
    "MemoForm",
    "MergeForm",
    "NewThemeForm",
    "PlaceForm",
    "PutInThemeForm",
    "ReadingFilter",
    "SplitForm",
    "ThemeForm",
]
