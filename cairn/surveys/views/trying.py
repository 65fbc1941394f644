"""A questionnaire as people will see it, and what compares between its versions."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.catalogue.asking import Instrument, Page, all_pages
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.choices import VERDICTS
from cairn.surveys.models import Survey
from cairn.surveys.queries.beside import results_beside
from cairn.surveys.queries.building import (
    compare_with,
    instrument_in,
    missing_welsh,
    page_branches,
    versions_of,
)
from cairn.surveys.rules import LISTED, can_read
from cairn.surveys.views.building import need_questionnaire
from cairn.surveys.views.doors import LANGUAGES
from cairn.surveys.views.fields import make_field


@member_page(can_read)
def preview(request: HttpRequest, programme: Programme, pk: uuid.UUID, number: int) -> HttpResponse:
    """One page in both languages beside each other, 0 being the first; nothing typed is kept."""
    row = need_questionnaire(request, programme, pk)
    instrument = instrument_in(row)
    found = all_pages(instrument)
    if number > len(found):
        raise Http404
    page = found[number - 1] if number else None
    context = {
        "programme": programme, "questionnaire": row, "number": number, "last": len(found),
        "views": [(code, _see(request, programme, instrument, page, code)) for code in LANGUAGES],
        "branches": page_branches(page, instrument) if page else [],
        "missing": missing_welsh(page, instrument),
    }  # fmt: skip
    return render(request, "surveys/preview.jinja", context)


@member_page(can_read)
def compare(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> HttpResponse:
    """Question by question, whether answers to this version and an older one count together."""
    row = need_questionnaire(request, programme, pk)
    older = [each for each in versions_of(request.user, row) if each.version < row.version]
    wanted = request.GET.get("with", "")
    other = next(
        (each for each in older if str(each.version) == wanted), older[0] if older else None
    )
    context = {
        "programme": programme, "questionnaire": row, "older": older, "other": other,
        "lines": compare_with(other, row) if other else [], "instrument": instrument_in(row),
        "verdicts": VERDICTS,
        "results": results_beside(request.user, other, row) if other else [],
    }  # fmt: skip
    return render(request, "surveys/compare.jinja", context)


def _see(
    request: HttpRequest, programme: Programme, instrument: Instrument, page: Page | None, code: str
) -> str:
    """The page's inside in one language; the names of its boxes are of that language alone."""
    with translation.override(code):
        survey = Survey(programme=programme, lists={kind: _names() for kind in LISTED})
        fields = [make_field(survey, each, None) for each in page.asked] if page else []
        context: dict[str, Any] = {
            "instrument": instrument, "page": page, "programme": programme,
            "fields": [replace(each, key=f"{code}-{each.key}") for each in fields],
        }  # fmt: skip
        inside = render_to_string("surveys/preview_page.jinja", context, request)
        return Markup(inside)  # noqa: S704 - our own template's output, escaped there


def _names() -> list[dict[str, str]]:
    """What stands in for a list that is given when the survey is opened."""
    return [{"code": "made-up", "name": _("A name from your list")}]
