"""Two surveys: one open, and one closed with counts of forty made-up people who wrote nothing."""

from __future__ import annotations

from cairn.catalogue.asking import Instrument
from cairn.catalogue.shelves import instrument
from cairn.home.management.sample.story import FOLDER, Cast
from cairn.programmes.actions.participants import import_participants
from cairn.programmes.models import Programme
from cairn.surveys import actions
from cairn.surveys.actions.participants import read_participants
from cairn.surveys.tasks import close_and_seal

PEOPLE = 40
# How many of each ten chose the options of a question, from the first on.
SPREAD = (0, 1, 1, 2, 2, 2, 3, 3, 3, 4)


def ask_people(programme: Programme, cast: Cast) -> None:
    listening, staff = instrument("listening-survey"), instrument("staff-survey")
    actions.open_survey(programme=programme, instrument=listening, lists={}, by=cast.amina)
    closed = actions.open_survey(programme=programme, instrument=staff, lists={}, by=cast.amina)
    for number in range(PEOPLE):
        language = "cy" if number % 4 == 0 else "en"
        draft = actions.start_response(survey=closed, language=language)
        chosen = choose(staff, number)
        actions.save_answers(response=draft, values=chosen, language=language)
        actions.send_response(response=draft, shared=(), consent="analysis")
    close_and_seal(survey=closed, by=cast.amina)


def list_people(programme: Programme, cast: Cast) -> None:
    """Who may be asked, from a file, as a facilitator brings it in."""
    path = FOLDER / "made-up-participants.csv"
    with path.open("rb") as content:
        found = read_participants(name=path.name, content=content)
    import_participants(programme=programme, lines=found.lines, change=False, by=cast.amina)


def choose(asked: Instrument, number: int) -> dict[str, str]:
    """What made-up person `number` chose on each scale."""
    scales = [each for each in asked.questions if each.kind in {"scale", "comparative"}]
    return {
        question.code: question.option_codes[place]
        for at, question in enumerate(scales)
        if (place := SPREAD[(number * 3 + at * 5) % len(SPREAD)]) < len(question.options)
    }
