from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.evidence.actions import Added, add_contributions
from cairn.evidence.forms import AddForm
from cairn.evidence.rules import can_add_evidence
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page


@member_page(can_add_evidence, methods=READ_AND_WRITE)
def add(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        added = add_contributions(
            programme=programme, drafts=form.drafts(), terms=form.terms(), by=request.user
        )
        _tell(request, added)
        if len(added.ids) == 1:
            return redirect("evidence:contribution", programme.slug, added.ids[0])
        return redirect("evidence:index", programme.slug)
    return render(request, "evidence/add.jinja", {"programme": programme, "form": form})


def _tell(request: HttpRequest, added: Added) -> None:
    count = len(added.ids)
    if count:
        text = ngettext("%(n)d contribution added.", "%(n)d contributions added.", count)
        messages.success(request, text % {"n": count})
    if added.repeated:
        text = _("%(n)d had arrived before and stand once: nothing was added twice.")
        messages.info(request, text % {"n": added.repeated})
