"""Coming back with the return code: what became of it, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.people.views.doors import READ_AND_WRITE
from cairn.surveys import actions
from cairn.surveys.forms import CodeForm
from cairn.surveys.models import Response
from cairn.surveys.queries import (
    as_values,
    instrument_of,
    offered_pages,
    response_returned,
    words_passed_on,
)
from cairn.surveys.views.doors import steady_page
from cairn.surveys.views.fields import make_field


@steady_page()
def code(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/code.jinja", {"form": CodeForm()})


@steady_page(methods=READ_AND_WRITE)
def answers(request: HttpRequest) -> HttpResponse:
    """What was sent under this code; each button sends the code again, so nothing is kept here."""
    if request.method != "POST":
        return redirect("answering:code")
    form = CodeForm(request.POST)
    response = response_returned(form.cleaned_data["code"]) if form.is_valid() else None
    if response is None:
        form.add_error(
            "code",
            _(
                "We have nothing under this code. Check it, letter by letter. What was taken back cannot be opened again."
            ),
        )
        return render(request, "surveys/code.jinja", {"form": form}, status=422)
    with translation.override(response.language):
        gone = _act(response, form.cleaned_data["code"], request.POST)
        if gone:
            return render(request, "surveys/gone.jinja", {})
        return render(
            request, "surveys/answers.jinja", _context(response, form.cleaned_data["code"])
        )


def _act(response: Response, code: str, sent: Any) -> bool:
    """Do what the button says; True when nothing of it stands any more."""
    if sent.get("go") == "withdraw_all":
        actions.withdraw_response(response=response, code=code)
        return True
    if sent.get("key"):
        actions.withdraw_answer(response=response, code=code, key=sent["key"])
    if sent.get("contribution"):
        try:
            actions.withdraw_answer(
                response=response, code=code, contribution=uuid.UUID(sent["contribution"])
            )
        except ValueError:
            return False
    response.refresh_from_db()
    return False


def _context(response: Response, code: str) -> dict[str, Any]:
    values = as_values(response.answers)
    asked = [each for page in offered_pages(response.survey, values) for each in page.asked]
    kept = [
        make_field(response.survey, each, values[each.key]) for each in asked if each.key in values
    ]
    told = [
        (each, each.versions.get(is_current=True).text)
        for each in words_passed_on(response, code)
        if not each.is_withdrawn
    ]
    return {
        "response": response, "instrument": instrument_of(response.survey), "code": code,
        "kept": kept, "told": told, "shared": response.shared,
    }  # fmt: skip
