from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.evidence.actions import (
    Refused,
    choose_reading,
    import_stands_on,
    open_table,
    receive_file,
    refusal_message,
    undo_import,
)
from cairn.evidence.choices import ImportState
from cairn.evidence.forms import ColumnsForm, ReadingForm, UploadForm
from cairn.evidence.importers import NOTES, Note, Refusal, Table
from cairn.evidence.models import Import
from cairn.evidence.queries import import_for, imports_for, saved_mappings_for
from cairn.evidence.rules import can_add_evidence
from cairn.evidence.tasks import start_count, start_import
from cairn.evidence.views.reasons import REASONS
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page

PREVIEW = 20
WORKING = (ImportState.MAPPED, ImportState.QUEUED, ImportState.RUNNING)


@member_page()
def imports(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = imports_for(request.user, programme)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "page": page,
        "may_add": can_add_evidence(request.user, programme),
    }
    return render(request, "evidence/imports.jinja", context)


@member_page(can_add_evidence, methods=READ_AND_WRITE)
def upload(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = receive_file(programme=programme, name=file.name, content=file, by=request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("evidence:columns", programme.slug, row.pk)
    return render(request, "evidence/upload.jinja", {"programme": programme, "form": form})


@member_page(can_add_evidence, methods=READ_AND_WRITE)
def reading(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    row = _need_import(request, programme, pk)
    table = _table(row)
    if table is None:
        return redirect("evidence:import", programme.slug, row.pk)
    form = ReadingForm(request.POST or None, table=table, options=row.options)
    if request.method == "POST" and form.is_valid():
        try:
            choose_reading(import_=row, options=form.options(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("evidence:columns", programme.slug, row.pk)
    context = {"programme": programme, "import": row, "form": form}
    return render(request, "evidence/reading.jinja", context)


@member_page(can_add_evidence, methods=READ_AND_WRITE)
def columns(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    row = _need_import(request, programme, pk)
    table = _table(row)
    if table is None:
        return redirect("evidence:import", programme.slug, row.pk)
    saved = saved_mappings_for(request.user, programme, table.columns)
    form = ColumnsForm(request.POST or None, table=table, mapping=_start(request, row, saved))
    if request.method == "POST" and form.is_valid():
        names = ("consent", "consent_basis", "save_as")
        chosen = {name: form.cleaned_data[name] for name in names}
        return _try(request, row, start_count, mapping=form.mapping(), by=request.user, **chosen)
    context = {"programme": programme, "import": row, "form": form, "saved": saved, "table": table}
    context |= {"rows": list(table.rows), "notes": [_note(note) for note in table.notes]}
    return render(request, "evidence/columns.jinja", context)


@member_page()
def import_page(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    """How far a file is: checked, being brought in, in, or stopped. It can be left and come back to."""
    row = _need_import(request, programme, pk)
    context = {
        "programme": programme,
        "import": row,
        "working": row.state in WORKING,
        "refusals": [(one["row"], REASONS[one["code"]]) for one in row.refusals],
        "may_add": can_add_evidence(request.user, programme),
        "may_undo": row.state != ImportState.UNDONE and not import_stands_on(row),
    }
    return render(request, "evidence/import.jinja", context)


@member_page(can_add_evidence, methods=("POST",))
def start(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    return _try(request, _need_import(request, programme, pk), start_import, by=request.user)


@member_page(can_add_evidence, methods=("POST",))
def undo(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    row = _need_import(request, programme, pk)
    try:
        count = undo_import(import_=row, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        text = ngettext("%(n)d contribution taken out.", "%(n)d contributions taken out.", count)
        messages.success(request, text % {"n": count})
    return redirect("evidence:import", programme.slug, row.pk)


def _try(request: HttpRequest, row: Import, action: Any, **given: Any) -> HttpResponse:
    try:
        action(import_=row, **given)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("evidence:import", row.programme.slug, row.pk)


def _need_import(request: HttpRequest, programme: Programme, pk: int) -> Import:
    row = import_for(request.user, programme, pk)
    if row is None:
        raise Http404
    return row


def _table(row: Import) -> Table | None:
    """The first rows; None once the file is gone or cannot be read, and the file's page says why."""
    try:
        return open_table(row, limit=PREVIEW)
    except Refusal as refusal:
        row.problem = refusal_message(refusal)
        return None


def _start(request: HttpRequest, row: Import, saved: list[Any]) -> dict[str, Any]:
    wanted = request.GET.get("saved", "")
    found = next((one.mapping for one in saved if str(one.pk) == wanted), row.mapping)
    return found | {"consent": row.consent, "consent_basis": row.consent_basis}


def _note(note: Note) -> str:
    return _(NOTES[note.code]).format(**note.params)
