from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.evidence.actions import Refused, redact_contribution, withdraw_contribution
from cairn.evidence.forms import RedactForm
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.queries import current_version
from cairn.evidence.rules import can_redact, can_withdraw, cut_spans
from cairn.evidence.views.contributions import need_contribution
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page


@member_page(can_redact, methods=READ_AND_WRITE)
def redact(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Choose words, look at what will stand, then take them out."""
    contribution = need_contribution(request, programme, pk)
    version = current_version(request.user, contribution)
    form = RedactForm(request.POST or None, version=version)
    context = {
        "programme": programme,
        "contribution": contribution,
        "version": version,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["version"] != version.number:
            messages.error(request, _("Words were taken out in the meantime. Choose again."))
            return redirect("evidence:redact", programme.slug, pk)
        if "confirmed" in request.POST:
            return _redact(request, contribution, version, form)
        context["preview"] = cut_spans(version.text, form.spans())[0]
    return render(request, "evidence/redact.jinja", context)


@member_page(can_withdraw, methods=READ_AND_WRITE)
def withdraw(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Says exactly what goes and asks for no reason."""
    contribution = need_contribution(request, programme, pk)
    if request.method == "POST":
        try:
            withdraw_contribution(contribution=contribution, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Withdrawn. The words are gone."))
        return redirect("evidence:contribution", programme.slug, pk)
    context = {"programme": programme, "contribution": contribution}
    return render(request, "evidence/withdraw.jinja", context)


def _redact(
    request: HttpRequest, contribution: Contribution, version: ContributionVersion, form: RedactForm
) -> HttpResponse:
    try:
        redact_contribution(
            version=version, spans=form.spans(), reason=form.cleaned_data["reason"], by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The words are taken out, and erased where they stood."))
    return redirect("evidence:contribution", contribution.programme.slug, contribution.pk)
