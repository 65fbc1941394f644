from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from cairn.analysis.disclosure import release_table
from cairn.catalogue.asking import Asked, Instrument, Page, Value, all_pages, pages
from cairn.catalogue.kinds import Text
from cairn.catalogue.shelves import instrument
from cairn.evidence.drafts import contributor_key
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import person_key, plain_code, read_token, return_hash
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries.building import instrument_in
from cairn.surveys.rules import is_offered

COUNTED = frozenset({"one_of", "several_of", "scale", "comparative", "matrix"})


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


def surveys_for(viewer: Any, programme: Programme) -> QuerySet[Survey]:
    rows: QuerySet[Survey] = Survey.objects.visible_to(viewer, programme)
    return rows.select_related("questionnaire")


def survey_for(viewer: Any, programme: Programme, pk: Any) -> Survey | None:
    return surveys_for(viewer, programme).filter(pk=pk).first()


def instrument_of(survey: Survey) -> Instrument:
    """What the survey asks: a version of the programme's own questions, or of the shelf's."""
    if survey.questionnaire is not None:
        return instrument_in(survey.questionnaire)
    return instrument(survey.instrument, survey.instrument_version)


def offered_pages(survey: Survey, answers: Mapping[str, Value]) -> list[Page]:
    """The pages a person with these answers sees, without what this survey has no list for."""
    found = (
        replace(page, asked=tuple(each for each in page.asked if is_offered(each, survey.lists)))
        for page in pages(instrument_of(survey), answers)
    )
    return [page for page in found if page.asked]


def people_answered(viewer: Any, survey: Survey) -> int | None:
    """How many people sent their answers: in steps of k while it is open, as released once closed.

    None for too few to be said. A count that moved with each answer would tell who sent one when.
    """
    k = survey.programme.k
    if not survey.is_open:
        released: int | None = survey.results["people"]
        return released
    rows = Response.objects.visible_to(viewer, survey.programme)
    people: int = rows.filter(survey=survey, state=ResponseState.SENT).count()
    return people - people % k if people >= k else None


def results_of(survey: Survey) -> list[Result]:
    """What closing released for every question that is answered by choosing; nothing before that.

    A later withdrawal does not move it: two releases could be taken from one another.
    """
    released = survey.results.get("questions", {})
    return [
        Result(each, each.question.option_codes, tuple(found["counts"]), found["unanswered"])
        for each in _counted(survey)
        if (found := released.get(each.key))
    ]


def count_answers(survey: Survey, told: Sequence[Mapping[str, Value]]) -> dict[str, Any]:
    """Counts of people as they may be shown, for `results`: one release, made of all at once."""
    k = survey.programme.k
    if len(told) < k:
        return {"people": None, "questions": {}}
    questions = {each.key: _count(each, told, k) for each in _counted(survey)}
    return {"people": len(told), "questions": questions}


def as_values(answers: Mapping[str, Any]) -> dict[str, Value]:
    """Stored answers as the catalogue reads them: several codes as a tuple."""
    return {key: tuple(each) if isinstance(each, list) else each for key, each in answers.items()}


def survey_with(key: str) -> Survey | None:
    """The survey a link opens, closed ones too. The key itself says who may see it."""
    try:  # what `first` would sort by costs more than the query itself
        found: Survey = Survey.objects.select_related("programme", "questionnaire").get(key=key)
    except Survey.DoesNotExist:
        return None
    return found


def response_with(token: str, survey: Survey, *, at_any_age: bool = False) -> Response | None:
    """The response to this survey that a browser's token opens."""
    pk = read_token(token, at_any_age=at_any_age)
    if pk is None:
        return None
    try:
        found: Response = Response.objects.get(pk=pk, survey=survey)
    except Response.DoesNotExist:
        return None
    found.survey = survey  # it was read with its programme
    return found


def response_returned(code: str) -> Response | None:
    """The response a return code opens; one taken back opens no more."""
    rows = Response.objects.select_related("survey__programme").filter(
        return_hash=return_hash(plain_code(code)), state=ResponseState.SENT
    )
    found: Response | None = rows.first()
    return found


def words_passed_on(response: Response, code: str) -> list[Contribution]:
    """What of a response became contributions, by the key that only its code makes."""
    key = contributor_key(response.programme_id, person_key(plain_code(code)))
    rows = Contribution.objects.in_programme(response.programme).filter(contributor__key_hash=key)
    return list(rows.select_related("question", "programme").order_by("number"))


def asked_in(survey: Survey, contribution: Contribution) -> list[Asked]:
    """Which questions of the survey the words of a contribution answer; none for words added later."""
    if contribution.question is None:
        return []
    asked = (each for page in all_pages(instrument_of(survey)) for each in page.asked)
    return [each for each in asked if each.wording("en")[:500] == contribution.question.text]


def _counted(survey: Survey) -> list[Asked]:
    asked = [each for page in all_pages(instrument_of(survey)) for each in page.asked]
    return [each for each in asked if each.question.kind in COUNTED and not each.question.private]


def _count(asked: Asked, told: Sequence[Mapping[str, Value]], k: int) -> dict[str, Any]:
    """Each person stands in one cell, those without an answer too, so that all tables have one sum.

    Where several can be chosen, each option is a table of those who chose it and those who did not.
    """
    options = asked.question.option_codes
    chosen: Counter[str] = Counter()
    for answers in told:
        value = answers.get(asked.key)
        chosen.update((value,) if isinstance(value, str) else value or ())
    if asked.question.kind == "several_of":
        pairs = ((chosen[code], len(told) - chosen[code]) for code in options)
        return {"counts": [_released(pair, k)[0] for pair in pairs], "unanswered": None}
    none = len(told) - sum(chosen[code] for code in options)
    *counts, unanswered = _released([*(chosen[code] for code in options), none], k)
    return {"counts": counts, "unanswered": unanswered}


def _released(counts: Sequence[int], k: int) -> list[int | None]:
    """Those who answered are one group: where all of it said the same, that is hidden too."""
    return [cell.value for cell in release_table([counts], k, whole_groups=True).cells[0]]
