"""The ladder check: what is missing between an item and the words it should stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cairn.analysis.ladder import Draft, check_recommendation
from cairn.analysis.similar import ALIKE, COPY
from cairn.decisions.choices import FLAGS, FlagWords, Kind
from cairn.decisions.models import Finding, Recommendation
from cairn.decisions.queries.likeness import alike_pairs
from cairn.decisions.queries.standing import Key, Standing, standings_for
from cairn.programmes.models import Programme

Checked = Finding | Recommendation
KINDS = (COPY, ALIKE)


@dataclass(frozen=True)
class Flag:
    """One thing missing: the words that raised it, and the ids of items it is too much like."""

    code: str
    detail: str = ""
    others: tuple[int, ...] = ()

    @property
    def words(self) -> FlagWords:
        return FLAGS[self.code]


def ladder_for(viewer: Any, programme: Programme) -> dict[Key, tuple[Flag, ...]]:
    """The flags of every finding and recommendation, by (kind, id), in the order of the ladder."""
    standings = standings_for(viewer, programme)
    flags: dict[Key, tuple[Flag, ...]] = {}
    for kind, rows in _rows(viewer, programme):
        items = list(rows)
        alike = likenesses({item.pk: item.text for item in items})
        for item in items:
            standing = standings.get((kind, item.pk), Standing())
            flags[kind, item.pk] = flags_of(item, standing, alike.get(item.pk, ()))
    return flags


def _rows(viewer: Any, programme: Programme) -> Iterator[tuple[Kind, Any]]:
    """The findings and the recommendations that stand."""
    findings = Finding.objects.visible_to(viewer, programme)
    yield Kind.FINDING, findings.filter(removed_at__isnull=True)
    recommendations = Recommendation.objects.visible_to(viewer, programme)
    live = recommendations.filter(removed_at__isnull=True)
    yield Kind.RECOMMENDATION, live.prefetch_related("addressees")


def flags_of(item: Checked, standing: Standing, alike: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """The flags of one item that stands on `standing`; those of being too much like others last."""
    found = [Flag(code) for code in evidence_flags(standing)]
    if not (item.counter_note.strip() or standing.against):
        found.append(Flag("no_counter_evidence"))
    if not item.inequality_note.strip():
        found.append(Flag("no_inequality"))
    if isinstance(item, Recommendation):
        found += wording_flags(item)
    return (*found, *alike)


def evidence_flags(standing: Standing) -> list[str]:
    """What the people behind an item lack. A role or organisation not known is no reproach."""
    if not standing.excerpts:
        return ["no_evidence"]
    if len(standing.people) == 1:
        return ["one_person"]
    groups = (standing.roles, standing.organisations)
    return ["one_group"] if any(len(known) == 1 and "" not in known for known in groups) else []


def wording_flags(item: Recommendation) -> list[Flag]:
    """What the recommendation's own words and fields leave open."""
    draft = Draft(
        text=item.action or item.text,
        addressees=tuple(addressee.name for addressee in item.addressees.all()),
        measure=item.measure,
        due=item.due_on,
    )
    found = {flag.code: Flag(flag.code, flag.detail) for flag in _check_words(draft)}
    return [found[code] for code in FLAGS if code in found]


# The same words give the same answer, and every page of the room asks for all of them.
_check_words = lru_cache(maxsize=1024)(check_recommendation)


def likenesses(texts: dict[int, str]) -> dict[int, tuple[Flag, ...]]:
    """For each id whose text is pasted from others, or much like others: a flag with their ids."""
    ids = list(texts)
    others: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pair in alike_pairs(tuple(texts.values())):
        first, second = ids[pair.first], ids[pair.second]
        others[first][pair.kind].add(second)
        others[second][pair.kind].add(first)
    return {
        item: tuple(
            Flag(kind, others=tuple(sorted(found[kind]))) for kind in KINDS if kind in found
        )
        for item, found in others.items()
    }


@dataclass(frozen=True)
class Checkup:
    """One finding or recommendation with its flags and the items it is too much like."""

    item: Checked
    flags: tuple[Flag, ...]
    alike: list[Checked]


def ladder_rows(viewer: Any, programme: Programme, code: str = "") -> list[Checkup]:
    """The findings, then the recommendations, that have a flag (that flag, when `code` is given)."""
    flags = ladder_for(viewer, programme)
    items: dict[Key, Any] = {}
    for kind, rows in _rows(viewer, programme):
        items |= {(kind, row.pk): row for row in rows}
    return [
        Checkup(item, flags[key], [items[key[0], pk] for flag in flags[key] for pk in flag.others])
        for key, item in items.items()
        if flags[key] and (not code or code in {flag.code for flag in flags[key]})
    ]
