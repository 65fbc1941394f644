"""With whom somebody shares an answer that is private by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from cairn.evidence.models import Contribution
from cairn.surveys.choices import SHARED_WITH, WIDENING, Audience
from cairn.surveys.models import Response
from cairn.surveys.queries import asked_in, has_private, is_confided


def read_sharing(sent: QueryDict, before: str = "share.") -> dict[str, str]:
    """What was chosen beside each answer, by the answer's key."""
    chosen = {
        name.removeprefix(before): str(sent[name]) for name in sent if name.startswith(before)
    }
    return {key: audience for key, audience in chosen.items() if audience in Audience.values}


def sharing_of(chosen: Mapping[str, str]) -> dict[str, list[str]]:
    """The same as the actions take it: keys of what is shared, and of what of it is confided."""
    shared = [key for key, audience in chosen.items() if audience != Audience.NOBODY]
    confided = [key for key, audience in chosen.items() if audience == Audience.FACILITATORS]
    return {"shared": shared, "confided": confided}


def draw_sharing(chosen: Mapping[str, str]) -> dict[str, Any]:
    """What `surveys/share.jinja` needs; `chosen` as above."""
    return {"audiences": Audience.choices, "sharing": chosen}


def audiences_of(response: Response) -> dict[str, str]:
    """With whom each of somebody's private answers is shared by now; the others with nobody."""
    shared = dict.fromkeys(response.shared, str(Audience.GROUP))
    return shared | dict.fromkeys(response.confided, str(Audience.FACILITATORS))


def say_kept(response: Response, key: str, *, private: bool) -> str:
    """With whom an answer that stands with its code is shared; "" where there was no choice."""
    audience = Audience(audiences_of(response).get(key, "nobody"))
    return str(SHARED_WITH[audience]) if private else ""


def say_told(response: Response, contribution: Contribution) -> str:
    """With whom what the team has is shared; "" where there was no choice in the whole survey."""
    if not has_private(response.survey):
        return ""
    if not contribution.is_confided:
        return str(SHARED_WITH[Audience.GROUP])
    narrow = is_confided(response, contribution)
    return str(SHARED_WITH[Audience.FACILITATORS] if narrow else WIDENING)


def keys_to_widen(response: Response, contribution: Contribution) -> list[str]:
    """By which keys the whole group can be given what only the facilitators have."""
    asked = asked_in(response.survey, contribution) if contribution.is_confided else []
    return [each.key for each in asked if each.key in response.confided]
