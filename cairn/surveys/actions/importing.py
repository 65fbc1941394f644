"""What other tools hold: a form becomes a draft, results become contributions and counts.

Files are read in a child process that can do no harm.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.catalogue.asking import Instrument, Value, tell
from cairn.catalogue.asking.drafting import finish_draft
from cairn.catalogue.asking.results import Results, match_columns, read_results
from cairn.catalogue.asking.xlsform import Note, read_xlsform
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain, ShelfError, check_shape
from cairn.evidence.actions import Terms, add_contributions, refusal_message
from cairn.evidence.choices import Channel
from cairn.evidence.drafts import Draft, Occurrences, fingerprint
from cairn.evidence.importers import Options, Refusal, read_table
from cairn.programmes.models import Programme
from cairn.surveys.actions.answering import about_person
from cairn.surveys.actions.asking import close_survey, code_names, open_survey
from cairn.surveys.actions.building import open_questionnaire
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import row_print
from cairn.surveys.models import Questionnaire, Response, Survey
from cairn.surveys.rules import LISTED

MOST_ROWS = 2000
Fresh = Sequence[tuple[str, Mapping[str, Value]]]
# A form may leave these sheets out, or have nothing in them.
NOTHING_THERE = frozenset({"no_sheet", "no_rows", "no_header", "empty"})


def read_form(upload: Any) -> tuple[Plain, tuple[Note, ...]]:
    """An uploaded XLSForm as a questionnaire's data and what could not be taken over.

    Nothing is stored. Raises `Refused`, which says what is wrong with the file.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        path = Path(copy.name)
        survey = _sheet(path, upload.name, "survey")
        choices = _sheet(path, upload.name, "choices")
        settings = _sheet(path, upload.name, "settings")
    if not survey:
        raise Refused(_("There is no sheet named “survey” with rows in it. An XLSForm has one."))
    first = settings[0] if settings else {}
    data, notes = read_xlsform(survey, choices, first, readers=Text(""))
    del data["readers"]  # an XLSForm does not say, so the draft asks for it
    return _whole(data), notes


