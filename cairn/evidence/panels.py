from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.design.panels import panel
from cairn.evidence.queries import imports_to_settle, people_heard
from cairn.evidence.rules import can_add_evidence
from cairn.programmes.models import Programme


@panel("stone", order=1)
def gather_stone(request: Any, programme: Programme) -> str:
    people = people_heard(request.user, programme)
    may_add = can_add_evidence(request.user, programme)
    context = {
        "key": "gather",
        "title": _("Gather"),
        "address": reverse("evidence:index", args=[programme.slug]),
        "number": f"<{programme.k}" if people is None else people,
        "unit": _("people heard"),
        "next_text": _("Bring in a file") if may_add else _("Read what was said"),
        "next_url": reverse(
            "evidence:upload" if may_add else "evidence:index", args=[programme.slug]
        ),
    }
    return render_to_string("design/stone.jinja", context, request)


@panel("next", order=1)
def gather_next(request: Any, programme: Programme) -> str:
    if not can_add_evidence(request.user, programme):
        return ""
    waiting = imports_to_settle(request.user, programme)
    context = {
        "programme": programme,
        "waiting": waiting,
        "is_empty": not waiting and people_heard(request.user, programme) == 0,
    }
    return render_to_string("evidence/next.jinja", context, request)
