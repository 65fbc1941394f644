"""Bringing in what people answered with another tool: matched and counted first, stored after."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cairn.catalogue.asking import Instrument, all_pages
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.actions.building import check_draft
from cairn.surveys.actions.importing import (
    Brought,
    ResultsFile,
    import_results,
    match_rows,
    read_rows,
)
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import REFUSALS
from cairn.surveys.forms import askable
from cairn.surveys.forms.importing import ResultColumnsForm, ResultsForm, pack, unpack
from cairn.surveys.models import Questionnaire
from cairn.surveys.queries.building import instrument_in, questionnaire_for, questionnaires_for
from cairn.surveys.rules import can_ask

SHOWN = 20
Asked = tuple[Instrument, Questionnaire | None]


@member_page(can_ask, methods=READ_AND_WRITE)
def bring_in(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The file, then which column answers what and how much would come in, then the survey."""
    if "packed" in request.POST:
        return _look_or_keep(request, programme)
    form = ResultsForm(
        request.POST or None, request.FILES or None, choices=_choices(request, programme)
    )
    if request.method == "POST" and form.is_valid():
        try:
            headings, rows = read_rows(form.cleaned_data["file"])
            asked = _find(request, programme, form.cleaned_data["asked"])
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            terms = [form.cleaned_data[name] for name in ("asked", "consent", "consent_basis")]
            return _show(request, programme, asked, [*terms, headings, rows])
    context = {"programme": programme, "form": form}
    status = 422 if form.errors else 200
    return render(request, "surveys/results_file.jinja", context, status=status)


def _look_or_keep(request: HttpRequest, programme: Programme) -> HttpResponse:
    told = unpack(request.POST["packed"])
    if told is None:
        messages.error(request, _("The file did not arrive whole. Upload it again."))
        return redirect("surveys:results_file", programme.slug)
    code, consent, basis, headings, rows = told
    try:
        instrument, own = _find(request, programme, code)
        form = _columns_form(instrument, headings, {}, request.POST)
        if request.POST.get("do") != "keep" or not form.is_valid():
            return _show(request, programme, (instrument, own), told, form)
        brought = import_results(
            programme=programme, instrument=instrument, questionnaire=own, consent=consent,
            consent_basis=basis, by=request.user,
            file=match_rows(instrument, headings, rows, form.columns()),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("surveys:results_file", programme.slug)
    messages.success(request, _say(brought))
    return redirect("surveys:survey", programme.slug, brought.survey.pk)


def _show(
    request: HttpRequest, programme: Programme, asked: Asked, told: list[Any],
    form: ResultColumnsForm | None = None,
) -> HttpResponse:  # fmt: skip
    """What would come in, read by the columns chosen; nothing is stored."""
    instrument, (*_terms, headings, rows) = asked[0], told
    chosen = form.columns() if form and form.is_valid() else None
    file = match_rows(instrument, headings, rows, chosen)
    form = form or _columns_form(instrument, headings, file.results.columns)
    context = {
        "programme": programme, "instrument": instrument, "form": form, "packed": pack(told),
        "count": len(rows), "refused": list(_refused(file))[:SHOWN],
        "refused_count": len(file.results.refused),
        "empty": sum(not each for each in file.results.answers),
    }  # fmt: skip
    return render(request, "surveys/results_shown.jinja", context)


def _refused(file: ResultsFile) -> Any:
    for each in file.results.refused:
        yield each.row + 2, each.heading, each.refusal.detail or REFUSALS[each.refusal.code]


def _columns_form(
    instrument: Instrument, headings: list[str], columns: Any, data: Any = None
) -> ResultColumnsForm:
    language = get_language() or "en"
    asked = [each for page in all_pages(instrument) for each in page.asked]
    keys = [("", _("Leave it out")), *((each.key, each.wording(language)[:120]) for each in asked)]
    taken = {key for key, _words in keys}
    options = [(key, key) for key in sorted(set(columns.values()) - taken)]
    for each in asked:
        if data is not None and each.question.kind == "several_of":
            options += [(f"{each.key}={code}", code) for code in each.question.option_codes]
    return ResultColumnsForm(data, headings=headings, keys=[*keys, *options], columns=columns)


def _choices(request: HttpRequest, programme: Programme) -> list[tuple[str, str]]:
    language = get_language() or "en"
    own = [
        (str(row.pk), f"{instrument_in(row).name.in_language(language)}, {row.version}")
        for row in questionnaires_for(request.user, programme)
    ]
    return [*own, *((each.code, each.name.in_language(language)) for each in askable())]


def _find(request: HttpRequest, programme: Programme, code: str) -> Asked:
    """The questions chosen: the shelf's or a version of the programme's own. Raises `Refused`."""
    for each in askable():
        if each.code == code:
            return each, None
    row = questionnaire_for(request.user, programme, code)
    if row is None:
        raise Refused(_("Choose from the list."))
    return check_draft(row), row


def _say(brought: Brought) -> str:
    people = ngettext(
        "%(n)d person's answers came in.", "%(n)d people's answers came in.", brought.people
    )
    said = people % {"n": brought.people}
    if brought.repeated:
        again = ngettext(
            "%(n)d row was here already or is empty.", "%(n)d rows were here already or are empty.",
            brought.repeated,
        )  # fmt: skip
        said += " " + again % {"n": brought.repeated}
    return said
