from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.design.panels import panel
from cairn.evidence.choices import Purpose
from cairn.evidence.queries import imports_to_settle, people_heard, waiting_flags, waiting_harm
from cairn.evidence.rules import can_add_evidence, can_answer_harm, can_redact
from cairn.programmes.models import Programme


@panel("stone", order=1)
def gather_stone(request: Any, programme: Programme) -> str:
    people = people_heard(request.user, programme)
    may_add = can_add_evidence(request.user, programme)
    flags = flags_to_answer(request, programme)
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
    if flags:
        context["next_text"] = _say_waiting(flags)
        context["next_url"] = reverse("evidence:identifying", args=[programme.slug])
    return render_to_string("design/stone.jinja", context, request)


@panel("next", order=1)
def gather_next(request: Any, programme: Programme) -> str:
    if not can_add_evidence(request.user, programme):
        return ""
    waiting = imports_to_settle(request.user, programme)
    context = {
        "programme": programme,
        "waiting": waiting,
        "flags": flags_to_answer(request, programme),
        "harm": harm_to_answer(request, programme),
        "is_empty": not waiting and people_heard(request.user, programme) == 0,
    }
    return render_to_string("evidence/next.jinja", context, request)


def flags_to_answer(request: Any, programme: Programme) -> int:
    """How many words that may identify somebody wait for this person; 0 for who may not answer."""
    if not can_redact(request.user, programme):
        return 0
    return waiting_flags(request.user, programme, Purpose.IDENTIFIER)


def harm_to_answer(request: Any, programme: Programme) -> int:
    """How many contributions that may tell of harm wait for this person."""
    if not can_answer_harm(request.user, programme):
        return 0
    return waiting_harm(request.user, programme)


def _say_waiting(flags: int) -> str:
    return ngettext(
        "Answer %(num)s suggestion of words that may identify somebody",
        "Answer %(num)s suggestions of words that may identify somebody",
        flags,
    ) % {"num": flags}
