"""From answers to evidence: what they say about the person, and which become contributions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cairn.catalogue.asking.answers import NOT_LISTED
from cairn.catalogue.asking.kinds import MEDIA, Instrument
from cairn.catalogue.asking.paging import Answers, Asked, kept_answers, pages


@dataclass(frozen=True)
class Contribution:
    """An answer in somebody's own words (`words`) or sent files (`files`), with what was asked."""

    asked: Asked
    words: str = ""
    files: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.asked.key


@dataclass(frozen=True)
class Told:
    """`attributes` by name (role_band, sector, organisation, place); `figures` by key are the rest."""

    attributes: dict[str, str]
    contributions: tuple[Contribution, ...]
    figures: dict[str, str | tuple[str, ...]]


def tell(instrument: Instrument, answers: Answers, shared: Collection[str] = ()) -> Told:
    """Sort checked answers into attributes, contributions and coded figures.

    Answers that no page asks for are left out, and so are private ones unless their key is `shared`.
    """
    kept = kept_answers(instrument, answers)
    told = Told({}, (), {})
    contributions: list[Contribution] = []
    for asked in (each for page in pages(instrument, answers) for each in page.asked):
        value = kept.get(asked.key)
        if value is None or (asked.question.private and asked.key not in shared):
            continue
        if asked.question.attribute:
            if isinstance(value, str) and value != NOT_LISTED:
                told.attributes[asked.question.attribute] = value
        elif asked.question.carries:
            contributions.append(_contribution(asked, value))
        elif asked.question.is_closed and not asked.question.chooses_levels:
            told.figures[asked.key] = value
    return Told(told.attributes, tuple(contributions), told.figures)


def _contribution(asked: Asked, value: str | tuple[str, ...]) -> Contribution:
    if asked.question.kind in MEDIA and not isinstance(value, str):
        return Contribution(asked, files=value)
    return Contribution(asked, words=value if isinstance(value, str) else "")
