from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest
from cairn.programmes.actions import Conflict
from cairn.programmes.actions import plan as actions
from cairn.programmes.forms import (
    CostOptionForm,
    PhaseForm,
    RatesForm,
    RiskForm,
    StageForm,
    risk_categories,
)
from cairn.programmes.models import CostOption, Phase, Programme, Risk, Stage
from cairn.programmes.queries import costs_of, members_of, plan_of, rates_of, risks_of
from cairn.programmes.rules import can_plan
from cairn.programmes.views.doors import member_page, need_row


@member_page()
def plan(request: SignedInRequest, programme: Programme) -> HttpResponse:
    context = {
        "programme": programme,
        "phases": plan_of(request.user, programme),
        "may_plan": can_plan(request.user, programme),
    }
    return render(request, "programmes/plan.jinja", context)


def _form_page(
    request: SignedInRequest, programme: Programme, form: Any, title: str, back: str
) -> HttpResponse:
    context = {"programme": programme, "form": form, "heading": title, "back": back}
    return render(request, "programmes/form.jinja", context)


def save_or_show(
    request: SignedInRequest,
    programme: Programme,
    form: Any,
    title: str,
    back: str,
    save: Callable[..., Any],
) -> HttpResponse:
    """Call `save` with what was typed and go back to the list, or show the form with its errors."""
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Saved."))
            return redirect(back, programme.slug)
    return _form_page(request, programme, form, title, back)


@member_page(can_plan, methods=READ_AND_WRITE)
def edit_phase(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    phase = need_row(request, programme, Phase, pk)
    initial = {name: getattr(phase, name) for name in ("name", "starts_on", "ends_on")}
    form = PhaseForm(request.POST or None, initial=initial)
    save = partial(actions.edit_phase, phase=phase)
    return save_or_show(request, programme, form, _("Change the phase"), "programmes:plan", save)


@member_page(can_plan, methods=READ_AND_WRITE)
def add_stage(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    save = partial(actions.add_stage, phase=need_row(request, programme, Phase, pk))
    form, title = StageForm(request.POST or None), _("Add a stage or milestone")
    return save_or_show(request, programme, form, title, "programmes:plan", save)


@member_page(can_plan, methods=READ_AND_WRITE)
def edit_stage(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    stage = need_row(request, programme, Stage, pk)
    initial = {name: getattr(stage, name) for name in ("name", "due_on", "is_milestone")}
    form = StageForm(request.POST or None, initial=initial)
    save = partial(actions.edit_stage, stage=stage)
    return save_or_show(request, programme, form, _("Change the stage"), "programmes:plan", save)


@member_page(can_plan, methods=["POST"])
def finish_stage(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    stage = need_row(request, programme, Stage, pk)
    actions.finish_stage(stage=stage, done=request.POST.get("done") == "yes", by=request.user)
    return redirect("programmes:plan", programme.slug)


@member_page()
def risks(request: SignedInRequest, programme: Programme) -> HttpResponse:
    context = {
        "programme": programme,
        "risks": risks_of(request.user, programme),
        "categories": dict(risk_categories()),
        "may_plan": can_plan(request.user, programme),
    }
    return render(request, "programmes/risks.jinja", context)


@member_page(can_plan, methods=READ_AND_WRITE)
def add_risk(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = RiskForm(members_of(request.user, programme), request.POST or None)
    del form.fields["revision"]
    save = partial(actions.add_risk, programme=programme)
    return save_or_show(request, programme, form, _("Add a risk"), "programmes:risks", save)


@member_page(can_plan, methods=READ_AND_WRITE)
def edit_risk(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    risk = need_row(request, programme, Risk, pk)
    names = ("category", "text", "likelihood", "impact", "mitigation", "owner", "revision")
    form = RiskForm(
        members_of(request.user, programme),
        request.POST or None,
        initial={name: getattr(risk, name) for name in names},
    )
    save = partial(actions.edit_risk, risk=risk)
    return save_or_show(request, programme, form, _("Change the risk"), "programmes:risks", save)


@member_page(can_plan, methods=["POST"])
def close_risk(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    risk = need_row(request, programme, Risk, pk)
    actions.close_risk(risk=risk, closed=request.POST.get("closed") == "yes", by=request.user)
    return redirect("programmes:risks", programme.slug)


@member_page(methods=READ_AND_WRITE)
def costs(request: SignedInRequest, programme: Programme) -> HttpResponse:
    may_plan = can_plan(request.user, programme)
    posted = request.POST if request.method == "POST" and may_plan else None
    form = RatesForm(rates_of(request.user, programme), posted)
    if posted is not None and form.is_valid():
        actions.set_rates(programme=programme, amounts=form.amounts(), by=request.user)
        messages.success(request, _("The rates are saved and every option is counted again."))
        return redirect("programmes:costs", programme.slug)
    context = {
        "programme": programme,
        "options": costs_of(request.user, programme, get_language() or "en"),
        "form": form,
        "may_plan": may_plan,
    }
    return render(request, "programmes/costs.jinja", context)


@member_page(can_plan, methods=READ_AND_WRITE)
def add_option(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = CostOptionForm(programme, request.POST or None)
    save = partial(actions.add_cost_option, programme=programme)
    return save_or_show(request, programme, form, _("Add an option"), "programmes:costs", save)


@member_page(can_plan, methods=READ_AND_WRITE)
def edit_option(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    option = need_row(request, programme, CostOption, pk)
    names = ("name", "level", "services", "participants")
    initial = {name: getattr(option, name) for name in names}
    form = CostOptionForm(programme, request.POST or None, initial=initial)
    save = partial(actions.edit_cost_option, option=option)
    return save_or_show(request, programme, form, _("Change the option"), "programmes:costs", save)


@member_page(can_plan, methods=["POST"])
def choose_option(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    option = need_row(request, programme, CostOption, pk)
    if request.POST.get("remove"):
        actions.remove_cost_option(option=option, by=request.user)
    else:
        actions.choose_cost_option(option=option, by=request.user)
    return redirect("programmes:costs", programme.slug)
