"""The page for answers that cannot be saved: it says why, and hands back what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error as usual_error

from cairn.catalogue.asking.codes import RESERVED

LANGUAGES = ("en", "cy")
RETRY_SECONDS = 30
ONWARD = _("Go on from here")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Reason:
    """Why nothing could be saved, and whether the same can be sent again."""

    status: int
    heading: str | Promise
    lines: tuple[str | Promise, ...]
    again: bool = False
    onward: str | Promise = ONWARD


BELOW = _("What you wrote on that page stands below. Copy it to a safe place.")
FILES = _("The files you chose are not kept. Choose them again.")
REASONS = {
    "fault": Reason(
        500, _("Something went wrong on our side"),
        (
            _("We are sorry. The fault has been recorded, without what you wrote."),
            _("Pages you saved before are kept. What you sent just now was not saved."),
        ),
        again=True,
    ),
    "busy": Reason(
        503, _("We cannot save anything at the moment"),
        (
            _("Too much is going on, or our store is full. Pages you saved before are kept."),
            _("Wait half a minute, then try again."),
        ),
        again=True,
    ),
    "closed": Reason(
        410, _("This survey is closed"),
        (_("It takes no more answers. Answers that were not sent are destroyed."),),
        onward=_("What we heard from everybody, and what happens now"),
    ),
    "gone": Reason(
        410, _("Your unfinished answers are not here any more"),
        (_("We destroy answers that nobody sends after a while."),),
    ),
    "sent": Reason(
        409, _("You have sent these answers already"),
        (_("We have them, and nothing was changed. To add words, use your return code."),),
    ),
}  # fmt: skip


def hand_back(request: HttpRequest, why: str, *, to: str = "") -> HttpResponse:
    """Say in both languages why nothing was saved, with everything that was sent.

    Made without the database, which may be what failed. `to` is where to go on from here.
    """
    reason = REASONS[why]
    words, along = _written(request, reason)
    more = (*([BELOW] if words else []), *([FILES] if request.FILES else []))
    context = {
        "said": _in_both(reason, more), "reason": reason, "to": to, "words": words, "along": along,
    }  # fmt: skip
    answer = render(request, "surveys/kept.jinja", context, status=reason.status)
    if reason.status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


@requires_csrf_token
def server_error(request: HttpRequest) -> Any:
    """The page for a fault: with their words for people who answer, the usual one for others."""
    return hand_back(request, "fault") if request.path.startswith("/a/") else usual_error(request)


def _in_both(reason: Reason, more: Sequence[str | Promise]) -> list[tuple[str, str, list[str]]]:
    """The heading and the lines in each language, the reader's first."""
    first = translation.get_language() or "en"
    said = []
    for language in sorted(LANGUAGES, key=lambda each: each != first):
        with translation.override(language):
            said.append(
                (language, str(reason.heading), [str(line) for line in (*reason.lines, *more)])
            )
    return said


def _written(request: HttpRequest, reason: Reason) -> tuple[Pairs, Pairs]:
    """Pairs of name and value: words to be seen, and what goes along when they are sent again.

    Codes of chosen answers go along unseen; where nothing can be sent again, all is shown.
    """
    sent = [(name, each) for name, values in request.POST.lists() for each in values if each]
    words = [
        (name, each)
        for name, each in sent
        if name.partition(".")[0] not in RESERVED and not (reason.again and each.isidentifier())
    ]
    return words, [pair for pair in sent if pair not in words]
