"""What the made-up review says, as data, and the people who do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from cairn.evidence.models import ContributionVersion
from cairn.people.models import User
from cairn.programmes.models import Programme
from cairn.sensemaking.actions import make_excerpt
from cairn.sensemaking.models import Excerpt

FOLDER = Path(settings.BASE_DIR) / "samples" / "review"


@dataclass(frozen=True)
class Cast:
    lowri: User
    amina: User
    ben: User
    carys: User
    rhys: User
    dev: User


def read_story(name: str) -> dict[str, Any]:
    story: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return story


class Words:
    """Finds where some words stand among the contributions of a programme."""

    def __init__(self, programme: Programme) -> None:
        versions = ContributionVersion.objects.in_programme(programme).filter(is_current=True)
        self.versions = list(versions.select_related("contribution", "programme"))

    def find(self, words: str) -> tuple[ContributionVersion, int, int]:
        """The one version that holds the words, and where they begin and end in it."""
        found = [version for version in self.versions if words in version.text]
        if len(found) != 1:
            raise LookupError(f"{words!r} stands in {len(found)} contributions, not in one")
        start = found[0].text.index(words)
        return found[0], start, start + len(words)

    def excerpt(self, words: str, by: User) -> Excerpt:
        version, start, end = self.find(words)
        return make_excerpt(version=version, start=start, end=end, by=by)
