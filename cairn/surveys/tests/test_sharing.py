"""Private answers are shared one by one: with nobody, with the facilitators, or with the group."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse
from docx import Document

from cairn.catalogue.shelves import instrument
from cairn.evidence.actions import find_harm
from cairn.evidence.models import Contribution
from cairn.evidence.queries import (
    contributions_for,
    flagged_for,
    people_heard,
    questions_for,
    waiting_harm,
)
from cairn.evidence.tests.factories import text_of
from cairn.surveys.actions import close_survey, invite, seal_survey
from cairn.surveys.drafts import draft_token, return_code
from cairn.surveys.models import Response
from cairn.surveys.queries import told_to_group
from cairn.surveys.queries.inviting import responses_with_names, words_with_names
from cairn.surveys.queries.taking import words_of
from cairn.surveys.tests.factories import (
    answer,
    answer_invited,
    ask,
    draft,
    make_phone,
    open_with,
    participant,
)

WIDE, NARROW, OWN = "The kingfisher came back", "The heron was told off", "I dreamt of geese"
JOURNAL = {"written_by": "alone", "changes": WIDE, "learning": NARROW, "impact_people": OWN}
SHARING = {"shared": ["changes", "learning"], "confided": ["learning"]}


@pytest.fixture
def journal(cast):
    return ask(cast.programme, cast.lowri, "reflective-journal")


@pytest.fixture
def code(cast, journal):
    """The return code of somebody whose answers the team has."""
    found = return_code(answer(journal, JOURNAL, **SHARING).pk)
    close_survey(survey=journal, by=cast.lowri)
    Contribution.objects.update(is_held=False)
    return found


def read_by(cast, programme=None):
    """The words each of the cast reads."""
    people = ("lowri", "amina", "ben", "rhys", "dev")
    programme = programme or cast.programme
    return {
        name: {row.words for row in contributions_for(getattr(cast, name), programme)}
        for name in people
    }


def of_the(cast, *, facilitators, group):
    return {
        "lowri": facilitators, "amina": facilitators, "ben": group, "rhys": group, "dev": set(),
    }  # fmt: skip


def test_each_answer_is_read_by_those_it_was_shared_with(cast, code):
    assert read_by(cast) == of_the(cast, facilitators={WIDE, NARROW}, group={WIDE})


def test_the_choice_on_the_page_is_kept_as_codes(journal):
    phone, row = make_phone(), draft(journal, JOURNAL)
    at = f"/a/{journal.key}/check/"
    sent = {"draft": draft_token(row.pk), "go": "send", "consent": "analysis"}
    sharing = {
        "share.changes": "group",
        "share.learning": "facilitators",
        "share.impact_people": "odd",
    }
    page = phone.post(at, {**sent, **sharing, "consent": ""}).content.decode()
    assert page.count(" checked") == 3
    phone.post(at, sent | sharing)
    row.refresh_from_db()
    assert (row.shared, row.confided) == (["changes", "learning"], ["learning"])


def test_lists_of_questions_do_not_tell_of_it(cast, code):
    asked = {
        name: len(questions_for(getattr(cast, name), cast.programme)) for name in ("amina", "ben")
    }
    assert asked == {"amina": 2, "ben": 1}


def test_people_are_counted_by_what_the_group_may_read(cast, journal):
    cast.programme.k = 2
    cast.programme.save()
    for confided in ([], [], ["learning"]):
        answer(journal, JOURNAL, shared=["learning"], confided=confided)
    close_survey(survey=journal, by=cast.lowri)
    Contribution.objects.update(is_held=False)
    assert [people_heard(each, cast.programme) for each in (cast.amina, cast.ben)] == [2, 2]
    assert Contribution.objects.count() == 3


def test_files_of_the_programme_and_of_the_survey_leave_it_out(cast, code, amina, journal):
    whole = amina.post(reverse("programmes:export", args=[cast.programme.slug]))
    with zipfile.ZipFile(io.BytesIO(b"".join(whole))) as archive:
        said = archive.read("evidence.contributionversion.jsonl").decode().splitlines()
        rows = archive.read("evidence.contribution.jsonl").decode().splitlines()
    assert ([json.loads(line)["text"] for line in said], len(rows)) == ([WIDE], 1)
    assert [row[-1] for row in words_of(cast.amina, journal)] == [WIDE]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_group_is_given_it_later_by_the_return_code(cast, code, journal, is_sealed):
    if is_sealed:
        seal_survey(survey_id=journal.pk)
    page = open_with(code).content.decode()
    assert page.count("Shared with the facilitators only.") == 1
    page = open_with(code, go="share", **{"share.learning": "group"}).content.decode()
    assert page.count("Shared with the facilitators only.") == 0
    both = {WIDE, NARROW}
    assert read_by(cast) == of_the(cast, facilitators=both, group=both)


def test_what_the_group_has_is_not_narrowed_again(cast, code):
    sent = {"share.changes": "facilitators", "share.learning": "nobody"}
    open_with(code, go="share", **sent)
    assert read_by(cast) == of_the(cast, facilitators={WIDE, NARROW}, group={WIDE})


def test_while_the_survey_is_open_the_group_is_given_it_with_the_next_batch(cast, journal):
    cast.programme.k = 2
    cast.programme.save()
    code = return_code(answer(journal, JOURNAL, **SHARING).pk)
    answer(journal, {"changes": "Theirs"}, shared=["changes"])
    Contribution.objects.update(is_held=False)
    page = open_with(code, go="share", **{"share.learning": "group"}).content.decode()
    assert page.count("It goes to the whole group with the next batch.") == 1
    assert NARROW not in read_by(cast)["ben"]
    answer(journal, {"changes": "Of somebody else"}, shared=["changes"])
    assert NARROW in read_by(cast)["ben"]
    assert Response.objects.filter(is_passed_on=False).count() == 0


def test_what_was_kept_goes_to_the_facilitators_first(cast, code):
    open_with(code, go="share", **{"share.impact_people": "facilitators"})
    Contribution.objects.update(is_held=False)
    assert read_by(cast) == of_the(cast, facilitators={WIDE, NARROW, OWN}, group={WIDE})


def test_taken_back_it_is_gone_for_facilitators_and_leaves_no_gap_for_others(cast, code):
    row = Contribution.objects.get(is_confided=True)
    open_with(code, contribution=row.pk)
    seen = {name: len(words) for name, words in read_by(cast).items()}
    assert (text_of(row), seen) == ("", {"lowri": 2, "amina": 2, "ben": 1, "rhys": 1, "dev": 0})


def test_everything_taken_back_widens_nothing(cast, code):
    open_with(code, go="withdraw_all")
    assert Contribution.objects.filter(is_confided=True).count() == 1
    assert read_by(cast)["ben"] == {""}


def test_one_s_own_copy_says_with_whom(code):
    copy = Document(io.BytesIO(b"".join(open_with(code, go="docx"))))
    said = [each.text for each in copy.paragraphs]
    after = {words: said[said.index(words) + 1] for words in (WIDE, NARROW, OWN)}
    assert after == {
        WIDE: "Shared with the whole group.", NARROW: "Shared with the facilitators only.",
        OWN: "Not shared: only you can open it.",
    }  # fmt: skip


def test_a_confidant_who_does_not_facilitate_sees_whose_the_rest_is(cast):
    survey = ask(
        cast.programme, cast.lowri, "reflective-journal", mode="confidential",
        confidants=[cast.amina, cast.ben],
    )  # fmt: skip
    nia = participant(cast.programme, "Made-up Nia")
    [row] = invite(survey=survey, participants=[nia], by=cast.lowri)
    answer_invited(row, JOURNAL, **SHARING)
    close_survey(survey=survey, by=cast.lowri)
    Contribution.objects.update(is_held=False)
    told = {}
    for person in (cast.amina, cast.ben):
        [words] = words_with_names(person, survey, responses_with_names(person, survey)).values()
        told[person] = {each.words for each in words}
    assert told == {cast.amina: {WIDE, NARROW}, cast.ben: {WIDE}}


@pytest.mark.parametrize(("confided", "said"), [(["role_band"], {}), ([], {"role_band": "nurse"})])
def test_what_is_said_of_oneself_to_facilitators_goes_with_no_words(confided, said):
    """A role stands beside words and in figures, where everybody sees it."""
    found = instrument("listening-survey")
    sections = [
        replace(part, questions=tuple(replace(each, private=True) for each in part.questions))
        for part in found.sections
    ]
    row = Response(answers={"role_band": "nurse"}, shared=["role_band"], confided=confided)
    told = told_to_group(row, replace(found, sections=tuple(sections)))
    assert told.attributes == said


def test_what_may_tell_of_harm_is_looked_for_in_it_too(cast, journal):
    answer(journal, {"learning": "They hit my mother."}, shared=["learning"], confided=["learning"])
    close_survey(survey=journal, by=cast.lowri)
    row = Contribution.objects.get()
    find_harm(contribution_ids=[row.pk])
    row.refresh_from_db()
    assert (row.is_held, row.is_confided, waiting_harm(cast.amina, cast.programme)) == (
        True,
        True,
        1,
    )
    [found] = flagged_for(cast.amina, cast.programme, "harm")
    assert found == row
