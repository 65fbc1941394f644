from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cairn.analysis.disclosure import release_table
from cairn.analysis.pictures.bars import BarRow, draw_bars
from cairn.people.views.doors import signed_in_page

CHOICES = [("a", _("First choice")), ("b", _("Second choice"))]
MADE_UP_COUNTS = [[24, 15], [31, 3]]
K = 11


class EveryField(forms.Form):
    """One field of each kind there is a component for."""

    line = forms.CharField(label=_("A line"), help_text=_("What to write here."), required=False)
    text = forms.CharField(label=_("Several lines"), widget=forms.Textarea, required=False)
    one = forms.ChoiceField(label=_("One of a list"), choices=CHOICES)
    button = forms.ChoiceField(
        label=_("One of a few"), choices=CHOICES, widget=forms.RadioSelect, initial="a"
    )
    several = forms.MultipleChoiceField(
        label=_("Several of a few"), choices=CHOICES, widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    tick = forms.BooleanField(label=_("Yes or no"), required=False)
    day = forms.DateField(
        label=_("A day"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    missing = forms.CharField(label=_("A field that was left empty"))


@signed_in_page()
def gallery(request: HttpRequest) -> HttpResponse:
    """The pieces pages are made of, side by side; for development only."""
    if not settings.DEBUG:
        raise Http404
    table = release_table(MADE_UP_COUNTS, K)
    names = [str(label) for _value, label in CHOICES]
    rows = [BarRow(name, tuple(cells)) for name, cells in zip(names, table.cells, strict=True)]
    form = EveryField({"one": "a", "button": "a"})
    context = {"form": form, "picture": draw_bars(rows, names), "table": table, "names": names}
    return render(request, "home/gallery.jinja", context)
