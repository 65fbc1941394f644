"""A questionnaire of the programme's own: one version people are asked, and a draft of the next."""

from __future__ import annotations

from functools import partial

from cairn.catalogue.asking import drafting
from cairn.catalogue.kinds import Text
from cairn.catalogue.shelves import instrument
from cairn.home.management.sample.story import Cast
from cairn.programmes.models import Programme
from cairn.surveys.actions import building

NAME = Text("Listening to the night shift", "Gwrando ar y shifft nos")
ASKED = {
    "kind": "open", "word_aim": 60,
    "text": {"en": "What would make nights easier?", "cy": "Beth fyddai'n gwneud y nosweithiau'n haws?"},
}  # fmt: skip
# Nobody has put this one into Welsh yet.
NEXT = {"kind": "open", "text": {"en": "Who do you turn to at three in the morning?"}}


def write_questions(programme: Programme, cast: Cast) -> None:
    template = instrument("listening-survey")
    row = building.make_questionnaire(
        programme=programme, name=NAME, template=template, by=cast.amina
    )
    for question in (ASKED, NEXT):
        building.edit_questionnaire(
            questionnaire=row, by=cast.amina,
            change=partial(drafting.put_question, section="words", question=question),
        )  # fmt: skip
        if question is ASKED:
            building.open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
            row = building.start_next_version(questionnaire=row, by=cast.amina)
