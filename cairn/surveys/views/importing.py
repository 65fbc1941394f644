"""Bringing in another tool's form: shown first, stored after."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.catalogue.asking.drafting import read_draft
from cairn.catalogue.asking.xlsform import Note
from cairn.catalogue.reading import Plain
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions.building import keep_import
from cairn.surveys.actions.importing import read_form
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import FORM_NOTES
from cairn.surveys.forms.importing import FormFileForm, pack, unpack
from cairn.surveys.rules import can_ask
from cairn.surveys.views.building import to_outline


@member_page(can_ask, methods=READ_AND_WRITE)
def import_form(request: HttpRequest, programme: Programme) -> HttpResponse:
    """An XLSForm: the file, then what would become of it, then the draft."""
    if "packed" in request.POST:
        return _keep(request, programme)
    form = FormFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document, notes = read_form(form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return _show(request, programme, document, [asdict(note) for note in notes])
    context = {"programme": programme, "form": form}
    return render(request, "surveys/import_form.jinja", context, status=422 if form.errors else 200)


def _show(
    request: HttpRequest, programme: Programme, document: Plain, notes: list[dict[str, Any]]
) -> HttpResponse:
    context = {
        "programme": programme, "instrument": read_draft(document),
        "packed": pack([document, notes]),
        "notes": [(note, FORM_NOTES[note["code"]]) for note in notes],
    }  # fmt: skip
    return render(request, "surveys/import_form_shown.jinja", context)


def _keep(request: HttpRequest, programme: Programme) -> HttpResponse:
    told = unpack(request.POST["packed"])
    if told is None:
        messages.error(request, _("The form did not arrive whole. Upload the file again."))
        return redirect("surveys:import_form", programme.slug)
    document, notes = told
    row = keep_import(
        programme=programme, document=document, by=request.user,
        notes=[Note(**note) for note in notes],
    )  # fmt: skip
    messages.success(request, _("The form is here as a draft. Nobody is asked it yet."))
    return to_outline(row)
