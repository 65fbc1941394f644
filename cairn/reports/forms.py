from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cairn.catalogue.shelves import outlines
from cairn.programmes.models import Programme
from cairn.reports.choices import Audience
from cairn.reports.queries.prose import problems_in_prose

LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language of the report"), choices=LANGUAGES)


class NewReportForm(TitleForm):
    outline = forms.ChoiceField(
        label=_("Outline"),
        help_text=_("What the report contains, in which order. Each section is filled for you."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        field: Any = self.fields["outline"]
        field.choices = [
            (each.code, f"{each.name.in_language(language)}: {each.description.in_language(language)}")
            for each in outlines()
        ]  # fmt: skip


class EditReportForm(TitleForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SectionForm(forms.Form):
    prose = forms.CharField(
        label=_("Text of the team"),
        help_text=_(
            "Your own words. Figures and quotations come from the record and are put in for you."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        max_length=50_000,
    )
    included = forms.BooleanField(label=_("This section is in the report"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, viewer: Any, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.programme = viewer, programme

    def clean_prose(self) -> str:
        prose: str = self.cleaned_data["prose"].replace("\r\n", "\n")
        if problems := problems_in_prose(self.viewer, self.programme, prose):
            raise ValidationError(problems)
        return prose


class ProposeForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience, widget=forms.RadioSelect,
        initial=Audience.MEMBERS,
    )  # fmt: skip


class ApproveForm(forms.Form):
    alone_reason = forms.CharField(
        label=_("Why without a second member"), widget=forms.Textarea(attrs={"rows": 3})
    )


class CompareForm(forms.Form):
    before = forms.TypedChoiceField(label=_("Compare version"), coerce=int)
    after = forms.TypedChoiceField(label=_("with version"), coerce=int)

    def __init__(self, numbers: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.choices = [(number, str(number)) for number in numbers]
