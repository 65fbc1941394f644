from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.analysis.pictures import CurveWords, Picture, draw_saturation
from cairn.analysis.saturation import Saturation
from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import queries
from cairn.sensemaking.views.rendering import found_or_404, show


@member_page()
def agreement(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = found_or_404(queries.codebook_for(request.user, programme, codebook))
    together = queries.coded_together(request.user, programme, book)
    return show(request, programme, "agreement", book=book, together=together)


@member_page()
def saturation(request: HttpRequest, programme: Programme, codebook: int) -> HttpResponse:
    book = found_or_404(queries.codebook_for(request.user, programme, codebook))
    found = queries.saturation_of(request.user, programme, book)
    picture = _draw(found) if found else None
    return show(
        request, programme, "saturation", book=book, found=found, picture=picture,
        most=queries.MOST_UNITS,
    )  # fmt: skip


def _draw(found: Saturation) -> Picture:
    title = _say_finding(found)
    about = _(
        "Bars are the new codes each contribution brought, in the order received; "
        "the line is all codes so far."
    )
    return draw_saturation(
        found,
        CurveWords(
            title=title, description=f"{title}. {about}", unit=_("Contribution"),
            new=_("New codes"), known=_("Codes so far"), share=_("New in the run, of the base"),
            reached=_("Enough"),
        ),
    )  # fmt: skip


def _say_finding(found: Saturation) -> str:
    if found.reached_at is not None:
        return ngettext(
            "After %(num)s contribution hardly any new codes came",
            "After %(num)s contributions hardly any new codes came",
            found.reached_at,
        ) % {"num": found.reached_at}
    if found.reason == "too_few":
        return _("Too few contributions are coded to tell")
    return _("New codes still come")
