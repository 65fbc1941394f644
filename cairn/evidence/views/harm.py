from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.evidence.actions import Refused, answer_harm, name_harm_lead
from cairn.evidence.choices import Answer, HarmKind, Purpose
from cairn.evidence.forms import HarmFilterForm, HarmLeadForm
from cairn.evidence.models import Flag
from cairn.evidence.queries import (
    Duty,
    current_version,
    flagged_for,
    flags_of,
    harm_duty,
    harm_leads,
    pieces_of,
)
from cairn.evidence.rules import can_answer_harm
from cairn.evidence.views.contributions import need_contribution
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_manage_programme
from cairn.programmes.views.doors import member_page

PAGE = 25
PURPOSE = Purpose.HARM


@member_page(can_answer_harm)
def harm(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What may tell of harm: who waits longest comes first."""
    form = HarmFilterForm(request.GET)
    chosen = form.chosen()
    rows = flagged_for(request.user, programme, PURPOSE, **chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    flags = flags_of(request.user, programme, PURPOSE, chosen["answer"], page.object_list)
    duty = harm_duty(request.user, programme)
    context = {
        "programme": programme, "form": form, "page": page, "duty": duty,
        "cards": [_card(row, flags, duty) for row in page.object_list],
        "kinds": dict(HarmKind.choices),
        "state": chosen["answer"],
        "lead_form": _lead_form(request, programme, duty),
        "address": "&".join(f"{name}={value}" for name, value in chosen.items() if value),
    }  # fmt: skip
    return render(request, "evidence/harm.jinja", context)


@member_page(can_answer_harm, methods=("POST",))
def answer(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Take up, release or put back what was raised in one contribution."""
    version = current_version(request.user, need_contribution(request, programme, pk))
    asked, note = request.POST.get("answer", ""), request.POST.get("note", "")
    if asked not in Answer:
        raise Http404
    try:
        answer_harm(version=version, answer=asked, note=note, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _ANSWERED[asked]())
    return redirect("evidence:harm", programme.slug)


@member_page(can_manage_programme, methods=("POST",))
def lead(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = HarmLeadForm(request.POST, leads=harm_leads(request.user, programme))
    if form.is_valid():
        name_harm_lead(
            programme=programme, lead=form.chosen_lead(), days=form.cleaned_data["days"],
            by=request.user,
        )  # fmt: skip
        messages.success(request, _("Saved."))
    else:
        messages.error(
            request, _("Choose a member of the list and 1 to 30 days. Nothing was changed.")
        )
    return redirect("evidence:harm", programme.slug)


_ANSWERED: dict[str, Callable[[], str]] = {
    Answer.ACCEPTED: lambda: _("You see to it. The words stay out of reports and files."),
    Answer.REJECTED: lambda: _("The words may be used. You find them again under May be used."),
    Answer.WAITING: lambda: _("The words wait for an answer again."),
}


def _lead_form(request: HttpRequest, programme: Programme, duty: Duty) -> HarmLeadForm | None:
    if not can_manage_programme(request.user, programme):
        return None
    leads = harm_leads(request.user, programme)
    initial = {"lead": str(duty.lead.pk) if duty.lead else "", "days": duty.days}
    return HarmLeadForm(initial=initial, leads=leads)


def _card(row: Any, flags: dict[int, list[Flag]], duty: Duty) -> dict[str, Any]:
    here = flags[row.version_id]
    since = min(flag.made_at for flag in here)
    answered = next((flag for flag in here if flag.answered_at), None)
    return {
        "contribution": row, "flags": here, "pieces": pieces_of(row.words, here),
        "kinds": list(dict.fromkeys(flag.kind for flag in here)), "answered": answered,
        "since": since, "late": answered is None and duty.is_late(since),
    }  # fmt: skip
