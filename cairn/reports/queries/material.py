"""Everything a report may draw on, read once and in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from cairn.analysis.disclosure_ledger import Question
from cairn.decisions.choices import DecisionState, Verdict
from cairn.decisions.models import Change, Finding, Heading, Recommendation
from cairn.evidence.choices import QUOTABLE, Consent
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.queries import held_back
from cairn.programmes.models import Programme
from cairn.reports.queries.ledger import THEMES, Gate, gate_of
from cairn.reports.queries.paths import Paths, paths_of
from cairn.reports.queries.people import People, people_of
from cairn.sensemaking.choices import ThemeKind
from cairn.sensemaking.models import Excerpt, SuggestionRun, Theme, ThemeExcerpt
from cairn.sensemaking.queries import groups_for, themes_for
from cairn.sensemaking.queries.heard import Crossing, count_by

ACCOUNT_LENGTH = 300


@dataclass(frozen=True)
class Figures:
    """Plain counts of things, not of people."""

    contributions: int
    questions: int
    channels: list[str]
    excerpts: int
    engines: list[str]


@dataclass(frozen=True)
class Material:
    programme: Programme
    gate: Gate
    people: People
    figures: Figures
    groups: list[Any]
    themes: list[Theme]
    not_return: list[Theme]
    members: dict[int, list[ThemeExcerpt]]
    heard: Crossing | None
    headings: list[Heading]
    findings: list[Finding]
    recommendations: list[Recommendation]
    drafts: int
    changes: list[Change]
    accounts: list[Excerpt]
    thanked: list[str]
    paths: Paths
    # The keys of contributions that may tell of harm and that nobody has released.
    held: frozenset[UUID]

    def numbers(self) -> dict[int, int]:
        """The number of each theme in the report."""
        return {theme.pk: number for number, theme in enumerate(self.themes, start=1)}


def material_for(viewer: Any, programme: Programme) -> Material:
    themes = list(themes_for(viewer, programme))
    not_return = list(themes_for(viewer, programme, kind=ThemeKind.MUST_NOT_RETURN))
    findings = ready_findings(viewer, programme)
    recommendations = ready_recommendations(viewer, programme)
    gate = gate_of(viewer, programme)
    return Material(
        programme=programme,
        gate=gate,
        people=people_of(viewer, programme, gate),
        figures=figures_of(viewer, programme),
        groups=list(groups_for(viewer, programme)),
        themes=themes,
        not_return=not_return,
        members=members_of_themes(viewer, programme, [*themes, *not_return]),
        heard=roles_behind(viewer, programme, themes, gate),
        headings=list(Heading.objects.visible_to(viewer, programme)),
        findings=findings,
        recommendations=recommendations,
        drafts=drafts_left_out(viewer, programme),
        changes=practice_of(viewer, programme),
        accounts=accounts_of(viewer, programme),
        thanked=names_to_thank(viewer, programme),
        paths=paths_of(viewer, programme),
        held=frozenset(held_back(viewer, programme)),
    )


def roles_behind(
    viewer: Any, programme: Programme, themes: list[Theme], gate: Gate
) -> Crossing | None:
    """People behind the themes by role band, as may be printed; None where no role is known."""
    found = count_by(viewer, programme, themes, "role_band")
    if found is None:
        return None
    keys = tuple(str(theme.pk) for theme in themes)
    asked = Question("theme", keys, "role_band", found.columns)
    names = tuple(theme.title for theme in themes)
    return Crossing(names, found.columns, gate.release(THEMES, found.cells, asked))


def members_of_themes(
    viewer: Any, programme: Programme, themes: list[Theme]
) -> dict[int, list[ThemeExcerpt]]:
    """What stands in each theme, chosen quotes first, without words that no longer stand."""
    rows = ThemeExcerpt.objects.visible_to(viewer, programme).filter(
        theme__in=[theme.pk for theme in themes],
        excerpt__retired_at=None,
        excerpt__contribution__withdrawn_at=None,
    )
    found: dict[int, list[ThemeExcerpt]] = defaultdict(list)
    for row in rows.select_related("excerpt__contribution").order_by("quote_order", "pk"):
        found[row.theme_id].append(row)
    return found


def ready_findings(viewer: Any, programme: Programme) -> list[Finding]:
    rows = Finding.objects.visible_to(viewer, programme).filter(
        removed_at=None, state=DecisionState.READY
    )
    return list(rows.prefetch_related("headings"))


def ready_recommendations(viewer: Any, programme: Programme) -> list[Recommendation]:
    rows = Recommendation.objects.visible_to(viewer, programme).filter(
        removed_at=None, state=DecisionState.READY
    )
    return list(rows.prefetch_related("addressees"))


def drafts_left_out(viewer: Any, programme: Programme) -> int:
    """How many findings and recommendations are still drafts."""
    return sum(
        model.objects.visible_to(viewer, programme)
        .filter(removed_at=None, state=DecisionState.DRAFT)
        .count()
        for model in (Finding, Recommendation)
    )


def practice_of(viewer: Any, programme: Programme) -> list[Change]:
    """The changes worth passing on: all but those to stop."""
    rows = Change.objects.visible_to(viewer, programme).filter(removed_at=None)
    return list(rows.exclude(verdict=Verdict.STOP).prefetch_related("domains"))


def accounts_of(viewer: Any, programme: Programme) -> list[Excerpt]:
    """Case studies: whole accounts that somebody gave with their name and a person excerpted."""
    rows = (
        Excerpt.objects.visible_to(viewer, programme)
        .filter(
            retired_at=None,
            start=0,
            end__gte=ACCOUNT_LENGTH,
            contribution__withdrawn_at=None,
            contribution__consent=Consent.ATTRIBUTED_QUOTE,
        )
        .exclude(contribution__in=held_back(viewer, programme))
    )
    found = rows.select_related("contribution", "version").order_by("contribution__number")
    return [row for row in found if row.end >= len(row.version.text.rstrip())]


def names_to_thank(viewer: Any, programme: Programme) -> list[str]:
    """The names of people who allowed their name to be printed and took nothing back."""
    rows = Contribution.objects.visible_to(viewer, programme).filter(
        withdrawn_at=None, consent=Consent.ATTRIBUTED_QUOTE
    )
    named = rows.exclude(attributed_name="").order_by("attributed_name")
    return list(named.values_list("attributed_name", flat=True).distinct())


def figures_of(viewer: Any, programme: Programme) -> Figures:
    rows = Contribution.objects.visible_to(viewer, programme).filter(withdrawn_at=None)
    rows = rows.exclude(consent=Consent.NONE)
    counts = rows.order_by().aggregate(
        contributions=Count("pk"), questions=Count("question", distinct=True)
    )
    channels = rows.order_by("channel").values_list("channel", flat=True).distinct()
    runs = SuggestionRun.objects.visible_to(viewer, programme).order_by("engine")
    used = runs.exclude(engine="").values_list("engine", flat=True).distinct()
    return Figures(
        **counts,
        channels=list(channels),
        excerpts=Excerpt.objects.visible_to(viewer, programme).filter(retired_at=None).count(),
        engines=list(used),
    )


def is_quotable(material: Material, excerpt: Excerpt) -> bool:
    """Whether these words may be printed; `excerpt.contribution` is loaded."""
    said = excerpt.contribution
    if excerpt.retired_at or said.is_withdrawn or said.pk in material.held:
        return False
    return said.consent in QUOTABLE


def texts_of(viewer: Any, programme: Programme) -> Any:
    """Every text somebody said, one after the other."""
    rows = ContributionVersion.objects.visible_to(viewer, programme).filter(is_current=True)
    return rows.exclude(text="").values_list("text", flat=True).iterator(chunk_size=2000)
