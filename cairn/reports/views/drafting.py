from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cairn.catalogue.shelves import template
from cairn.design.pages import page_of
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_write_report
from cairn.programmes.views.doors import member_page
from cairn.reports.actions import writing
from cairn.reports.actions.exporting import link_in_draft
from cairn.reports.actions.refusals import Conflict
from cairn.reports.forms import EditReportForm, NewReportForm, ProposeForm, SectionForm
from cairn.reports.models import Report
from cairn.reports.queries.filling import fill_report, outline_of
from cairn.reports.queries.flags import flags_in
from cairn.reports.queries.missing import claims_without_path, missing_in
from cairn.reports.queries.reports import report_for, reports_for, section_of, versions_of
from cairn.reports.views.showing import (
    body_of,
    exporters,
    found_or_404,
    link_for_members,
    send,
    show,
)


@member_page()
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    page = page_of(request, reports_for(request.user, programme))
    return show(request, programme, "index", page=page)


@member_page(can_write_report, methods=READ_AND_WRITE)
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    wanted = template(programme.template, programme.template_version).outline
    first = {"outline": wanted, "title": programme.name, "language": "en"}
    form = NewReportForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = writing.make_report(programme=programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("The report is made and filled with what there is so far."))
        return redirect("reports:report", programme.slug, made.pk)
    return show(request, programme, "new", form=form)


@member_page()
def report(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    """The draft as it would be printed now, what is missing in it, and what to do with it."""
    row = found_or_404(report_for(request.user, programme, pk))
    filled = fill_report(request.user, row)
    return show(
        request, programme, "report",
        report=row,
        parts=[(part, missing_in(part, filled.material)) for part in filled.parts],
        body=body_of(filled.content, link_for_members(programme)),
        lost=claims_without_path(filled),
        flags=flags_in(request.user, filled),
        versions=versions_of(request.user, row),
        exporters=exporters(),
        propose=ProposeForm(),
    )  # fmt: skip


@member_page(can_write_report, methods=READ_AND_WRITE)
def edit(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    row = found_or_404(report_for(request.user, programme, pk))
    first = {name: getattr(row, name) for name in ("title", "subtitle", "language", "revision")}
    form = EditReportForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            writing.edit_report(report=row, by=request.user, **form.cleaned_data)
        except Conflict:
            return show(request, programme, "edit", 409, form=form, report=row, theirs=row)
        messages.success(request, _("Kept."))
        return redirect("reports:report", programme.slug, pk)
    return show(request, programme, "edit", form=form, report=row)


@member_page(can_write_report, methods=READ_AND_WRITE)
def section(request: HttpRequest, programme: Programme, pk: int, key: str) -> HttpResponse:
    row = found_or_404(report_for(request.user, programme, pk))
    place = place_in_outline(row, key)
    now = section_of(request.user, row, key)
    first = {"prose": now.prose, "included": now.included, "revision": now.revision}
    form = SectionForm(request.user, programme, request.POST or None, initial=first)
    context: dict[str, Any] = {"report": row, "place": place, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_section(report=row, key=key, by=request.user, **form.cleaned_data)
        except Conflict:
            return show(request, programme, "section", 409, **context, theirs=now)
        messages.success(request, _("Kept."))
        return redirect("reports:report", programme.slug, pk)
    return show(request, programme, "section", **context)


def place_in_outline(row: Report, key: str) -> Any:
    for each in outline_of(row).sections:
        if each.code == key:
            return each
    raise Http404


@member_page()
def draft_file(request: HttpRequest, programme: Programme, pk: int, name: str) -> HttpResponse:
    """The draft as a file, marked as a draft on every page; its threads open for members."""
    row = found_or_404(report_for(request.user, programme, pk))
    exporter = found_or_404(exporters().get(name))
    content = fill_report(request.user, row).content
    made = exporter.export(content, link=link_in_draft(programme))
    return send(made, f"{row.title} {_('draft')}", exporter)
