"""The response board: of the people invited, who began, who answered, and from where answers miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from cairn.analysis.disclosure import release_table
from cairn.analysis.hearing import AnswersForecast, forecast_answers
from cairn.evidence.models import Target
from cairn.evidence.queries.coverage import OTHERS
from cairn.evidence.queries.targets import daily_counts, end_of_phase
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries.inviting import invitees_of

GROUPS = ("role_band", "organisation", "place")
_FIELDS = ("participant__role_band", "participant__organisation__name", "participant__place")


@dataclass(frozen=True)
class Group:
    """People of one label: how many were invited and, where it may be said, how many answered."""

    label: str
    invited: int
    answered: int | None
    wanted: int | None

    @property
    def missing(self) -> int | None:
        """How many answers the target still wants; None without a target or a figure."""
        if self.wanted is None or self.answered is None:
            return None
        return max(0, self.wanted - self.answered)


@dataclass(frozen=True)
class Board:
    """`started` and `answered` are None where they are too few to be said."""

    invited: int
    started: int | None
    answered: int | None
    groups: dict[str, list[Group]]
    forecast: AnswersForecast
    until: Any


def board_of(viewer: Any, survey: Survey) -> Board:
    """Counts of people invited by name. In an anonymous survey they come as they were last noted.

    There they grow by k people or more at once, small groups stand together, and each table passes
    the gate; otherwise they are plain, because who has answered is no secret then.
    """
    rows = invitees_of(viewer, survey).order_by().values_list(*_FIELDS, "has_answered")
    people = {(*row[:3], row[3]): row[4] for row in rows.annotate(count=Count("pk"))}
    answered = sum(count for key, count in people.items() if key[3])
    both = (answered, sum(people.values()) - answered)
    until = end_of_phase(viewer, survey.programme)
    today = timezone.localdate()
    daily = daily_counts(_sent(viewer, survey).values_list("sent_on"), today)
    return Board(
        sum(both), _started(viewer, survey),
        _release([both], survey)[0],
        {name: _groups(viewer, survey, people, at) for at, name in enumerate(GROUPS)},
        forecast_answers(daily, (until - today).days if until else 0), until,
    )  # fmt: skip


def _started(viewer: Any, survey: Survey) -> int | None:
    """Drafts that hold an answer; in an anonymous survey in steps of k."""
    rows = Response.objects.visible_to(viewer, survey.programme)
    rows = rows.filter(survey=survey, state=ResponseState.STARTED).exclude(answers={})
    count, k = int(rows.count()), survey.programme.k
    if not survey.is_anonymous:
        return count
    return count - count % k if count >= k else None


def _sent(viewer: Any, survey: Survey) -> Any:
    """Answers that count towards the forecast: of an anonymous survey those already passed on."""
    rows = Response.objects.visible_to(viewer, survey.programme)
    rows = rows.filter(survey=survey, sent_on__isnull=False).order_by()
    return rows.filter(is_passed_on=True) if survey.is_anonymous else rows


def _groups(
    viewer: Any, survey: Survey, people: dict[tuple[Any, ...], int], at: int
) -> list[Group]:
    """Those who lack most of what is wanted of them first, then by the alphabet."""
    counts: Counter[tuple[str, bool]] = Counter()
    for key, count in people.items():
        counts[key[at] or "", key[3]] += count
    labels = sorted({label for label, _answered in counts})
    if survey.is_anonymous:
        counts, labels = _fold(counts, labels, survey.programme.k)
    pairs = [(counts[label, True], counts[label, False]) for label in labels]
    shown = _release(pairs, survey)
    wanted = dict(
        Target.objects.visible_to(viewer, survey.programme)
        .filter(attribute=GROUPS[at])
        .values_list("value", "wanted")
    )
    found = [
        Group(label, sum(pair), answered, wanted.get(label))
        for label, pair, answered in zip(labels, pairs, shown, strict=True)
    ]
    return sorted(found, key=lambda one: (-(one.missing or 0), one.label))


def _fold(
    counts: Counter[tuple[str, bool]], labels: Sequence[str], k: int
) -> tuple[Counter[tuple[str, bool]], list[str]]:
    """Groups of fewer than k invited people as one, with the next smallest if that is small too."""
    sizes = {label: counts[label, True] + counts[label, False] for label in labels}
    kept = sorted(labels, key=lambda label: (-sizes[label], label))
    small = 0
    while kept and (sizes[kept[-1]] < k or 0 < small < k):
        small += sizes[kept.pop()]
    folded: Counter[tuple[str, bool]] = Counter()
    for (label, answered), count in counts.items():
        folded[label if label in kept else OTHERS, answered] += count
    return folded, sorted(kept) + ([OTHERS] if small else [])


def _release(pairs: Sequence[tuple[int, int]], survey: Survey) -> list[int | None]:
    if not survey.is_anonymous or not pairs:
        return [answered for answered, _missing in pairs]
    table = release_table(pairs, survey.programme.k, whole_groups=True)
    return [row[0].value for row in table.cells]
