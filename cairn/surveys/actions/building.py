"""The programme's own questions: made from a template or from nothing, changed, frozen when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.catalogue.asking import Instrument, drafting
from cairn.catalogue.asking.checks import find_problems
from cairn.catalogue.asking.codes import code_from_words
from cairn.catalogue.asking.xlsform import Note
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain, ShelfError
from cairn.catalogue.shelves import instruments, load_instrument
from cairn.programmes.models import Programme
from cairn.surveys.actions.asking import open_survey
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.models import Questionnaire, Survey

Part = Callable[[Plain], Plain | None]


class Conflict(Exception):
    """Somebody saved the same part of it in between. `current` is what stands."""

    def __init__(self, current: Questionnaire) -> None:
        super().__init__("the questionnaire was saved by somebody else in between")
        self.current = current


@transaction.atomic
def make_questionnaire(
    *, programme: Programme, name: Text, template: Instrument | None = None, by: Any
) -> Questionnaire:
    """A draft of the programme's own, with everything the template asks or with no question yet."""
    code = _free_code(programme, name)
    document = (
        drafting.draft_from(template, code, name) if template else drafting.start_draft(code, name)
    )
    return _make(programme, document, by, template=template.code if template else "")


@transaction.atomic
def keep_import(
    *, programme: Programme, document: Plain, notes: Sequence[Note], by: Any
) -> Questionnaire:
    """A draft out of another tool's form, with the list of what could not be taken over."""
    name = Text(document["name"]["en"], document["name"].get("cy", ""))
    own = document | {"code": _free_code(programme, name)}
    return _make(programme, own, by, notes=[asdict(note) for note in notes])


@transaction.atomic
def edit_questionnaire(
    *,
    questionnaire: Questionnaire,
    change: drafting.Change,
    by: Any,
    part: Part | None = None,
    seen: str = "",
) -> Questionnaire:
    """Change the draft by a function of its document; what stood before can be brought back.

    `part` finds what is being edited, and `seen` is its `drafting.fingerprint` when the page was
    shown. Raises `Conflict` where that part is another by now, `Refused` once it is frozen.
    """
    row = _draft(questionnaire)
    if part is not None and drafting.fingerprint(part(row.document)) != seen:
        raise Conflict(row)
    row.document, row.before = change(row.document), row.document
    return _keep(row, "edit_questionnaire", by)


@transaction.atomic
def undo_edit(*, questionnaire: Questionnaire, by: Any) -> Questionnaire:
    """Bring back what stood before the last change; asked again, it brings the change back."""
    row = _draft(questionnaire)
    if row.before is None:
        raise Refused(_("There is nothing to undo."))
    row.document, row.before = row.before, row.document
    return _keep(row, "undo_edit", by)


@transaction.atomic
def start_next_version(*, questionnaire: Questionnaire, by: Any) -> Questionnaire:
    """A draft of the version after this one; the draft there is already, if there is one."""
    rows = _versions(questionnaire).select_for_update()
    newest: Questionnaire = rows.order_by("-version")[0]
    if not newest.is_frozen:
        return newest
    made = drafting.next_version(questionnaire.document) | {"version": newest.version + 1}
    return _make(questionnaire.programme, made, by)


@transaction.atomic
def remove_draft(*, questionnaire: Questionnaire, by: Any) -> None:
    row = _draft(questionnaire)
    record("remove_draft", row, by=by, detail={"questionnaire": str(row)})
    row.delete()


@transaction.atomic
def open_questionnaire(*, questionnaire: Questionnaire, by: Any, **terms: Any) -> Survey:
    """Put the version to people: it freezes. `terms` are those of `open_survey`.

    Raises `Refused` while something is wrong in it.
    """
    row = _locked(questionnaire)
    instrument = check_draft(row)
    if not row.is_frozen:
        row.frozen_on, row.before = timezone.localdate(), None
        row.save(update_fields=["frozen_on", "before"])
    survey = open_survey(programme=row.programme, instrument=instrument, by=by, **terms)
    survey.questionnaire = row
    survey.save(update_fields=["questionnaire"])
    record("open_questionnaire", row, by=by, detail={"survey": str(survey.pk)})
    return survey


def check_draft(questionnaire: Questionnaire) -> Instrument:
    """The version as people can answer it; raises `Refused`."""
    try:
        if find_problems(drafting.read_draft(questionnaire.document)):
            raise Refused(_("Something has to be put right first. The list says what."))
        return load_instrument(questionnaire.document, str(questionnaire))
    except ShelfError as error:
        raise Refused(str(error)) from error


def _make(
    programme: Programme, document: Plain, by: Any, *, template: str = "", notes: Any = ()
) -> Questionnaire:
    row: Questionnaire = Questionnaire.objects.create(
        programme=programme, code=document["code"], version=document["version"],
        document=drafting.finish_draft(document), notes=list(notes), made_by=by,
    )  # fmt: skip
    record("make_questionnaire", row, by=by, detail={"template": template, "named": str(row)})
    return row


def _free_code(programme: Programme, name: Text) -> str:
    """A code nobody else has: not in the programme, not on the shelf."""
    rows = Questionnaire.objects.in_programme(programme)
    taken = {*rows.values_list("code", flat=True), *(each.code for each in instruments())}
    under = {code.replace("-", "_") for code in taken}
    return code_from_words(name.en, under, "questionnaire").replace("_", "-")


def _versions(questionnaire: Questionnaire) -> Any:
    rows = Questionnaire.objects.in_programme(questionnaire.programme)
    return rows.filter(code=questionnaire.code)


def _locked(questionnaire: Questionnaire) -> Questionnaire:
    rows = Questionnaire.objects.select_for_update(of=("self",)).select_related("programme")
    row: Questionnaire = rows.get(pk=questionnaire.pk)
    return row


def _draft(questionnaire: Questionnaire) -> Questionnaire:
    row = _locked(questionnaire)
    if row.is_frozen:
        raise Refused(_("People were asked this version, so it stays as it is. Make the next one."))
    return row


def _keep(row: Questionnaire, action: str, by: Any) -> Questionnaire:
    row.save(update_fields=["document", "before"])
    record(action, row, by=by, detail={"questions": len(drafting.all_questions(row.document))})
    return row
