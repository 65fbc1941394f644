"""The tree of organisations, which all programmes of an installation share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.design.pages import page_of
from cairn.people.actions import organisations as actions
from cairn.people.models import Organisation
from cairn.people.queries import organisation_for, organisations_below, path_to
from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest
from cairn.programmes.forms.organisations import OrganisationForm
from cairn.programmes.views.doors import organisations_page


@organisations_page()
def index(request: SignedInRequest) -> HttpResponse:
    words = " ".join(request.GET.get("words", "").split())
    rows = organisations_below(request.user, None, words)
    context = {"words": words, "page": page_of(request, rows)}
    return render(request, "programmes/organisations.jinja", context)


@organisations_page()
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _need(request, pk)
    context = {
        "organisation": row,
        "path": path_to(request.user, row),
        "page": page_of(request, organisations_below(request.user, row)),
    }
    return render(request, "programmes/organisation.jinja", context)


@organisations_page(methods=READ_AND_WRITE)
def add(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    start = Organisation(parent=_need(request, pk) if pk else None)
    form = OrganisationForm(request.user, request.POST or None, start)
    return _save_or_show(request, form, _("Add an organisation"), actions.add_organisation)


@organisations_page(methods=READ_AND_WRITE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _need(request, pk)
    form = OrganisationForm(request.user, request.POST or None, row)
    save = partial(actions.edit_organisation, organisation=row)
    return _save_or_show(request, form, _("Change or move an organisation"), save)


def _save_or_show(
    request: SignedInRequest, form: OrganisationForm, heading: str, save: Callable[..., Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = save(by=request.user, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisations:organisation", made.pk)
    context = {"form": form, "heading": heading}
    return render(request, "programmes/organisation_form.jinja", context)


def _need(request: SignedInRequest, pk: int) -> Organisation:
    row = organisation_for(request.user, pk)
    if row is None:
        raise Http404
    return row