def _sheet(path: Path, name: str, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet under its headings, blank ones too, so that they keep their numbers."""
    options = Options(sheet=sheet, header_row=1, limit=MOST_ROWS + 1)
    try:
        table = read_table(path, name, options, importer="xlsx")
        rows: list[dict[str, str]] = []
        for row in table.rows:
            rows += [{}] * (min(row.number, MOST_ROWS + 2) - 2 - len(rows))
            rows.append(dict(zip(table.columns, row.cells, strict=False)))
    except Refusal as refusal:
        if refusal.code in NOTHING_THERE:
            return []
        raise Refused(refusal_message(refusal)) from refusal
    if len(rows) > MOST_ROWS:
        raise Refused(_("The sheet has more than %(n)d rows. Split the form.") % {"n": MOST_ROWS})
    return rows


def _whole(data: Plain) -> Plain:
    """The data as a draft, if what is left to put right in it can be put right on our pages."""
    document = finish_draft(data)
    if not document["sections"]:
        raise Refused(_("There is no question in it that can be taken over."))
    try:
        check_shape(document | {"readers": {"en": "-"}}, "instrument", _("The form"))
    except ShelfError as error:
        raise Refused(str(error)) from error
    return document


@dataclass(frozen=True)
class ResultsFile:
    """The rows of a results file as answers to an instrument, and what each row is known by.

    `lists` holds the names of organisations and places in it, as a survey has people pick from them.
    """

    results: Results
    prints: tuple[str, ...]
    lists: dict[str, list[str]]


@dataclass(frozen=True)
class Brought:
    """How many people's rows came in and how many were here already; `words` became contributions."""

    survey: Survey
    people: int
    repeated: int
    words: int


def read_rows(upload: Any) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of an uploaded results file. Raises `Refused`."""
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix[:8]) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            table = read_table(Path(copy.name), upload.name, Options(limit=MOST_ROWS + 1))
        except Refusal as refusal:
            raise Refused(refusal_message(refusal)) from refusal
        rows = [list(row.cells) for row in table.rows if not row.problem]
    if len(rows) > MOST_ROWS:
        raise Refused(_("The file has more than %(n)d rows. Split it.") % {"n": MOST_ROWS})
    return list(table.columns), rows


def match_rows(
    instrument: Instrument, headings: Sequence[str], rows: Sequence[Sequence[str]],
    columns: Mapping[str, str] | None = None,
) -> ResultsFile:  # fmt: skip
    """What the rows answer. `columns` says which heading stands for which key, "" for none."""
    matched = {**match_columns(instrument, headings), **(columns or {})}
    kinds = {each.code: each.kind for each in instrument.questions if each.kind in LISTED}
    lists: dict[str, list[str]] = {}
    coded = [list(row) for row in rows]
    for at, heading in enumerate(headings):
        if kind := kinds.get(matched.get(heading, "")):
            lists[kind] = list(dict.fromkeys(row[at].strip() for row in rows if row[at].strip()))
            codes = {each["name"]: each["code"] for each in code_names(lists[kind])}
            for row in coded:
                row[at] = codes.get(row[at].strip(), "")
    results = read_results(instrument, headings, coded, columns)
    return ResultsFile(results, tuple(_prints(instrument.code, rows)), lists)


@transaction.atomic
def import_results(
    *, programme: Programme, instrument: Instrument, file: ResultsFile, consent: str,
    consent_basis: str, by: Any, questionnaire: Questionnaire | None = None,
) -> Brought:  # fmt: skip
    """A closed survey of what people answered with another tool: words as contributions, choices counted.

    A row that came before adds nothing. Raises `Refused` where none is new, and then nothing is stored.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    known = _known_rows(programme, instrument.code)
    fresh = [
        (key, answers)
        for key, answers in zip(file.prints, file.results.answers, strict=True)
        if answers and key not in known
    ]
    if not fresh:
        raise Refused(_("Every row with an answer in it is here already. Nothing was added."))
    survey = _open(programme, instrument, questionnaire, file.lists, by)
    survey.imported_rows = sorted(key for key, _answers in fresh)
    survey.save(update_fields=["imported_rows"])
    terms = Terms(Channel.SURVEY, consent, consent_basis, is_held=True)
    words = _pass_words_on(survey, instrument, fresh, terms, by)
    _keep_choices(survey, instrument, [answers for _key, answers in fresh], consent)
    closed = close_survey(survey=survey, by=by)
    detail = {"people": len(fresh), "contributions": words}
    record("import_results", closed, by=by, detail=detail)
    return Brought(closed, len(fresh), len(file.prints) - len(fresh), words)


def _open(
    programme: Programme, instrument: Instrument, questionnaire: Questionnaire | None,
    lists: dict[str, list[str]], by: Any,
) -> Survey:  # fmt: skip
    if questionnaire is not None:
        return open_questionnaire(questionnaire=questionnaire, lists=lists, by=by)
    return open_survey(programme=programme, instrument=instrument, lists=lists, by=by)


def _pass_words_on(
    survey: Survey, instrument: Instrument, fresh: Fresh, terms: Terms, by: Any
) -> int:
    drafts: list[Draft] = []
    for key, answers in fresh:
        told = tell(instrument, answers, answers.keys())
        about = about_person(survey, instrument, told)
        drafts += [
            Draft(text=each.words, question=each.asked.wording("en"), person=key, **about)
            for each in told.contributions
            if each.words
        ]
    if not drafts:
        return 0
    added = add_contributions(programme=survey.programme, drafts=drafts, terms=terms, by=by)
    return len(added.ids)


def _keep_choices(
    survey: Survey, instrument: Instrument, rows: Sequence[Mapping[str, Value]], consent: str
) -> None:
    """What was chosen, to be counted with the survey. Nobody has a code to these: the other tool asked."""
    base = {
        "programme": survey.programme, "survey": survey, "state": ResponseState.SENT,
        "sent_on": survey.opened_on, "is_passed_on": True, "consent": consent, "language": "",
    }  # fmt: skip
    Response.objects.bulk_create(
        Response(
            **base, shared=sorted(answers), answers=_chosen(instrument, answers),
            return_hash=secrets.token_hex(32),
        )
        for answers in rows
    )  # fmt: skip


def _chosen(instrument: Instrument, answers: Mapping[str, Value]) -> dict[str, Any]:
    """The answers that do not stand in evidence, as they are stored."""
    words = {each.key for each in tell(instrument, answers, answers.keys()).contributions}
    kept = {key: value for key, value in answers.items() if key not in words}
    return {key: list(each) if isinstance(each, tuple) else each for key, each in kept.items()}


def _known_rows(programme: Programme, code: str) -> set[str]:
    rows = Survey.objects.in_programme(programme).filter(instrument=code)
    return {key for keys in rows.values_list("imported_rows", flat=True) for key in keys}


def _prints(code: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """What each row is known by when it comes again; equal rows are told apart by their order."""
    seen = Occurrences()
    for row in rows:
        yield row_print(code, row, seen.next_of(fingerprint(row)))
