"""Contributions for tests; every sentence is made up."""

from __future__ import annotations

from typing import Any

from cairn.evidence.actions import Terms, add_contributions
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme

SAYINGS = (
    "We met every morning and it kept us calm.",
    "The rota changed each week and nobody told us.",
    "Mae'r tîm yn gefnogol iawn ac yn gweithio gyda'i gilydd.",
)


def make_contributions(
    programme: Programme, by: Any, count: int = 3, **terms: Any
) -> list[Contribution]:
    """Contributions of `count` people, in the order of `SAYINGS`."""
    drafts = [
        Draft(
            text=SAYINGS[n % len(SAYINGS)], person=f"person-{n}", role_band="Nurse", place="North"
        )
        for n in range(count)
    ]
    added = add_contributions(programme=programme, drafts=drafts, terms=Terms(**terms), by=by)
    return list(Contribution.objects.in_programme(programme).filter(pk__in=added.ids))


def text_of(contribution: Contribution) -> str:
    return str(contribution.versions.get(is_current=True).text)
