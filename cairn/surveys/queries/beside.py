"""What two versions of a questionnaire were answered, side by side where it counts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from cairn.catalogue.asking import compare_versions
from cairn.surveys.models import Questionnaire
from cairn.surveys.queries import surveys_for
from cairn.surveys.queries.building import instrument_in
from cairn.surveys.queries.counting import Result, results_of

HIDDEN, ABSENT = "*", "–"


@dataclass(frozen=True)
class Beside:
    """A question with, for each answer, its words and the figures of the old and the new version.

    A figure is a number, `HIDDEN` where few people stand behind it, `ABSENT` where it was not offered.
    """

    name: str
    rows: tuple[tuple[str, str, str], ...]


def results_beside(viewer: Any, old: Questionnaire, new: Questionnaire) -> list[Beside]:
    """The released counts of the newest closed survey of each version, joined by code."""
    verdicts = compare_versions(instrument_in(old), instrument_in(new))
    alike = {each.code for each in verdicts if each.is_comparable}
    before, after = _released(viewer, old), _released(viewer, new)
    return [
        _beside(before[key], result)
        for key, result in after.items()
        if key in before and result.asked.question.code in alike
    ]


def _released(viewer: Any, questionnaire: Questionnaire) -> dict[str, Result]:
    asked = surveys_for(viewer, questionnaire.programme).filter(
        questionnaire=questionnaire, closed_on__isnull=False
    )
    newest = asked.order_by("-closed_on", "pk").first()
    return {each.asked.key: each for each in results_of(newest)} if newest else {}


def _beside(old: Result, new: Result) -> Beside:
    language = get_language() or "en"
    names = {
        option.code: option.name.in_language(language)
        for result in (old, new)
        for option in result.asked.question.options
    }
    before, after = (dict(zip(each.options, each.counts, strict=True)) for each in (old, new))
    rows = tuple(
        (name, _figure(before, code), _figure(after, code)) for code, name in names.items()
    )
    return Beside(new.asked.wording(language), rows)


def _figure(counts: dict[str, int | None], code: str) -> str:
    if code not in counts:
        return ABSENT
    count = counts[code]
    return HIDDEN if count is None else str(count)
