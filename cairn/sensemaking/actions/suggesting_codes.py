"""Codes a machine suggests for passages: asked for, stored apart, answered by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.code_suggester import Code as Named
from cairn.analysis.code_suggester import CodeSuggester, CodeSuggestions
from cairn.analysis.evidence_rich import weigh_evidence
from cairn.audit.actions import record
from cairn.evidence.models import ContributionVersion
from cairn.sensemaking.actions.coding import add_coding
from cairn.sensemaking.actions.pieces import Piece, cut_pieces
from cairn.sensemaking.actions.recording import recording
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.actions.storing import mark
from cairn.sensemaking.choices import RunState, SuggestionState
from cairn.sensemaking.models import Code, Codebook, CodeSuggestion, Coding, SuggestionRun
from cairn.sensemaking.queries import CODES, OFFERED, versions_in_scope

_NEXT = 20


@transaction.atomic
def ask_for_codes(*, codebook: Codebook, by: Any) -> SuggestionRun:
    """Write down that a codebook is to be tried on all contributions; a task does it."""
    if not _codes_of(codebook):
        raise Refused(_("That codebook has no codes yet. Add some, then ask again."))
    if not versions_in_scope(by, codebook.programme, {}).exists():
        raise Refused(_("There is nothing to read yet. Bring in contributions, then ask again."))
    run: SuggestionRun = SuggestionRun.objects.create(
        programme=codebook.programme, suggester=CODES, scope={}, made_by=by,
        parameters={"codebook": codebook.pk},
    )  # fmt: skip
    record("ask_for_codes", run, by=by, detail={"codebook": codebook.pk})
    return run


def suggest_codes(*, pk: int) -> None:
    """Read what was asked for; a run that is done or gone is left alone."""
    run = SuggestionRun.objects.filter(pk=pk, suggester=CODES).first()
    if run is None or run.state in (RunState.DONE, RunState.FAILED):
        return
    mark(run, state=RunState.RUNNING, progress=5)
    codes = _codes_of(Codebook.objects.get(pk=run.parameters["codebook"]))
    pieces = cut_pieces(list(versions_in_scope(run.made_by, run.programme, {})))
    texts = [piece.words for piece in pieces]
    if not codes or not texts:
        mark(run, state=RunState.FAILED, finished_at=timezone.now())
        return
    suggester = teach_suggester(codes, texts)
    mark(run, progress=60)
    found = suggester.predict(texts)
    chosen = [str(pieces[at].version.contribution_id) for at in suggester.choose_next(texts, _NEXT)]
    _store(run, pieces, found, list(dict.fromkeys(chosen)))


def teach_suggester(codes: Sequence[Code], texts: Sequence[str]) -> CodeSuggester:
    """Return a suggester that knows every standing coding, and every suggestion rejected before."""
    taught: dict[str, set[str]] = {}
    codings = Coding.objects.filter(code__in=codes, excerpt__retired_at=None)
    for quote, code in codings.order_by("pk").values_list("excerpt__quote", "code"):
        taught.setdefault(quote, set()).add(str(code))
    named = [Named(str(code.pk), code.name, code.definition) for code in codes]
    labels = [sorted(each) for each in taught.values()]
    suggester = CodeSuggester(named).fit(list(taught), labels, unlabelled=texts)
    answered = CodeSuggestion.objects.filter(code__in=codes, state=SuggestionState.DISCARDED)
    for row in answered.filter(version__erased_at=None).select_related("version"):
        words = row.version.text[row.start : row.end]
        suggester.learn(words, str(row.code_id), accepted=False)
    return suggester


def accept_code(*, suggestion: CodeSuggestion, by: Any) -> Coding:
    """Code the words as that person; what the machine said stays, marked as kept."""
    _check_open(suggestion)
    with recording("accept_code", suggestion.programme, by=by) as changes:
        coding = add_coding(
            changes, suggestion.version, suggestion.start, suggestion.end, suggestion.code
        )
        changes.change(suggestion, state=SuggestionState.KEPT, answered_by=by)
        return coding


def reject_code(*, suggestion: CodeSuggestion, by: Any) -> None:
    _check_open(suggestion)
    with recording("reject_code", suggestion.programme, by=by) as changes:
        changes.about(suggestion)
        changes.change(suggestion, state=SuggestionState.DISCARDED, answered_by=by)


def _check_open(suggestion: CodeSuggestion) -> None:
    if suggestion.state != SuggestionState.OPEN:
        raise Conflict(_("This was answered already. Load the page again."))


def _codes_of(codebook: Codebook) -> list[Code]:
    return list(codebook.codes.filter(retired_at=None))


@transaction.atomic
def _store(
    run: SuggestionRun, pieces: Sequence[Piece], found: CodeSuggestions, chosen: list[str]
) -> None:
    """Keep the best three for each passage whose words still stand."""
    standing = ContributionVersion.objects.in_programme(run.programme).filter(
        is_current=True, erased_at=None
    )
    kept = set(standing.select_for_update().values_list("pk", flat=True))
    run.suggested_codes.all().delete()
    rows = [
        CodeSuggestion(
            programme=run.programme, run=run, contribution_id=piece.version.contribution_id,
            version=piece.version, start=piece.start, end=piece.end, code_id=int(score.code),
            score=score.score,
        )
        for piece, text in zip(pieces, found.texts, strict=True)
        if piece.version.pk in kept
        for score in text.scores[:OFFERED]
        if score.score > 0
    ]  # fmt: skip
    CodeSuggestion.objects.bulk_create(rows, batch_size=500)
    made = found.made_by
    mark(
        run, state=RunState.DONE, progress=100, finished_at=timezone.now(),
        engine=f"{made.method} {made.version}; {made.model}"[:100],
        parameters=run.parameters | {"next": chosen, "rich": _find_rich(pieces)},
    )  # fmt: skip
    record("suggest_codes", run, by=None, detail={"suggestions": len(rows)})


def _find_rich(pieces: Sequence[Piece]) -> list[str]:
    """Return contributions (their keys) that bear most as evidence, richest first."""
    weighed = {
        str(piece.version.contribution_id): weigh_evidence(piece.version.text) for piece in pieces
    }
    rich = [(found.score, key) for key, found in weighed.items() if found.rich]
    return [key for _, key in sorted(rich, key=lambda each: (-each[0], each[1]))[:_NEXT]]
