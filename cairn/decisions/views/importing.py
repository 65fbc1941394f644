"""Bringing in a table in two steps: the file, then which column is what."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.actions.importing import Imported, import_practice, import_recommendations
from cairn.decisions.forms.importing import (
    COLUMNS,
    MOST_ROWS,
    MappingForm,
    UploadForm,
    guess,
    read_rows,
)
from cairn.decisions.queries.items import headings_for
from cairn.decisions.queries.matching import match_headings
from cairn.evidence.importers import MESSAGES, Options, Refusal, Table, read_table
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page


@member_page(can_decide, methods=READ_AND_WRITE)
def import_table(request: HttpRequest, programme: Programme) -> HttpResponse:
    if "table" in request.POST:
        return _import(request, programme)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            columns, rows = read_upload(form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", _(MESSAGES[refusal.code]).format(**refusal.params))
        else:
            mapping = _mapping(request, programme, form.cleaned_data["kind"], columns, rows)
            return _page(request, programme, mapping, rows)
    words = {"programme": programme, "stone": "decide", "form": form}
    return render(request, "decisions/import.jinja", words, status=422 if form.errors else 200)


def read_upload(upload: UploadedFile) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of an uploaded table, read in a child process; raises Refusal."""
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix[:8]) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        options = Options(limit=MOST_ROWS + 1)
        table: Table = read_table(Path(copy.name), upload.name or "", options)
        rows = [list(row.cells) for row in table.rows if not row.problem]
    if len(rows) > MOST_ROWS:
        raise Refusal("too_many_rows", limit=MOST_ROWS)
    return list(table.columns), rows


def _mapping(
    request: HttpRequest, programme: Programme, kind: str, columns: list[str], rows: list[list[str]],
    data: Any = None,
) -> MappingForm:  # fmt: skip
    names = _names(request, programme, columns, rows) if kind == "recommendations" else {}
    table = json.dumps([columns, *rows], ensure_ascii=False)
    form = MappingForm(
        data, kind=kind, columns=columns, names=names, initial={"kind": kind, "table": table}
    )
    form.offer_headings(headings_for(request.user, programme) if names else [])
    return form


def _names(
    request: HttpRequest, programme: Programme, columns: list[str], rows: list[list[str]]
) -> dict[str, Any]:
    """The headings named in the table, each with the heading here that seems to be the same."""
    at = request.POST.get("heading") or guess(columns, COLUMNS["recommendations"]["heading"][1])
    if not at.isdecimal() or int(at) >= len(columns):
        return {}
    names = [row[int(at)].strip()[:150] for row in rows if int(at) < len(row)]
    return match_headings(request.user, programme, [name for name in names if name])


def _import(request: HttpRequest, programme: Programme) -> HttpResponse:
    table = read_rows(request.POST["table"]) or [[]]
    kind = request.POST.get("kind", "")
    if kind not in COLUMNS or not table[0]:
        messages.error(request, _("The table did not arrive whole. Upload the file again."))
        return redirect("decisions:import", programme.slug)
    data = request.POST.copy()
    data["table"] = json.dumps(table[1:], ensure_ascii=False)
    form = _mapping(request, programme, kind, table[0], table[1:], data)
    if request.POST.get("heading", "") != request.POST.get("heading_shown", ""):
        # Another column holds the headings now: show where those go before anything is written.
        return _page(request, programme, form, table[1:])
    if not form.is_valid():
        return _page(request, programme, form, table[1:], status=422)
    done = _bring_in(request, programme, form)
    messages.success(request, _told(done))
    return redirect(
        f"decisions:{'recommendations' if kind == 'recommendations' else 'changes'}", programme.slug
    )


def _bring_in(request: HttpRequest, programme: Programme, form: MappingForm) -> Imported:
    terms = {name: form.cleaned_data[name] for name in ("consent", "consent_basis")}
    if form.holds == "practice":
        return import_practice(programme=programme, rows=form.rows(), by=request.user, **terms)
    headings = form.headings(headings_for(request.user, programme)) if form.names else None
    return import_recommendations(
        programme=programme, rows=form.rows(), by=request.user, headings=headings, **terms
    )


def _told(done: Imported) -> str:
    new = ngettext("%(count)s row is new.", "%(count)s rows are new.", done.new)
    told = new % {"count": done.new}
    if done.repeated:
        again = ngettext(
            "%(count)s was here already.", "%(count)s were here already.", done.repeated
        )
        told += " " + again % {"count": done.repeated}
    return told


def _page(
    request: HttpRequest, programme: Programme, form: MappingForm, rows: list[list[str]],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = {"programme": programme, "stone": "decide", "form": form, "preview": rows[:20]}
    words |= {"table": json.dumps([form.columns, *rows], ensure_ascii=False), "count": len(rows)}
    return render(request, "decisions/import_columns.jinja", words, status=status)
