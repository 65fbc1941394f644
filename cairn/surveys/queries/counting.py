"""Counts of answers: what goes into the gate of `releases`, and what came out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cairn.catalogue.asking import Asked, Value, all_pages
from cairn.catalogue.kinds import Text
from cairn.releases import queries as ledger
from cairn.releases.drafts import Kept, Table, figures
from cairn.releases.models import Release
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import as_values, instrument_of, told_to_group
from cairn.surveys.rules import LISTED

COUNTED = frozenset({"one_of", "several_of", "scale", "comparative", "matrix"})
LANGUAGE = "language"


@dataclass(frozen=True)
class Result:
    """How many people chose each option of a question as it was put; None where it is not shown.

    `counts` has a figure for each of `options` (their codes). `unanswered` is how many chose none;
    for questions with several answers it is left out.
    """

    asked: Asked
    options: tuple[str, ...]
    counts: tuple[int | None, ...]
    unanswered: int | None

    @property
    def rows(self) -> list[tuple[Text, int | None]]:
        """What each option says, and its figure."""
        names = (self.asked.question.option(code).name for code in self.options)
        return list(zip(names, self.counts, strict=True))


def subject_of(survey: Survey) -> str:
    """What the ledger knows a survey by."""
    return f"survey:{survey.pk}"


def releases_of(viewer: Any, survey: Survey) -> list[Release]:
    """What was released of a survey's answers, the newest first."""
    return ledger.releases_of(viewer, survey.programme, subject_of(survey))


def last_release(survey: Survey) -> Release | None:
    """The newest release of everybody who answered."""
    return ledger.last_release(survey.programme, subject_of(survey))


def people_answered(viewer: Any, survey: Survey) -> int | None:
    """How many people sent their answers: in steps of k while it is open, as released once closed.

    None for too few to be said. A count that moved with each answer would tell who sent one when.
    """
    if not survey.is_open:
        release = last_release(survey)
        return release.people if release else None
    k = survey.programme.k
    rows = Response.objects.visible_to(viewer, survey.programme)
    people: int = rows.filter(survey=survey, state=ResponseState.SENT).count()
    return people - people % k if people >= k else None


def results_of(survey: Survey, release: Release | None = None) -> list[Result]:
    """What a release shows of every question that is answered by choosing; of everybody, the newest.

    A later withdrawal does not move it: two releases could be taken from one another.
    """
    release = release or last_release(survey)
    tables = {table["key"]: table for table in release.tables} if release else {}
    return [_read_result(each, tables[each.key]) for each in _counted(survey) if each.key in tables]


def _read_result(asked: Asked, table: Mapping[str, Any]) -> Result:
    found = figures(table)
    unanswered = None if table["several"] else found.pop()
    return Result(asked, asked.question.option_codes, tuple(found), unanswered)


def filters_of(survey: Survey) -> dict[str, list[tuple[str, Text]]]:
    """What answers can be kept to: attributes the survey asks for, with all their values, and the
    language of the answers. From what was asked, never from what was answered."""
    found = {
        name: [(option.code, option.name) for option in asked.question.options]
        or [(each["code"], Text(each["name"])) for each in survey.lists.get(name, ())]
        for name, asked in _attributes(survey).items()
    }
    languages = [(code, Text(str(name))) for code, name in settings.LANGUAGES]
    return {name: values for name, values in found.items() if values} | {LANGUAGE: languages}


def keep_by(survey: Survey, filters: Mapping[str, str]) -> list[Kept]:
    """A filter with the words for it; raises `KeyError` for what cannot be asked."""
    offered = filters_of(survey)
    return [
        Kept(name, value, dict(offered[name])[value])
        for name, value in sorted(filters.items())
        if value
    ]


def kept_rows(survey: Survey, rows: Iterable[Response], kept: Sequence[Kept]) -> list[Response]:
    """The responses of those whom a filter keeps."""
    instrument, wanted = instrument_of(survey), {each.name: each.value for each in kept}
    if not wanted:
        return list(rows)
    return [
        row
        for row in rows
        if wanted.items()
        <= {
            **told_to_group(row, instrument).attributes,
            LANGUAGE: row.language,
        }.items()
    ]


def count_tables(survey: Survey, rows: Sequence[Response], kept: Sequence[Kept]) -> list[Table]:
    """A table for each question that is answered by choosing, but for what the filter already says."""
    told = [as_values(row.answers) for row in rows]
    attributes = {asked.key: name for name, asked in _attributes(survey).items()}
    named = {each.name for each in kept}
    return [
        _count(each, attributes.get(each.key, ""), told)
        for each in _counted(survey)
        if attributes.get(each.key) not in named
    ]


def _counted(survey: Survey) -> list[Asked]:
    return [
        each
        for each in _all_asked(survey)
        if each.question.kind in COUNTED and not each.question.private
    ]


def _all_asked(survey: Survey) -> list[Asked]:
    return [each for page in all_pages(instrument_of(survey)) for each in page.asked]


def _attributes(survey: Survey) -> dict[str, Asked]:
    """What is asked about the person, where one question alone asks it and one answer is chosen."""
    asked = [each for each in _all_asked(survey) if each.question.attribute]
    often = Counter(each.question.attribute for each in asked)
    return {
        str(each.question.attribute): each
        for each in asked
        if often[each.question.attribute] == 1 and each.question.kind in {"one_of", *LISTED}
    }


def _count(asked: Asked, attribute: str, told: Sequence[Mapping[str, Value]]) -> Table:
    """Each person stands in one row, those without an answer too, so that all tables have one sum."""
    question = asked.question
    several = question.kind == "several_of"
    chosen: Counter[str] = Counter()
    for answers in told:
        value = answers.get(asked.key)
        chosen.update((value,) if isinstance(value, str) else value or ())
    counts = [chosen[code] for code in question.option_codes]
    rest = () if several else (len(told) - sum(counts),)
    return Table(
        key=asked.key, name=attribute or f"question {asked.key}", title=_title(asked),
        values=(*question.option_codes, *("" for _ in rest)),
        words=(*(option.name for option in question.options), *(Text("") for _ in rest)),
        counts=(*counts, *rest), several=several,
    )  # fmt: skip


def _title(asked: Asked) -> Text:
    parts = [asked.question.text, *(each.name for each in (asked.level, asked.row) if each)]
    return Text(*(": ".join(part.in_language(code) for part in parts) for code in ("en", "cy")))
