"""What can be taken away of a survey, by tier: released counts for all, words for few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cairn.catalogue.asking import all_pages
from cairn.evidence.choices import Channel
from cairn.evidence.drafts import question_text
from cairn.evidence.queries import Filters, group_words_for
from cairn.surveys.models import Survey
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.counting import results_of

# Codes, so that files of different languages and versions can be laid side by side.
COUNT_HEADERS = ("question", "level", "row", "answer", "question_en", "answer_en", "people")
WORD_HEADERS = ("contribution", "question", "language", "consent", "words")
HIDDEN = "*"


def counts_of(survey: Survey) -> Iterator[tuple[Any, ...]]:
    """A row for each answer of each question, and one without an answer where that is counted."""
    for result in results_of(survey):
        asked, question = result.asked, result.asked.question
        head = (question.code, _code(asked.level), _code(asked.row))
        for option, count in zip(question.options, result.counts, strict=True):
            yield (*head, option.code, question.text.en, option.name.en, _figure(count))
        if question.kind != "several_of":
            yield (*head, "", question.text.en, "", _figure(result.unanswered))


def words_of(viewer: Any, survey: Survey) -> Iterator[tuple[Any, ...]]:
    """What `viewer` may read of the words that came by links to the same questions."""
    asked = {
        question_text(each.wording("en")).casefold()
        for page in all_pages(instrument_of(survey))
        for each in page.asked
    }
    rows = group_words_for(viewer, survey.programme, Filters(channel=Channel.SURVEY))
    for row in rows.iterator(chunk_size=2000):
        if row.question and row.question.text.casefold() in asked:
            words = row.words  # type: ignore[attr-defined]  # added by the query
            yield row.number, row.question.text, row.language, row.consent, words


def _code(part: Any) -> str:
    return part.code if part else ""


def _figure(count: int | None) -> int | str:
    return HIDDEN if count is None else count
