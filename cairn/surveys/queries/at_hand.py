"""The survey behind a link, as it stood at most a second ago: a crowd that answers reads it once.

Only what is shown rests on this. Whatever is written reads the survey's row for itself, so a page
that was shown a moment after closing takes no answer.
"""

from __future__ import annotations

import time

from django.conf import settings

from cairn.surveys.models import Survey

MOST = 1000
_known: dict[str, tuple[float, Survey]] = {}


def survey_at_hand(key: str) -> Survey | None:
    """The survey a link opens, as it stood a moment ago at the most."""
    read_at, survey = _known.get(key, (0.0, None))
    now = time.monotonic()
    if survey is None or now - read_at >= settings.SURVEY_AT_HAND_SECONDS:
        survey = survey_with(key)
        if survey is not None:
            _keep(key, now, survey)
    return survey


def survey_with(key: str) -> Survey | None:
    """The survey a link opens, closed ones too. The key itself says who may see it."""
    try:  # what `first` would sort by costs more than the query itself
        found: Survey = Survey.objects.select_related("programme").get(key=key)
    except Survey.DoesNotExist:
        return None
    return found


def _keep(key: str, now: float, survey: Survey) -> None:
    if len(_known) >= MOST:
        _known.clear()
    _known[key] = now, survey
