from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.analysis.redaction import MEASURED_LEAK
from cairn.evidence.actions import Refused, accept_flags, reject_flag, reopen_flag
from cairn.evidence.choices import Answer, IdentifierKind, Purpose
from cairn.evidence.forms import FlagFilterForm
from cairn.evidence.models import Flag
from cairn.evidence.queries import current_version, flag_for, flagged_for, flags_of, pieces_of
from cairn.evidence.rules import can_redact
from cairn.evidence.tasks import look_again
from cairn.evidence.views.contributions import need_contribution
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page

PAGE = 50
PURPOSE = Purpose.IDENTIFIER


@member_page(can_redact)
def identifying(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Contributions with words that may identify somebody, each to be answered by a person."""
    form = FlagFilterForm(request.GET)
    chosen = form.chosen()
    rows = flagged_for(request.user, programme, PURPOSE, **chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    flags = flags_of(request.user, programme, PURPOSE, chosen["answer"], page.object_list)
    context = {
        "programme": programme,
        "form": form,
        "page": page,
        "cards": [_card(row, flags) for row in page.object_list],
        "kinds": dict(IdentifierKind.choices),
        "waiting": chosen["answer"] == Answer.WAITING,
        "leak": round(MEASURED_LEAK * 100),
        "address": "&".join(f"{name}={value}" for name, value in chosen.items() if value),
    }
    return render(request, "evidence/identifying.jinja", context)


@member_page(can_redact, methods=("POST",))
def answer(request: HttpRequest, programme: Programme, pk: int) -> HttpResponse:
    """Accept, reject or reopen one suggestion."""
    flag = flag_for(request.user, programme, pk)
    if flag is None or flag.purpose != PURPOSE:
        raise Http404
    try:
        messages.success(request, _settle(flag, request.POST.get("answer", ""), request.user))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("evidence:identifying", programme.slug)


@member_page(can_redact, methods=("POST",))
def accept_all(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Take out everything suggested in one contribution."""
    contribution = need_contribution(request, programme, pk)
    version = current_version(request.user, contribution)
    try:
        accept_flags(version=version, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The words are taken out, and erased where they stood."))
    return redirect("evidence:identifying", programme.slug)


@member_page(can_redact, methods=("POST",))
def look(request: HttpRequest, programme: Programme) -> HttpResponse:
    look_again(programme=programme, by=request.user)
    messages.success(
        request, _("Every contribution is looked through again. Come back in a while.")
    )
    return redirect("evidence:identifying", programme.slug)


def _settle(flag: Flag, asked: str, by: Any) -> str:
    if asked == "accept":
        accept_flags(version=flag.version, flags=[flag.pk], by=by)
        return _("The words are taken out, and erased where they stood.")
    if asked == "reopen":
        reopen_flag(flag=flag, by=by)
        return _("The words wait for an answer again.")
    if asked == "reject":
        reject_flag(flag=flag, by=by)
        return _("The words stay. You find this again under Rejected.")
    raise Http404


def _card(row: Any, flags: dict[int, list[Flag]]) -> dict[str, Any]:
    here = flags[row.version_id]
    return {"contribution": row, "flags": here, "pieces": pieces_of(row.words, here)}
