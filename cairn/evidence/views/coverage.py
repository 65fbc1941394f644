from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.evidence.queries import ACROSS, coverage_for
from cairn.evidence.queries.coverage import OTHERS
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page

NAMES = {
    "sector": gettext_lazy("Sector"),
    "place": gettext_lazy("Place"),
    "organisation": gettext_lazy("Organisation"),
    "language": gettext_lazy("Language"),
}


@member_page()
def coverage(request: HttpRequest, programme: Programme) -> HttpResponse:
    across = request.GET.get("across", ACROSS[0])
    across = across if across in ACROSS else ACROSS[0]
    found = coverage_for(request.user, programme, across)
    table = found.table
    # The gate gives a table of nothing one empty row.
    cells = table.cells if found.rows else ()
    rows = zip(map(_shown, found.rows), cells, table.row_totals[: len(cells)], strict=True)
    context = {
        "programme": programme,
        "across": across,
        "names": NAMES,
        "columns": [_shown(label) for label in found.columns],
        "rows": list(rows),
        "table": table,
    }
    return render(request, "evidence/coverage.jinja", context)


def _shown(label: str) -> str:
    return {"": _("Not said"), OTHERS: _("All others")}.get(label, label)
