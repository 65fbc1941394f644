from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries
from cairn.sensemaking.forms import CodeForm, MemoForm, MergeForm, SplitForm
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, show

PAGE = 50


@member_page()
def code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    return _page(request, programme, _code(request, programme, code))


@member_page(can_code, methods=["POST"])
def edit_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = _code(request, programme, code)
    form = CodeForm(request.POST, codes=_others(request, programme, row))
    if not form.is_valid():
        return _page(request, programme, row, form=form)
    data = form.cleaned_data
    parent = queries.code_for(request.user, programme, data["parent"]) if data["parent"] else None
    try:
        actions.edit_code(code=row, by=request.user, **data | {"parent": parent})
    except actions.Conflict:
        return show(request, programme, "code_conflict", 409, code=row, mine=data, form=form)
    except actions.Refused as refusal:
        form.add_error("parent", str(refusal))
        return _page(request, programme, row, form=form)
    messages.success(request, _("Code changed."))
    return go("code", programme, code)


@member_page(can_code, methods=["POST"])
def merge_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = _code(request, programme, code)
    form = MergeForm(request.POST, rows=_choices(_others(request, programme, row)))
    if not form.is_valid():
        return _page(request, programme, row, merge_form=form)
    into = _code(request, programme, form.cleaned_data["into"])
    attempt(request, actions.merge_codes, _("Codes merged."), code=row, into=into)
    return go("codebook", programme, row.codebook_id)


@member_page(can_code, methods=["POST"])
def split_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = _code(request, programme, code)
    codings = queries.codings_of(request.user, programme, row)
    form = SplitForm(request.POST, keys=list(codings.values_list("pk", flat=True)))
    if form.is_valid():
        chosen = codings.filter(pk__in=form.cleaned_data["rows"])
        name = form.cleaned_data["name"]
        attempt(request, actions.split_code, _("Code split."), code=row, name=name, codings=chosen)
    else:
        messages.error(request, _("Choose the passages to move and write a name for the new code."))
    return go("code", programme, code)


@member_page(can_code, methods=["POST"])
def retire_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = _code(request, programme, code)
    attempt(request, actions.retire_code, _("Code retired. What it coded stays."), code=row)
    return go("codebook", programme, row.codebook_id)


@member_page(can_code, methods=["POST"])
def add_code_memo(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = _code(request, programme, code)
    form = MemoForm(request.POST)
    if form.is_valid():
        attempt(
            request, actions.add_memo, _("Memo kept."), code=row, text=form.cleaned_data["text"]
        )
    return go("code", programme, code)


def _code(request: HttpRequest, programme: Programme, pk: int) -> Any:
    return found_or_404(queries.code_for(request.user, programme, pk))


def _others(request: HttpRequest, programme: Programme, row: Any) -> list[Any]:
    codes = queries.codes_for(request.user, programme).filter(codebook=row.codebook_id)
    return list(codes.exclude(pk=row.pk))


def _choices(codes: list[Any]) -> list[tuple[str, str]]:
    return [(str(code.pk), code.name) for code in codes]


def _page(request: HttpRequest, programme: Programme, row: Any, **forms: Any) -> HttpResponse:
    others = _others(request, programme, row)
    codings = queries.codings_of(request.user, programme, row)
    start = {
        "name": row.name, "definition": row.definition, "parent": row.parent_id,
        "revision": row.revision,
    }  # fmt: skip
    context = {
        "code": row,
        "form": CodeForm(initial=start, codes=others),
        "merge_form": MergeForm(rows=_choices(others)),
        "others": others,
        "page": Paginator(codings, PAGE).get_page(request.GET.get("page")),
        "memos": queries.memos_of(request.user, programme, code=row),
    }
    return show(request, programme, "code", 422 if forms else 200, **context | forms)
