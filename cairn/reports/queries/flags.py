"""The ladder check on what stands in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cairn.decisions.queries.ladder import Flag, ladder_for
from cairn.reports.queries.filling import Filled
from cairn.reports.queries.frozen import claims_in, id_of


@dataclass(frozen=True)
class Flagged:
    """A finding or recommendation of the report with what the ladder check says of it."""

    kind: str
    pk: int
    text: str
    flags: tuple[Flag, ...]


def flags_in(viewer: Any, filled: Filled) -> list[Flagged]:
    """The claims of the report that the ladder check has something to say about, in their order."""
    claims = {claim.ref: claim.text for claim in claims_in(filled.content)}
    if not claims:
        return []
    flags = ladder_for(viewer, filled.report.programme)
    found = [
        Flagged(ref.partition(":")[0], id_of(ref), text, flags[ref.partition(":")[0], id_of(ref)])
        for ref, text in claims.items()
    ]
    return [each for each in found if each.flags]
