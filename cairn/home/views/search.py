from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cairn.home.forms import SearchForm
from cairn.home.queries import find_everywhere
from cairn.people.views.doors import signed_in_page

KINDS = {
    "contribution": _("Contribution"),
    "theme": _("Theme"),
    "finding": _("Finding"),
    "recommendation": _("Recommendation"),
    "report": _("Report"),
}


@signed_in_page()
def search(request: HttpRequest) -> HttpResponse:
    """One box for everything a member may read; the words stand in the address."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    context = {
        "form": form,
        "words": words,
        "found": find_everywhere(request.user, words),
        "kinds": KINDS,
    }
    return render(request, "home/search.jinja", context)
