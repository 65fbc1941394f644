"""Documents about people's data, written from what is so in the review."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.design.views import send_file
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.surveys.exporters import COPIES, Copy
from cairn.surveys.queries.privacy import LANGUAGES, privacy_documents, write_notice
from cairn.surveys.rules import can_ask


@member_page(can_ask)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    context = {
        "programme": programme, "documents": privacy_documents(), "languages": LANGUAGES
    }  # fmt: skip
    return render(request, "surveys/privacy.jinja", context)


@member_page(can_ask)
def document(request: HttpRequest, programme: Programme, code: str, language: str) -> HttpResponse:
    title, sections = _need(request, programme, code, language)
    context = {
        "programme": programme, "title": title, "sections": sections, "said_in": language,
        "code": code,
    }  # fmt: skip
    return render(request, "surveys/privacy_document.jinja", context)


@member_page(can_ask)
def document_file(
    request: HttpRequest, programme: Programme, code: str, language: str, form: str
) -> HttpResponse:
    if form not in COPIES:
        raise Http404
    title, sections = _need(request, programme, code, language)
    copy = Copy(title, language, [(heading, "\n\n".join(lines)) for heading, lines in sections])
    write, media_type = COPIES[form]
    return send_file(f"{code}-{language}.{form}", media_type, write(copy))


def _need(
    request: HttpRequest, programme: Programme, code: str, language: str
) -> tuple[str, list[tuple[str, list[str]]]]:
    found = write_notice(request.user, programme, code, language)
    if found is None:
        raise Http404
    return found
