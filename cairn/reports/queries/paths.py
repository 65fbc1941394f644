"""Which findings and recommendations stand on words that still stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cairn.decisions.choices import Kind
from cairn.decisions.queries.standing import standings_for
from cairn.programmes.models import Programme


@dataclass(frozen=True)
class Paths:
    """Ids of the findings and recommendations that have a path to words that still stand."""

    findings: set[int] = field(default_factory=set)
    recommendations: set[int] = field(default_factory=set)


def paths_of(viewer: Any, programme: Programme) -> Paths:
    """The path runs over evidence, signed-off themes and, for a recommendation, its findings."""
    standing = {key for key, one in standings_for(viewer, programme).items() if one.excerpts}
    return Paths(
        {pk for kind, pk in standing if kind == Kind.FINDING},
        {pk for kind, pk in standing if kind == Kind.RECOMMENDATION},
    )
