"""The thread: from any thing back to what was said, and forward to what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet, Window

from cairn.decisions.choices import Kind
from cairn.decisions.models import (
    Change,
    ChangeEvidence,
    Finding,
    FindingEvidence,
    FindingTheme,
    Recommendation,
    RecommendationEvidence,
)
from cairn.decisions.queries.items import recommendation_numbers
from cairn.evidence.choices import USABLE
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Excerpt, Theme, ThemeExcerpt

# The most that is drawn of one level; the page says how many there are in all.
SHOWN = 40
LEVELS = ("contribution", "excerpt", "theme", "finding", "recommendation", "change")
MODELS: dict[str, Any] = {
    "contribution": Contribution,
    "excerpt": Excerpt,
    "theme": Theme,
    "finding": Finding,
    "recommendation": Recommendation,
    "change": Change,
}
# What links excerpts to each kind of thing, and findings to themes.
LINKS: dict[str, Any] = {
    "theme words": ThemeExcerpt,
    "finding words": FindingEvidence,
    "recommendation words": RecommendationEvidence,
    "change words": ChangeEvidence,
    "finding themes": FindingTheme,
}


@dataclass(frozen=True)
class Node:
    """One thing on the thread. A gap is where words were withdrawn or redacted."""

    kind: str
    id: Any
    label: str
    gap: str = ""
    language: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class Link:
    """`source` led to `target` (keys of nodes); `stance` is for or against."""

    source: str
    target: str
    stance: str = "for"


@dataclass(frozen=True)
class Level:
    kind: str
    nodes: list[Node]
    total: int


@dataclass(frozen=True)
class Thread:
    """A thing with everything on its thread, level by level, from words to recommendations."""

    node: Node
    levels: list[Level]
    links: list[Link]

    @property
    def fed_nothing(self) -> bool:
        return not any(
            level.nodes
            for level in self.levels
            if level.kind in {"theme", "finding", "recommendation", "change"}
        )


@dataclass
class Reach:
    """The rows on the thread, a queryset a level, so that any number of rows costs one query."""

    contribution: QuerySet[Any]
    excerpt: QuerySet[Any]
    theme: QuerySet[Any]
    finding: QuerySet[Any]
    recommendation: QuerySet[Any]
    change: QuerySet[Any]


def thread_of(viewer: Any, programme: Programme, kind: str, node_id: Any) -> Thread | None:
    """The thread of one thing, or None when `viewer` may not see such a thing. Twelve queries."""
    rows = _rows(viewer, programme)
    if kind not in MODELS:
        return None
    start = rows[kind].filter(pk=node_id).first()
    if start is None:
        return None
    numbers = recommendation_numbers(viewer, programme)
    reach = _reach(rows, kind, start)
    levels = [_level(level, getattr(reach, level), numbers) for level in LEVELS]
    return Thread(_node(kind, start, numbers), levels, _links(viewer, programme, levels))


def _rows(viewer: Any, programme: Programme) -> dict[str, QuerySet[Any]]:
    tables = MODELS | LINKS
    rows = {kind: model.objects.visible_to(viewer, programme) for kind, model in tables.items()}
    for kind in Kind.values:
        rows[kind] = rows[kind].filter(removed_at__isnull=True)
    rows["excerpt"] = rows["excerpt"].select_related("contribution")
    return rows


def _reach(rows: dict[str, QuerySet[Any]], kind: str, start: Model) -> Reach:
    """Back from `start` to the words, then forward from it; each level one queryset."""
    empty = {level: rows[level].none() for level in LEVELS}
    reach = Reach(**{**empty, kind: rows[kind].filter(pk=start.pk)})
    if kind in {"contribution", "excerpt"}:
        _from_words(rows, reach, kind)
    else:
        _back(rows, reach, kind)
    _forward(rows, reach, kind)
    return reach


def _from_words(rows: dict[str, QuerySet[Any]], reach: Reach, kind: str) -> None:
    if kind == "contribution":
        reach.excerpt = rows["excerpt"].filter(contribution__in=reach.contribution)
    else:
        reach.contribution = rows["contribution"].filter(
            pk__in=reach.excerpt.values("contribution")
        )
    placed = rows["theme words"].filter(excerpt__in=_ids(reach.excerpt)).values("theme")
    reach.theme = _signed(rows).filter(pk__in=placed)


def _back(rows: dict[str, QuerySet[Any]], reach: Reach, kind: str) -> None:
    if kind == "recommendation":
        reach.finding = rows["finding"].filter(recommendations__in=_ids(reach.recommendation))
    if kind in {"recommendation", "finding"}:
        linked = rows["finding themes"].filter(finding__in=_ids(reach.finding)).values("theme")
        reach.theme = _signed(rows).filter(pk__in=linked)
    reach.excerpt = rows["excerpt"].filter(
        Q(pk__in=_words_of(rows, "change", reach.change))
        | Q(pk__in=_words_of(rows, "finding", reach.finding))
        | Q(pk__in=_words_of(rows, "recommendation", reach.recommendation))
        | Q(pk__in=_words_of(rows, "theme", reach.theme))
    )
    reach.contribution = rows["contribution"].filter(pk__in=reach.excerpt.values("contribution"))


def _forward(rows: dict[str, QuerySet[Any]], reach: Reach, kind: str) -> None:
    if kind in {"contribution", "excerpt", "theme"}:
        words = _ids(reach.excerpt) if kind != "theme" else _ids(rows["excerpt"].none())
        held = rows["finding words"].filter(excerpt__in=words).values("finding")
        themed = (
            rows["finding themes"].filter(theme__in=_ids(_signed(reach.theme))).values("finding")
        )
        reach.finding = rows["finding"].filter(Q(pk__in=held) | Q(pk__in=themed))
        changed = rows["change words"].filter(excerpt__in=words).values("change")
        reach.change = rows["change"].filter(pk__in=changed)
        direct = rows["recommendation words"].filter(excerpt__in=words).values("recommendation")
        reach.recommendation = rows["recommendation"].filter(
            Q(pk__in=direct) | Q(findings__in=_ids(reach.finding))
        )
    elif kind == "finding":
        reach.recommendation = rows["recommendation"].filter(findings__in=_ids(reach.finding))
    reach.recommendation = reach.recommendation.distinct()
    reach.finding = reach.finding.distinct()


def _signed(rows: Any) -> QuerySet[Any]:
    themes = rows["theme"] if isinstance(rows, dict) else rows
    return themes.filter(signed_off_at__isnull=False, discarded_at__isnull=True)


def _ids(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")


def _words_of(rows: dict[str, QuerySet[Any]], kind: str, things: QuerySet[Any]) -> QuerySet[Any]:
    return rows[f"{kind} words"].filter(**{f"{kind}__in": _ids(things)}).values("excerpt")


def _level(kind: str, rows: QuerySet[Any], numbers: dict[int, int]) -> Level:
    found = list(rows.annotate(level_total=Window(Count("pk")))[:SHOWN])
    total = found[0].level_total if found else 0
    return Level(kind, [_node(kind, row, numbers) for row in found], total)


def _node(kind: str, row: Any, numbers: dict[int, int]) -> Node:
    if kind == "contribution":
        return Node(kind, row.pk, str(row.number), gap="withdrawn" if row.is_withdrawn else "")
    if kind == "excerpt":
        return Node(kind, row.pk, row.quote, row.retired_reason, row.contribution.language)
    if kind == "recommendation":
        return Node(kind, row.pk, f"{numbers.get(row.pk, 0)}. {row.text}")
    return Node(kind, row.pk, row.title if kind in {"theme", "change"} else row.text)


def _links(viewer: Any, programme: Programme, levels: list[Level]) -> list[Link]:
    ids = {level.kind: [node.id for node in level.nodes] for level in levels}
    links = [
        Link(f"contribution-{contribution}", f"excerpt-{excerpt}")
        for excerpt, contribution in Excerpt.objects.visible_to(viewer, programme)
        .filter(pk__in=ids["excerpt"], contribution__in=ids["contribution"])
        .order_by("pk")
        .values_list("pk", "contribution_id")
    ]
    for model, source, target in EDGES:
        links += _edges(model.objects.visible_to(viewer, programme), source, target, ids)
    follows = Recommendation.objects.visible_to(viewer, programme).filter(
        pk__in=ids["recommendation"], findings__in=ids["finding"]
    )
    pairs = follows.order_by("pk").values_list("findings", "pk")
    return links + [Link(f"finding-{one}", f"recommendation-{two}") for one, two in pairs]


EDGES: tuple[tuple[Any, str, str], ...] = (
    (ThemeExcerpt, "excerpt", "theme"),
    (FindingTheme, "theme", "finding"),
    (FindingEvidence, "excerpt", "finding"),
    (RecommendationEvidence, "excerpt", "recommendation"),
    (ChangeEvidence, "excerpt", "change"),
)


def _edges(rows: QuerySet[Any], source: str, target: str, ids: dict[str, list[Any]]) -> list[Link]:
    within = rows.filter(**{f"{source}__in": ids[source], f"{target}__in": ids[target]})
    names = [f"{source}_id", f"{target}_id"]
    if source == "excerpt":
        names.append("stance")
    found = within.order_by("pk").values_list(*names)
    return [Link(f"{source}-{row[0]}", f"{target}-{row[1]}", *row[2:]) for row in found]


def unused_contributions(viewer: Any, programme: Programme) -> QuerySet[Contribution]:
    """Contributions that may be used and that no theme, finding, change or recommendation stands on."""
    rows = _rows(viewer, programme)
    standing = {kind: rows[kind] for kind in Kind.values} | {"theme": _signed(rows)}
    used = Q()
    for kind, things in standing.items():
        used |= Q(pk__in=_words_of(rows, kind, things))
    fed = rows["excerpt"].filter(used).values("contribution")
    usable = rows["contribution"].filter(withdrawn_at__isnull=True, consent__in=USABLE)
    return usable.exclude(pk__in=fed)
