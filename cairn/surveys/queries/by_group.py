"""How groups of people answered beside each other, of what was released of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.analysis.pictures import BarRow, Picture, draw_bars
from cairn.releases.drafts import read_text
from cairn.releases.models import Release
from cairn.surveys.models import Survey
from cairn.surveys.queries.counting import Result, last_release, releases_of, results_of
from cairn.surveys.queries.pictures import cell_of, name_of


@dataclass(frozen=True)
class Group:
    """People kept by one value of an attribute: what that is called, and what was released of them
    by the key of each question."""

    name: str
    results: dict[str, Result]


@dataclass(frozen=True)
class Compared:
    """A question with the answers of each group that a filter on `attribute` released."""

    attribute: str
    question: str
    picture: Picture


def compared_groups(viewer: Any, survey: Survey) -> list[Compared]:
    """Each question by each attribute that the newest count of everybody was narrowed by.

    A question of which no group's figures may be shown is left out.
    """
    newest = last_release(survey)
    if newest is None:
        return []
    narrowed = [
        each
        for each in releases_of(viewer, survey)
        if each.step == newest.step and len(each.kept) == 1
    ]
    found: list[Compared] = []
    for attribute, releases in groupby(sorted(narrowed, key=_attribute), key=_attribute):
        groups = [_group(survey, each) for each in sorted(releases, key=lambda row: row.number)]
        found += _compare(attribute, groups, _group(survey, newest))
    return found


def _attribute(release: Release) -> str:
    return str(release.kept[0]["name"])


def _group(survey: Survey, release: Release) -> Group:
    said = read_text(release.kept[0]["words"]) if release.kept else None
    name = said.in_language(get_language() or "en") if said else _("Everybody")
    return Group(name, {each.asked.key: each for each in results_of(survey, release)})


def _compare(attribute: str, groups: Sequence[Group], everybody: Group) -> list[Compared]:
    return [
        Compared(attribute, name_of(result.asked), _draw(key, groups, everybody))
        for key, result in everybody.results.items()
        if all(key in each.results for each in groups)
        and any(count for each in groups for count in each.results[key].counts)
    ]


def _draw(key: str, groups: Sequence[Group], everybody: Group) -> Picture:
    beside = [*groups, everybody]
    answers = [
        name.in_language(get_language() or "en") for name, _count in everybody.results[key].rows
    ]
    rows = [
        BarRow(answer, tuple(cell_of(each.results[key].counts[place]) for each in beside))
        for place, answer in enumerate(answers)
    ]
    title = _say_first([(each.name, first_answers(each.results[key])) for each in groups])
    told = "; ".join(
        f"{row.name}: "
        + ", ".join(
            f"{each.name} {cell.text}" for each, cell in zip(beside, row.cells, strict=True)
        )
        for row in rows
    )
    return draw_bars(
        rows, [each.name for each in beside], stacked=False, title=title,
        description=f"{name_of(everybody.results[key].asked)} ({told})", what=_("Answer"),
    )  # fmt: skip


def first_answers(result: Result) -> tuple[str, ...]:
    """The answers that most people gave; none while a figure is hidden, which might be the largest."""
    counts = [count or 0 for count in result.counts]
    if None in result.counts or not any(counts):
        return ()
    words = [name.in_language(get_language() or "en") for name, _count in result.rows]
    return tuple(word for word, count in zip(words, counts, strict=True) if count == max(counts))


def _say_first(firsts: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """The finding: whether one answer came first in every group."""
    known = [(group, answers[0]) for group, answers in firsts if len(answers) == 1]
    if not known:
        return _("In no group one answer can be said to come first")
    if len(known) == len(firsts) > 1 and len({answer for _group, answer in known}) == 1:
        return _("“%(answer)s” came first in every group shown") % {"answer": known[0][1]}
    return "; ".join(
        _("%(group)s: “%(answer)s” came first") % {"group": group, "answer": answer}
        for group, answer in known
    )
