"""Adding and editing an item, with both texts shown when two people edit the same one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.decisions.actions.editing import Conflict
from cairn.decisions.actions.recommendations import move_to_heading
from cairn.decisions.choices import Kind
from cairn.decisions.forms.items import ItemForm
from cairn.decisions.queries.choosing import choices_for
from cairn.decisions.views.kinds import SPECS, Spec, get_item, to_item
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_decide
from cairn.programmes.views.doors import member_page

LINKS = ("addressees", "findings", "headings", "domains", "conditions")


@member_page(can_decide, methods=READ_AND_WRITE)
def add(request: HttpRequest, programme: Programme, kind: str) -> HttpResponse:
    spec = SPECS[kind]
    choices = choices_for(request.user, programme, kind)
    if kind == Kind.RECOMMENDATION and not choices.headings:
        return render(
            request, "decisions/no_headings.jinja", {"programme": programme, "stone": "decide"}
        )
    form = spec.form(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        item = _add(programme, spec, form, request.user)
        messages.success(request, _("Added. Now link it to the words it stands on."))
        return to_item(programme, item)
    return _page(request, programme, spec, form, status=422 if form.errors else 200)


def _add(programme: Programme, spec: Spec, form: Any, user: Any) -> Any:
    extra = {"heading": form.chosen_heading()} if spec.kind == Kind.RECOMMENDATION else {}
    return spec.add(programme=programme, draft=form.draft(), by=user, **extra)


@member_page(can_decide, methods=READ_AND_WRITE)
def edit(request: HttpRequest, programme: Programme, kind: str, item_id: int) -> HttpResponse:
    spec = SPECS[kind]
    item = get_item(request, programme, kind, item_id)
    choices = choices_for(request.user, programme, kind)
    form = spec.form(request.POST or None, choices=choices, initial=initial_of(item))
    if request.method == "POST" and form.is_valid():
        try:
            _save(item, spec, form, request.user)
        except Conflict as conflict:
            return _both_texts(request, programme, spec, form, conflict.current)
        messages.success(request, _("Saved."))
        return to_item(programme, item)
    return _page(request, programme, spec, form, item=item, status=422 if form.errors else 200)


def _save(item: Any, spec: Spec, form: Any, user: Any) -> None:
    revision = form.cleaned_data["revision"] or 0
    row = spec.edit(**{spec.kind: item, "draft": form.draft(), "revision": revision, "by": user})
    if spec.kind == Kind.RECOMMENDATION and form.chosen_heading().pk != row.heading_id:
        move_to_heading(recommendation=row, heading=form.chosen_heading(), by=user)


def initial_of(item: Any) -> dict[str, Any]:
    """What the form shows of a row: its fields, and the ids of what it is linked to."""
    names = [field.attname for field in item._meta.concrete_fields]
    values = {name.removesuffix("_id"): getattr(item, name) for name in names}
    for name in LINKS:
        if hasattr(item, name):
            values[name] = [str(row.pk) for row in getattr(item, name).all()]
    return values


def _both_texts(
    request: HttpRequest, programme: Programme, spec: Spec, form: ItemForm, current: Any
) -> HttpResponse:
    """Show what the other person saved beside what was typed here; saving again is deliberate."""
    saved = initial_of(current)
    mine = {**form.cleaned_data, "revision": current.revision}
    mine["new_addressees"] = "\n".join(mine.get("new_addressees", []))
    again = spec.form(initial=mine, choices=form.choices)
    theirs = [
        {"label": field.label, "text": shown(field, saved[name])}
        for name, field in form.fields.items()
        if name in saved and name != "revision" and differs(saved[name], form.cleaned_data[name])
    ]
    return _page(request, programme, spec, again, item=current, theirs=theirs, status=409)


def differs(saved: Any, typed: Any) -> bool:
    if isinstance(saved, list):
        return sorted(saved) != sorted(typed)
    return str(saved or "") != str(typed or "")


def shown(field: Any, value: Any) -> str:
    """A saved value in words: the names of what was chosen, not their ids."""
    names = dict(getattr(field, "choices", []))
    if isinstance(value, list):
        return ", ".join(str(names.get(each, each)) for each in value)
    return str(names.get(str(value), value if value is not None else ""))


def _page(
    request: HttpRequest, programme: Programme, spec: Spec, form: ItemForm,
    *, item: Any = None, theirs: Any = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = {"programme": programme, "stone": "decide", "spec": spec, "form": form, "item": item}
    return render(request, "decisions/edit.jinja", {**words, "theirs": theirs}, status=status)
