"""A questionnaire of the programme's own: drafted, translated, frozen when asked, compared by code."""

import zipfile

import pytest

from cairn.catalogue.asking import drafting
from cairn.catalogue.kinds import Text
from cairn.catalogue.shelves import instrument
from cairn.evidence.models import Contribution
from cairn.programmes.actions.exports import export_programme
from cairn.programmes.actions.programmes import delete_programme
from cairn.surveys.actions import Refused
from cairn.surveys.actions.building import (
    Conflict,
    edit_questionnaire,
    make_questionnaire,
    open_questionnaire,
    start_next_version,
    undo_edit,
)
from cairn.surveys.models import Questionnaire
from cairn.surveys.queries import instrument_of
from cairn.surveys.queries.building import instrument_in
from cairn.surveys.tests.factories import answer

NAME = Text("Listening to the night shift", "Gwrando ar y shifft nos")


def make(cast, template="listening-survey", name=NAME):
    found = instrument(template) if template else None
    return make_questionnaire(programme=cast.programme, name=name, template=found, by=cast.amina)


def add(row, by, english, welsh="", section="questions", **more):
    question = {"kind": "open", "text": drafting.words(english, welsh)} | more
    return edit_questionnaire(
        questionnaire=row, change=lambda data: drafting.put_question(data, section, question), by=by
    )


def test_template_becomes_the_programmes_own_with_every_code(cast):
    row = make(cast)
    ours, theirs = instrument_in(row), instrument("listening-survey")
    assert (row.code, row.version, ours.name) == ("listening-to-the-night-shift", 1, NAME)
    assert ours.sections == theirs.sections


def test_name_taken_on_the_shelf_or_here_gets_a_number(cast):
    rows = [make(cast, name=Text("Listening survey")) for _ in range(2)]
    assert [row.code for row in rows] == ["listening-survey-2", "listening-survey-3"]


def test_opening_freezes_and_the_next_version_is_another_row(cast):
    row = add(make(cast), cast.amina, "What would you tell a newcomer?", section="words")
    survey = open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    row.refresh_from_db()
    assert (row.is_frozen, instrument_of(survey).version) == (True, 1)
    with pytest.raises(Refused):
        add(row, cast.amina, "One more?")
    with pytest.raises(Refused):
        undo_edit(questionnaire=row, by=cast.amina)
    second = start_next_version(questionnaire=row, by=cast.amina)
    assert start_next_version(questionnaire=row, by=cast.amina) == second
    assert (second.version, second.document["version"], second.is_frozen) == (2, 2, False)
    add(second, cast.amina, "One more?", section="words")
    codes = [question.code for question in instrument_of(survey).questions]
    assert ("one_more" in codes, "what_would_you_tell_a_newcomer" in codes) == (False, True)


def test_answers_to_an_own_question_stand_in_evidence_under_it(cast):
    cast.programme.k = 2
    cast.programme.save()
    row = add(make(cast, None), cast.amina, "What helps at night?", "Beth sy'n helpu yn y nos?")
    row = edit_questionnaire(questionnaire=row, change=with_first_words, by=cast.amina)
    survey = open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    for said in ("Te poeth", "Golau cynnes"):
        answer(survey, {"what_helps_at_night": said}, language="cy")
    rows = Contribution.objects.order_by("number").values_list("question__text", "language")
    assert list(rows) == [("What helps at night?", "cy")] * 2


def with_first_words(data):
    return data | {"introduction": {"en": "Hello."}, "readers": {"en": "The team."}}


def test_unfinished_questionnaire_is_not_opened(cast):
    with pytest.raises(Refused):
        open_questionnaire(questionnaire=make(cast, None), lists={}, by=cast.amina)
    assert Questionnaire.objects.get().is_frozen is False


def test_two_people_saving_one_question_at_once_overwrite_nothing(cast):
    row = add(make(cast, None), cast.amina, "Mine?")
    seen = drafting.fingerprint(mine(row.document))
    add(row, cast.ben, "Another?")
    reworded = {"code": "mine", "kind": "open", "text": {"en": "Ours?"}}

    def save():
        return edit_questionnaire(
            questionnaire=row, part=mine, seen=seen, by=cast.lowri,
            change=lambda data: drafting.put_question(data, "questions", reworded),
        )  # fmt: skip

    assert mine(save().document) == reworded  # somebody saved, but another question
    with pytest.raises(Conflict) as conflict:
        save()
    assert mine(conflict.value.current.document) == reworded


def mine(document):
    return drafting.find_question(document, "mine")


def test_undo_brings_back_what_stood_and_again_the_change(cast):
    row = add(make(cast, None), cast.amina, "Gone?")
    codes = []
    for _ in range(2):
        row = undo_edit(questionnaire=row, by=cast.amina)
        codes.append([question.code for question in instrument_in(row).questions])
    assert codes == [[], ["gone"]]


def test_programme_takes_its_questionnaires_along_into_its_file_and_when_it_goes(cast):
    row = add(make(cast), cast.amina, "What would you tell a newcomer?", section="words")
    open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    with (
        export_programme(programme=cast.programme, by=cast.lowri) as file,
        zipfile.ZipFile(file) as archive,
    ):
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"What would you tell a newcomer?" in whole
    delete_programme(programme=cast.programme, by=cast.lowri)
    assert Questionnaire.objects.count() == 0
