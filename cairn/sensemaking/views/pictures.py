from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cairn.design.views import picture_files, send_picture
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import queries
from cairn.sensemaking.views.rendering import found_or_404, show

NAMES = {
    "role_band": _("Role band"),
    "sector": _("Sector"),
    "organisation": _("Organisation"),
    "place": _("Place"),
    "language": _("Language"),
}
KINDS = ("sizes", "coverage", "map")


@member_page()
def pictures(request: HttpRequest, programme: Programme) -> HttpResponse:
    by, across = _by(request), _across(request)
    page, query = "sensemaking:picture_file", f"?by={by}&across={across}"
    drawn = [
        (kind, _draw(request, programme, kind),
         picture_files(page, programme.slug, kind, query=query))
        for kind in KINDS
    ]  # fmt: skip
    return show(request, programme, "pictures", drawn=drawn, names=NAMES, by=by, across=across)


@member_page()
def picture_file(request: HttpRequest, programme: Programme, kind: str, form: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    picture = found_or_404(_draw(request, programme, kind))
    return send_picture(kind, form, picture)


def _draw(request: HttpRequest, programme: Programme, kind: str) -> Any:
    if kind == "sizes":
        return queries.theme_sizes(request.user, programme, _by(request))
    if kind == "coverage":
        return queries.coverage_grid(request.user, programme, _across(request))
    return queries.theme_map(request.user, programme)


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "")
    return by if by in queries.SIZE_ATTRIBUTES else queries.SIZE_ATTRIBUTES[0]


def _across(request: HttpRequest) -> str:
    across = request.GET.get("across", "")
    return across if across in queries.COVERAGE_ATTRIBUTES else queries.COVERAGE_ATTRIBUTES[0]
