"""The registers of recommendations, findings and changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.decisions.choices import FLAGS, DecisionState, Kind, Verdict
from cairn.decisions.queries.choosing import codes_for, name_of
from cairn.decisions.queries.items import addressees_for, headings_for
from cairn.decisions.queries.register import (
    Register,
    change_register,
    finding_register,
    recommendation_register,
)
from cairn.decisions.views.kinds import SPECS
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page
from cairn.sensemaking.choices import Purpose

PER_PAGE = 50


@member_page()
def recommendations(request: HttpRequest, programme: Programme) -> HttpResponse:
    register = recommendation_register(request.user, programme, request.GET.dict())
    lists = [
        select("heading", _("Heading"), rows_of(headings_for(request.user, programme))),
        select("addressee", _("Addressee"), rows_of(addressees_for(request.user, programme))),
        *_state_and_flag(register),
    ]
    sorts = [("number", _("Number")), ("due", _("Date")), ("flags", _("Most flags"))]
    return _page(request, programme, Kind.RECOMMENDATION, register, lists, sorts)


@member_page()
def findings(request: HttpRequest, programme: Programme) -> HttpResponse:
    register = finding_register(request.user, programme, request.GET.dict())
    lists = [
        select("heading", _("Heading"), rows_of(headings_for(request.user, programme))),
        select("domain", _("Domain"), _domains(request, programme)),
        *_state_and_flag(register),
    ]
    sorts = [("number", _("Order")), ("flags", _("Most flags"))]
    return _page(request, programme, Kind.FINDING, register, lists, sorts)


@member_page()
def changes(request: HttpRequest, programme: Programme) -> HttpResponse:
    register = change_register(request.user, programme, request.GET.dict())
    lists = [
        select("verdict", _("Verdict"), Verdict.choices),
        select("domain", _("Domain"), _domains(request, programme)),
    ]
    sorts = [("number", _("Order")), ("text", _("Title"))]
    return _page(request, programme, Kind.CHANGE, register, lists, sorts)


def select(name: str, label: str, options: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "options": [(str(v), str(t)) for v, t in options]}


def rows_of(rows: list[Any]) -> list[tuple[int, str]]:
    return [(row.pk, name_of(row)) for row in rows]


def _domains(request: HttpRequest, programme: Programme) -> list[tuple[int, str]]:
    return rows_of(codes_for(request.user, programme, Purpose.DOMAINS))


def _state_and_flag(register: Register) -> list[dict[str, Any]]:
    flags = [
        (code, f"{FLAGS[code].says} ({register.flag_counts[code]})")
        for code in FLAGS
        if code in register.flag_counts
    ]
    return [
        select("state", _("State"), DecisionState.choices),
        select("flag", _("Ladder check"), [*flags, ("none", _("No flag"))]),
    ]


def _page(
    request: HttpRequest, programme: Programme, kind: Kind, register: Register,
    lists: list[dict[str, Any]], sorts: list[tuple[str, str]],
) -> HttpResponse:  # fmt: skip
    chosen = request.GET.dict()
    words = {
        "programme": programme,
        "stone": "decide",
        "spec": SPECS[kind],
        "register": register,
        "page": Paginator(register.rows, PER_PAGE).get_page(chosen.pop("page", 1)),
        "lists": [each for each in lists if each["options"]],
        "sorts": sorts,
        "chosen": chosen,
        "filtered": any(value for name, value in chosen.items() if name != "sort"),
        "may_decide": can_decide(request.user, programme),
    }
    return render(request, f"decisions/{SPECS[kind].many}.jinja", words)
