from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_publish, can_write_report
from cairn.programmes.views.doors import member_page
from cairn.reports import rules
from cairn.reports.actions import publishing
from cairn.reports.actions.refusals import Refused
from cairn.reports.forms import ApproveForm, CompareForm, ProposeForm
from cairn.reports.queries.frozen import compare_contents, read_content
from cairn.reports.queries.reports import files_of, report_for, version_for, versions_of
from cairn.reports.tasks import publish
from cairn.reports.views.showing import (
    body_of,
    exporters,
    found_or_404,
    link_for_members,
    send,
    show,
)


@member_page(can_write_report, methods=["POST"])
def propose(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    row = found_or_404(report_for(request.user, programme, pk))
    form = ProposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose who may read it. Nothing was changed."))
        return redirect("reports:report", programme.slug, pk)
    try:
        made = publishing.propose_version(report=row, by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("reports:report", programme.slug, pk)
    messages.success(request, _("Proposed. A second member can now read and approve it."))
    return redirect("reports:version", programme.slug, pk, made.number)


@member_page()
def version(request: HttpRequest, programme: Programme, pk: int, number: int) -> HttpResponse:
    """A version as it was frozen; while it waits, the place to approve it or send it back."""
    row = found_or_404(version_for(request.user, programme, pk, number))
    needs_reason = rules.needs_reason(request.user, row)
    numbers = [each.number for each in versions_of(request.user, row.report)]
    earlier = next((each for each in numbers if each < number), number)
    return show(
        request, programme, "version",
        report=row.report,
        version=row,
        body=body_of(read_content(row), link_for_members(programme)),
        files=[(each, exporters().get(each.exporter)) for each in files_of(row)],
        form=ApproveForm() if needs_reason else None,
        compare=CompareForm(numbers, initial={"before": earlier, "after": number}),
        numbers=numbers,
        may_approve=rules.can_approve(request.user, row),
        may_send_back=rules.can_send_back(request.user, row),
        published=rules.is_published(row),
        public=rules.is_public(row),
    )  # fmt: skip


@member_page(can_publish, methods=["POST"])
def approve(request: HttpRequest, programme: Programme, pk: int, number: int) -> HttpResponse:
    row = found_or_404(version_for(request.user, programme, pk, number))
    form = ApproveForm(request.POST)
    reason = form.cleaned_data["alone_reason"] if form.is_valid() else ""
    try:
        publish(version=row, by=request.user, alone_reason=reason)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Published. The files are being made."))
    return redirect("reports:version", programme.slug, pk, number)


@member_page(methods=["POST"])
def send_back(request: HttpRequest, programme: Programme, pk: int, number: int) -> HttpResponse:
    row = found_or_404(version_for(request.user, programme, pk, number))
    if not rules.can_send_back(request.user, row):
        raise Http404
    try:
        publishing.send_back(version=row, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Sent back. The report stays as it is, to be worked on."))
    return redirect("reports:report", programme.slug, pk)


@member_page()
def compare(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    """What was added, removed and changed between two versions, section by section."""
    row = found_or_404(report_for(request.user, programme, pk))
    numbers = [each.number for each in versions_of(request.user, row)]
    form = CompareForm(numbers, request.GET)
    if not form.is_valid():
        return redirect("reports:report", programme.slug, pk)
    pair = [
        read_content(found_or_404(version_for(request.user, programme, pk, number)))
        for number in (form.cleaned_data["before"], form.cleaned_data["after"])
    ]
    changes = compare_contents(*pair)
    return show(request, programme, "compare", report=row, form=form, changes=changes)


@member_page()
def version_file(
    request: HttpRequest, programme: Programme, pk: int, number: int, name: str
) -> HttpResponse:
    row = found_or_404(version_for(request.user, programme, pk, number))
    found = next((each for each in files_of(row) if each.exporter == name), None)
    exporter = found_or_404(exporters().get(name))
    with found_or_404(found).file.open("rb") as file:
        return send(file.read(), f"{row.report.title} {number}", exporter)
