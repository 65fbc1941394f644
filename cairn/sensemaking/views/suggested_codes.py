"""Codes a machine suggests: asking for them, answering them, and what to code next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries, tasks
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, go_back, show


@member_page()
def code_next(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What to code next, and where codes are asked for."""
    return show(
        request, programme, "code_next",
        next=queries.to_code_next(request.user, programme, "next"),
        rich=queries.to_code_next(request.user, programme, "rich"),
        run=queries.last_code_run(request.user, programme),
        codebooks=queries.codebooks_for(request.user, programme),
    )  # fmt: skip


@member_page(can_code, methods=["POST"])
def ask_for_codes(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = found_or_404(queries.codebook_for(request.user, programme, codebook))
    run = attempt(request, tasks.start_suggesting_codes, codebook=book)
    return go("run", programme, run.pk) if run else go("code_next", programme)


@member_page(can_code, methods=["POST"])
def accept_code(request: HttpRequest, programme: Programme, suggestion: int) -> HttpResponse:
    row = found_or_404(queries.code_suggestion_for(request.user, programme, suggestion))
    attempt(request, actions.accept_code, _("Coded as you."), suggestion=row)
    return go_back(request, programme)


@member_page(can_code, methods=["POST"])
def reject_code(request: HttpRequest, programme: Programme, suggestion: int) -> HttpResponse:
    row = found_or_404(queries.code_suggestion_for(request.user, programme, suggestion))
    attempt(request, actions.reject_code, _("The suggestion was rejected."), suggestion=row)
    return go_back(request, programme)
