"""A file of participants: looked at first, brought in by a button on what was seen."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest
from cairn.programmes.actions.participants import BroughtIn, import_participants
from cairn.programmes.choices import Outcome
from cairn.programmes.models import Programme
from cairn.programmes.queries.participants import plan_import
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions import Refused
from cairn.surveys.actions.participants import PeopleFile, read_participants
from cairn.surveys.forms.participants import BringInForm, PeopleFileForm, pack_lines
from cairn.surveys.rules import can_ask

MOST_SHOWN = 300
# What asks for a look stands first.
ORDER = [Outcome.REFUSED, Outcome.CHANGE, Outcome.NEW, Outcome.SAME]


@member_page(can_ask, methods=READ_AND_WRITE)
def look_at_file(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_participants(name=file.name, content=file)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return _show(request, programme, found)
    context = {"programme": programme, "form": form}
    return render(request, "surveys/participants_file.jinja", context)


def _show(request: SignedInRequest, programme: Programme, found: PeopleFile) -> HttpResponse:
    """What bringing the file in would do, row by row; nothing is kept of it but in this page."""
    rows = plan_import(request.user, programme, found.lines)
    rows.sort(key=lambda each: (ORDER.index(each.outcome), each.why is None, each.line.row))
    counts = Counter(each.outcome for each in rows)
    packed = {"lines": pack_lines(programme, found.lines)}
    context = {
        "programme": programme, "found": found, "rows": rows[:MOST_SHOWN], "total": len(rows),
        "counts": [(each.label, counts[each]) for each in ORDER],
        "usable": counts[Outcome.NEW] + counts[Outcome.CHANGE],
        "form": BringInForm(programme, initial=packed),
        "may_change": bool(counts[Outcome.CHANGE]),
    }  # fmt: skip
    return render(request, "surveys/participants_rows.jinja", context)


@member_page(can_ask, methods=("POST",))
def bring_in(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = BringInForm(programme, request.POST)
    if not form.is_valid():
        messages.error(request, _("Those rows were looked at too long ago. Upload the file again."))
        return redirect("surveys:participants_file", programme.slug)
    done = import_participants(
        programme=programme, lines=form.cleaned_data["lines"], by=request.user,
        change=form.cleaned_data["change"] == "yes",
    )  # fmt: skip
    messages.success(request, _said(done))
    return redirect("programmes:participants", programme.slug)


def _said(done: BroughtIn) -> str:
    return _(
        "Added: %(new)s. Changed: %(changed)s. On the list and left as they were: %(left)s. Refused: %(refused)s."
    ) % vars(done)
