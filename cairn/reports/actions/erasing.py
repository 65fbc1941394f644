"""Words that were redacted or withdrawn leave every frozen version, and its files with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.decisions.models import Change, Recommendation
from cairn.evidence.choices import QUOTABLE, Consent
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.reports.actions.exporting import destroy_files
from cairn.reports.exporters import (
    GoodPractice,
    GoodPracticeTable,
    ReportContent,
    Section,
    Thanks,
    erase_quotes,
)
from cairn.reports.exporters import Recommendation as RecommendationBlock
from cairn.reports.models import ReportVersion
from cairn.reports.queries.frozen import freeze, read_content
from cairn.sensemaking.models import Excerpt


@transaction.atomic
def erase_excerpts(*, excerpts: Iterable[Any], by: Any) -> list[tuple[ReportVersion, list[str]]]:
    """Take retired excerpts out of every version; the changed ones with their destroyed files."""
    keys = [excerpt.pk for excerpt in excerpts]
    rows = ReportVersion.objects.filter(references__excerpt__in=keys).distinct()
    refs = {f"excerpt:{key}" for key in keys}
    return [
        changed
        for version in rows.select_related("report", "programme")
        if (changed := _rewrite(version, refs, _names_allowed(version.programme), by))
    ]


@transaction.atomic
def erase_contribution(
    *, contribution: Contribution, by: Any
) -> list[tuple[ReportVersion, list[str]]]:
    """Take out of every version what a withdrawn or redacted contribution left there: the name of
    whoever withdrew, recommendations and examples that were imported from it, and quotes that the
    person allows no longer.
    """
    programme = contribution.programme
    refs = {f"recommendation:{pk}" for pk in _made_from(Recommendation, contribution)}
    refs |= {f"change:{pk}" for pk in _made_from(Change, contribution)}
    if contribution.consent not in QUOTABLE:
        excerpts = Excerpt.objects.in_programme(programme).filter(contribution=contribution)
        refs |= {f"excerpt:{pk}" for pk in excerpts.values_list("pk", flat=True)}
    allowed = _names_allowed(programme)
    rows = ReportVersion.objects.in_programme(programme).select_related("report", "programme")
    return [changed for version in rows if (changed := _rewrite(version, refs, allowed, by))]


def _made_from(model: Any, contribution: Contribution) -> list[int]:
    return list(model.objects.filter(imported_from=contribution).values_list("pk", flat=True))


def _names_allowed(programme: Programme) -> set[str]:
    rows = Contribution.objects.in_programme(programme).filter(
        withdrawn_at=None, consent=Consent.ATTRIBUTED_QUOTE
    )
    return set(rows.values_list("attributed_name", flat=True))


def _rewrite(
    version: ReportVersion, refs: Collection[str], allowed: set[str], by: Any
) -> tuple[ReportVersion, list[str]] | None:
    """The version without these words, with a dated notice; None where nothing had to go."""
    content = read_content(version)
    notice = _notice(version.report.language)
    erased = erase_quotes(content, refs, notice=notice)
    with translation.override(version.report.language):
        sections = tuple(_clean_section(section, refs, allowed) for section in erased.sections)
    erased = replace(erased, sections=sections)
    if erased.sections == content.sections:
        return None
    _store(version, replace(erased, notices=_with(content.notices, notice)))
    names = destroy_files(version)
    record("erase_from_version", version, by=by, detail={"number": version.number})
    return version, names


def _store(version: ReportVersion, content: ReportContent) -> None:
    version.content = freeze(content)
    version.notices = [*version.notices, {"at": timezone.now().isoformat(), "code": "erased"}]
    version.save(update_fields=["content", "notices"])


def _with(notices: tuple[str, ...], notice: str) -> tuple[str, ...]:
    return notices if notice in notices else (*notices, notice)


def _notice(language: str) -> str:
    with translation.override(language):
        day = date_format(timezone.localdate(), "j F Y")
        return _(
            "On %(day)s words were taken out of this version, because they were withdrawn or "
            "could have told who said them. The rest is as it was published."
        ) % {"day": day}


def _gap() -> str:
    return _("Taken out")


def _clean_section(section: Section, refs: Collection[str], allowed: set[str]) -> Section:
    blocks = tuple(_clean_block(block, refs, allowed) for block in section.blocks)
    return replace(section, blocks=blocks)


def _clean_block(block: Any, refs: Collection[str], allowed: set[str]) -> Any:
    if isinstance(block, Thanks):
        return replace(block, people=tuple(name for name in block.people if name in allowed))
    if isinstance(block, RecommendationBlock) and block.ref in refs:
        return replace(block, text=_gap(), measure="", ref="")
    if isinstance(block, GoodPracticeTable):
        rows = tuple(_clean_practice(row) if row.ref in refs else row for row in block.rows)
        return replace(block, rows=rows)
    return block


def _clean_practice(row: GoodPractice) -> GoodPractice:
    return replace(row, example=_gap(), synopsis="", ref="")
