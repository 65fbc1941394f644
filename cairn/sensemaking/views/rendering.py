"""What every page of this room shows beside its own: its parts, and the way to undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code, can_sign_off
from cairn.sensemaking.actions import Refused
from cairn.sensemaking.choices import STEP_NAMES
from cairn.sensemaking.queries import last_step


def show(
    request: HttpRequest, programme: Programme, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    step = last_step(request.user, programme)
    context |= {
        "programme": programme,
        "stone": "sense",
        "may_code": can_code(request.user, programme),
        "may_sign_off": can_sign_off(request.user, programme),
        "last_step": step,
        "last_step_name": STEP_NAMES.get(step.action, "") if step else "",
    }
    return render(request, f"sensemaking/{template}.jinja", context, status=status)


def attempt(request: HttpRequest, action: Callable[..., Any], done: str = "", **values: Any) -> Any:
    """Do it as the person who asks; a refusal becomes a message and gives None."""
    try:
        result = action(by=request.user, **values)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if done:
        messages.success(request, done)
    return result


def problems_of(form: Any) -> str:
    return " ".join(str(problem) for problems in form.errors.values() for problem in problems)


def found_or_404(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def go(name: str, programme: Programme, *args: Any, query: str = "") -> HttpResponseRedirect:
    address = reverse(f"sensemaking:{name}", args=[programme.slug, *args])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def go_back(request: HttpRequest, programme: Programme) -> HttpResponseRedirect:
    """To the page of ours that the form stood on, else to the front of the room."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/p/"):
        return HttpResponseRedirect(back)
    return go("index", programme)
