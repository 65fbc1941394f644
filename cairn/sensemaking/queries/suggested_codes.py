from __future__ import annotations

from typing import Any

from cairn.evidence.choices import USABLE
from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import RunState, SuggestionState
from cairn.sensemaking.models import CodeSuggestion, SuggestionRun

OFFERED = 3
CODES = "codes"  # what a run that suggests codes is called among runs


def last_code_run(viewer: Any, programme: Programme) -> SuggestionRun | None:
    """The latest finished reading that suggested codes."""
    rows = SuggestionRun.objects.visible_to(viewer, programme)
    found: SuggestionRun | None = rows.filter(suggester=CODES, state=RunState.DONE).first()
    return found


def codes_offered(viewer: Any, programme: Programme, version: Any) -> list[CodeSuggestion]:
    """The codes still open for the words of a version, by the latest reading, best first."""
    run = last_code_run(viewer, programme)
    rows = CodeSuggestion.objects.visible_to(viewer, programme).filter(
        run=run, version=version, state=SuggestionState.OPEN, code__retired_at=None
    )
    return list(rows.select_related("code")) if run else []


def code_suggestion_for(viewer: Any, programme: Programme, pk: int) -> CodeSuggestion | None:
    rows = CodeSuggestion.objects.visible_to(viewer, programme)
    found: CodeSuggestion | None = (
        rows.select_related("version", "code", "programme").filter(pk=pk).first()
    )
    return found


def to_code_next(viewer: Any, programme: Programme, listed: str) -> list[ContributionVersion]:
    """The words the latest reading puts first, in its order, while they may be used.

    `listed` is "next" (what to code next) or "rich" (evidence-rich).
    """
    run = last_code_run(viewer, programme)
    keys = run.parameters.get(listed, []) if run else []
    rows = ContributionVersion.objects.visible_to(viewer, programme).filter(
        contribution__in=keys, is_current=True, erased_at=None,
        contribution__withdrawn_at=None, contribution__consent__in=USABLE,
    )  # fmt: skip
    by_key = {str(row.contribution_id): row for row in rows.select_related("contribution")}
    return [by_key[key] for key in keys if key in by_key]
