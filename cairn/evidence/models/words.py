from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from cairn.evidence.rules import can_answer_harm, can_read_confided
from cairn.programmes.models import Programme, ProgrammeRow, Row, RowQuerySet


class WordsQuerySet(RowQuerySet[Row]):
    """Rows that lead to somebody's words: what may tell of harm is for those who answer it."""

    def visible_to(self, viewer: Any, programme: Programme) -> Self:
        """What the whole team works with; see docs/decisions/0019 for what is left out."""
        return self._not_held(viewer, programme).for_the_group()

    def readable_by(self, viewer: Any, programme: Programme) -> Self:
        """The same, and what was shared with the facilitators only where `viewer` is one: to read."""
        rows = self._not_held(viewer, programme)
        return rows if can_read_confided(viewer, programme) else rows.for_the_group()

    def for_the_group(self) -> Self:
        return self.exclude(**self._words.stays_behind())

    def _not_held(self, viewer: Any, programme: Programme) -> Self:
        rows = super().visible_to(viewer, programme)
        if can_answer_harm(viewer, programme):
            return rows
        return rows.exclude(**{f"{self._words.way}is_held": True})

    @property
    def _words(self) -> type[WordsRow]:
        return cast("type[WordsRow]", self.model)


class WordsRow(ProgrammeRow):
    """A row that is of one contribution. `way` is how a lookup gets there."""

    way = "contribution__"
    objects: ClassVar[Any] = WordsQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def stays_behind(cls) -> dict[str, bool]:
        return {f"{cls.way}is_confided": True}
