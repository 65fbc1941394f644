"""What people sent instead of words: handed out, and written down."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.design.views import send_foreign_file
from cairn.evidence import tasks
from cairn.evidence.actions import Refused
from cairn.evidence.forms import DescribeForm
from cairn.evidence.models import Attachment, Contribution
from cairn.evidence.queries import current_version, file_content
from cairn.evidence.rules import can_add_evidence
from cairn.evidence.views.contributions import need_contribution
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page


@member_page()
def sent_file(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """For whoever may see the contribution, under a name of ours."""
    contribution, sent = _need_file(request, programme, pk)
    data = file_content(sent)
    if data is None:
        raise Http404
    name = f"{sent.kind.label} {contribution.number}.{sent.form}"
    return send_foreign_file(name, sent.media_type, data, request.headers.get("Range", ""))


@member_page(can_add_evidence, methods=READ_AND_WRITE)
def describe(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Write down what it shows or says, so that it can be coded and quoted."""
    contribution, sent = _need_file(request, programme, pk)
    now = current_version(request.user, contribution)
    initial = {"text": now.text if sent.is_described else "", "version": now.number}
    form = DescribeForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            tasks.describe_file(contribution=contribution, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence:contribution", programme.slug, pk)
    context = {"programme": programme, "contribution": contribution, "form": form}
    return render(request, "evidence/describe.jinja", context, status=422 if form.errors else 200)


def _need_file(
    request: HttpRequest, programme: Programme, pk: uuid.UUID
) -> tuple[Contribution, Attachment]:
    contribution = need_contribution(request, programme, pk)
    if contribution.sent_file is None:
        raise Http404
    return contribution, contribution.sent_file
