"""What everybody may read, without an account: versions published for the public, and no thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.people.views.doors import public_page
from cairn.reports.queries.frozen import read_content
from cairn.reports.queries.reports import files_of, public_numbers, public_version
from cairn.reports.views.showing import body_of, exporters, found_or_404, send


@public_page()
def newest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = found_or_404(public_version(slug, pk))
    return redirect("reports:public", slug, pk, found.number)


@public_page()
def public(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    found = found_or_404(public_version(slug, pk, number))
    context = {
        "version": found,
        "report": found.report,
        "body": body_of(read_content(found), None),
        "files": [(each, exporters().get(each.exporter)) for each in files_of(found)],
        "numbers": public_numbers(slug, pk),
        "slug": slug,
    }
    return render(request, "reports/public.jinja", context)


@public_page()
def public_file(request: HttpRequest, slug: str, pk: int, number: int, name: str) -> HttpResponse:
    row = found_or_404(public_version(slug, pk, number))
    found = next((each for each in files_of(row) if each.exporter == name), None)
    exporter = found_or_404(exporters().get(name))
    with found_or_404(found).file.open("rb") as file:
        return send(file.read(), f"{row.report.title} {number}", exporter)
