from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.catalogue.shelves import framework, frameworks
from cairn.design.views import send_table
from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code, can_export
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries
from cairn.sensemaking.forms import CodebookForm, CodeForm, FrameworkForm, ImportCodesForm
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, go_back, show


@member_page()
def codebooks(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _list(request, programme)


@member_page(can_code, methods=["POST"])
def add_codebook(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = CodebookForm(request.POST)
    if not form.is_valid():
        return _list(request, programme, form=form)
    book = attempt(
        request,
        actions.make_codebook,
        _("Codebook made."),
        programme=programme,
        **form.cleaned_data,
    )
    return go("codebook", programme, book.pk)


@member_page(can_code, methods=["POST"])
def add_from_framework(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = FrameworkForm(request.POST, frameworks=_frameworks())
    if not form.is_valid():
        return _list(request, programme, framework_form=form)
    book = attempt(
        request, actions.make_codebook_from, _("Codebook made from the framework."),
        programme=programme, framework=framework(form.cleaned_data["framework"]),
        purpose=form.cleaned_data["purpose"],
    )  # fmt: skip
    return go("codebook", programme, book.pk)


@member_page(can_code, methods=READ_AND_WRITE)
def edit_codebook(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = _book(request, programme, codebook)
    start = {"name": book.name, "purpose": book.purpose}
    form = CodebookForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        done = _("Codebook changed.")
        attempt(request, actions.rename_codebook, done, codebook=book, **form.cleaned_data)
        return go("codebook", programme, book.pk)
    return show(request, programme, "codebook_edit", book=book, form=form)


@member_page(can_code, methods=["POST"])
def retire_codebook(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = _book(request, programme, codebook)
    attempt(request, actions.retire_codebook, _("Codebook put away."), codebook=book)
    return go("codebooks", programme)


@member_page()
def codebook(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    return _one(request, programme, _book(request, programme, codebook))


@member_page(can_code, methods=["POST"])
def add_code(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = _book(request, programme, codebook)
    form = CodeForm(request.POST, codes=list(book.codes.all()))
    if not form.is_valid():
        return _one(request, programme, book, form=form)
    data = form.cleaned_data
    parent = next((code for code in book.codes.all() if code.pk == data["parent"]), None)
    attempt(
        request, actions.make_code, _("Code added."), codebook=book, name=data["name"],
        definition=data["definition"], parent=parent,
    )  # fmt: skip
    return go("codebook", programme, book.pk)


@member_page(can_code, methods=["POST"])
def import_codes(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = _book(request, programme, codebook)
    form = ImportCodesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _one(request, programme, book, import_form=form)
    rows = form.cleaned_data["file"]
    attempt(request, actions.import_codes, _("Codes brought in."), codebook=book, rows=rows)
    return go("codebook", programme, book.pk)


@member_page(can_code, methods=["POST"])
def move_code(request: HttpRequest, programme: Programme, code: int) -> HttpResponse:
    row = found_or_404(queries.code_for(request.user, programme, code))
    attempt(request, actions.move_code, code=row, up=request.POST.get("way") == "up")
    return go_back(request, programme)


@member_page()
def export_codebook(
    request: HttpRequest, programme: Programme, codebook: int, form: str
) -> HttpResponse:
    book = _book(request, programme, codebook)
    headers = ["name", "description", "parent", "key"]
    rows = queries.codebook_table(book)
    return send_table(f"codebook-{book.pk}", form, headers, rows)


@member_page(can_export)
def export_coded(
    request: HttpRequest, programme: Programme, codebook: int, form: str
) -> HttpResponse:
    book = _book(request, programme, codebook)
    rows = queries.coded_table(request.user, programme, book)
    return send_table(f"coded-{book.pk}", form, queries.CODED_HEADERS, rows)


def _book(request: HttpRequest, programme: Programme, pk: int) -> Any:
    return found_or_404(queries.codebook_for(request.user, programme, pk))


def _frameworks() -> list[tuple[str, str]]:
    language = translation.get_language() or "en"
    return [(each.code, each.name.in_language(language)) for each in frameworks()]


def _list(request: HttpRequest, programme: Programme, **forms: Any) -> HttpResponse:
    context = {
        "books": queries.codebooks_for(request.user, programme),
        "form": CodebookForm(auto_id="own_%s"),
        "framework_form": FrameworkForm(frameworks=_frameworks()),
    }
    return show(request, programme, "codebooks", 422 if forms else 200, **context | forms)


def _one(request: HttpRequest, programme: Programme, book: Any, **forms: Any) -> HttpResponse:
    codes = list(book.codes.all())
    context = {
        "book": book,
        "tree": queries.in_tree_order(codes),
        "form": CodeForm(codes=codes),
        "import_form": ImportCodesForm(auto_id="import_%s"),
        "may_export": can_export(request.user, programme),
    }
    return show(request, programme, "codebook", 422 if forms else 200, **context | forms)
