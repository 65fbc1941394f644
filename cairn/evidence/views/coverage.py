from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.evidence.actions import set_target
from cairn.evidence.choices import Heard
from cairn.evidence.forms import TargetForm
from cairn.evidence.queries import ACROSS, coverage_for, expected_answers, targets_for
from cairn.evidence.queries.coverage import say_group
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_plan
from cairn.programmes.views.doors import member_page

NAMES = {
    "sector": Heard.SECTOR.label,
    "place": Heard.PLACE.label,
    "organisation": Heard.ORGANISATION.label,
    "language": gettext_lazy("Language"),
}


@member_page()
def coverage(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _show(request, programme, TargetForm())


@member_page(can_plan, methods=("POST",))
def target(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Set how many of a group we want to hear from."""
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _show(request, programme, form)
    set_target(programme=programme, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    chosen = form.cleaned_data["attribute"]
    across = chosen if chosen in ACROSS else _across(request)
    return redirect(reverse("evidence:coverage", args=[programme.slug]) + f"?across={across}")


def _across(request: HttpRequest) -> str:
    across = request.GET.get("across", ACROSS[0])
    return across if across in ACROSS else ACROSS[0]


def _show(request: HttpRequest, programme: Programme, form: TargetForm) -> HttpResponse:
    across = _across(request)
    found = coverage_for(request.user, programme, across)
    # The gate gives a table of nothing one empty row.
    cells = found.table.cells if found.rows else ()
    totals = found.table.row_totals[: len(cells)]
    context: dict[str, Any] = {
        "programme": programme,
        "across": across,
        "names": NAMES,
        "columns": [say_group(label) for label in found.columns],
        "rows": list(zip(map(say_group, found.rows), cells, totals, strict=True)),
        "table": found.table,
        "targets": targets_for(request.user, programme, found, across),
        "expected": expected_answers(request.user, programme),
        "form": form,
        "may_plan": can_plan(request.user, programme),
    }
    return render(request, "evidence/coverage.jinja", context)
