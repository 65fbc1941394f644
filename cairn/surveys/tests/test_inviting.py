"""People asked by a link of their own answer once, in the mode they were told of."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.programmes.tests.factories import make_cast
from cairn.surveys.actions import (
    Arrived,
    Refused,
    choose_mode,
    close_survey,
    invite,
    mark_who_answered,
    save_answers,
    seal_survey,
    send_response,
    start_response,
)
from cairn.surveys.drafts import return_code
from cairn.surveys.models import AnswerFile, Invitee, Response, Survey
from cairn.surveys.queries import words_passed_on
from cairn.surveys.tests.factories import answer, answer_invited, ask, invited, participant

NAMES = ("Made-up Nia", "Made-up Owen", "Made-up Sara")


@pytest.fixture
def people(cast):
    return [participant(cast.programme, name) for name in NAMES]


def test_each_participant_is_invited_once(cast, people):
    survey = ask(cast.programme, cast.lowri)
    made = [len(invite(survey=survey, participants=people, by=cast.lowri)) for _ in range(2)]
    assert made == [3, 0]
    counts = Entry.objects.filter(action="invite").values_list("detail", flat=True)
    assert list(counts) == [{"people": 0}, {"people": 3}]


def test_nobody_is_invited_who_does_not_want_to_be_or_not_yet(cast, people):
    survey, today = ask(cast.programme, cast.lowri), timezone.localdate()
    people[0].unsubscribed_on = today
    people[1].may_contact_later, people[1].not_before = True, today + dt.timedelta(1)
    people[2].email = ""
    assert invite(survey=survey, participants=people, by=cast.lowri) == []


def test_database_refuses_a_name_on_an_anonymous_response(cast, people):
    survey = ask(cast.programme, cast.lowri)
    nia = invited(survey, cast.lowri, *people)[NAMES[0]]
    row = answer_invited(nia, {"keep": "words"})
    assert (row.invitee_id, len(row.ballot_hash)) == (None, 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=row.pk).update(invitee=nia)


@pytest.mark.parametrize("mode", ["anonymous", "confidential", "named"])
def test_second_answers_of_one_person_are_refused(cast, people, mode):
    survey = ask(cast.programme, cast.lowri, mode=mode, confidants=[cast.amina])
    nia = invited(survey, cast.lowri, *people)[NAMES[0]]
    begun_elsewhere = start_response(survey=survey, language="en", invitee=nia)
    answer_invited(nia, {"keep": "first"})
    save_answers(response=begun_elsewhere, values={"keep": "second"}, language="en")
    with pytest.raises(Arrived):
        send_response(response=begun_elsewhere, shared=(), consent="analysis")
    assert Response.objects.filter(state="sent").count() == 1


def test_who_answered_is_tied_to_them_where_they_were_told(cast, people):
    survey = ask(cast.programme, cast.lowri, mode="named")
    owen = invited(survey, cast.lowri, *people)[NAMES[1]]
    row = answer_invited(owen, {"keep": "words"})
    owen.refresh_from_db()
    assert (row.invitee, row.ballot_hash, row.mode, owen.has_answered) == (
        owen, None, "named", True,
    )  # fmt: skip


def test_answers_with_a_name_need_a_link_of_ones_own(cast):
    survey = ask(cast.programme, cast.lowri, mode="named")
    with pytest.raises(Refused):
        start_response(survey=survey, language="en")


def test_mode_is_fixed_once_somebody_has_begun(cast):
    survey = ask(cast.programme, cast.lowri)
    choose_mode(survey=survey, mode="confidential", confidants=[cast.amina], by=cast.lowri)
    choose_mode(survey=survey, mode="anonymous", by=cast.lowri)
    assert survey.confidants.count() == 0
    start_response(survey=survey, language="en", told="anonymous")
    with pytest.raises(Refused):
        choose_mode(survey=survey, mode="named", by=cast.lowri)
    assert Survey.objects.get().mode == "anonymous"


def test_confidential_survey_names_who_can_tell(cast):
    with pytest.raises(Refused):
        ask(cast.programme, cast.lowri, mode="confidential")


def test_nobody_begins_under_another_mode_than_they_read(cast):
    survey = ask(cast.programme, cast.lowri)
    choose_mode(survey=survey, mode="named", by=cast.lowri)
    with pytest.raises(Refused):
        start_response(survey=survey, language="en", told="anonymous")


@pytest.mark.django_db(transaction=True)
def test_a_mode_changed_while_people_begin_is_told_or_refused(db):
    """Ten begin while the mode changes: each has what they were told, or nothing."""
    people = make_cast()
    survey = ask(people.programme, people.lowri)
    gate, refused = threading.Barrier(11), []

    def run(work, **given):
        gate.wait()
        try:
            work(survey=survey, **given)
        except Refused:
            refused.append(work.__name__)
        finally:
            connection.close()

    begin = {"language": "en", "told": "anonymous"}
    threads = [
        threading.Thread(target=run, args=(start_response,), kwargs=begin) for _ in range(10)
    ]
    change = {"mode": "named", "by": people.lowri}
    threads.append(threading.Thread(target=run, args=(choose_mode,), kwargs=change))
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    begun = set(Response.objects.values_list("mode", flat=True))
    assert begun <= {Survey.objects.get().mode}
    assert len(refused) == (10 if not begun else 1)


def test_who_answered_is_noted_for_k_people_at_once(cast, people):
    cast.programme.k = 2
    cast.programme.save()
    survey, noted = ask(cast.programme, cast.lowri), []
    for one in invited(survey, cast.lowri, *people).values():
        answer_invited(one, {"keep": f"words of {one.pk}"})
        noted.append(mark_who_answered(survey=survey))
    assert noted == [0, 2, 0]
    close_survey(survey=survey, by=cast.lowri)
    assert mark_who_answered(survey=Survey.objects.get()) == 1
    assert Invitee.objects.filter(has_answered=True).count() == 3


def test_seal_leaves_answers_and_codes_and_no_way_from_one_to_a_person(cast, people):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    nia = invited(survey, cast.lowri, *people)[NAMES[0]]
    before = answer_invited(nia, {"experience": "Nia's words", "barometer": "good"})
    code = return_code(before.pk)
    close_survey(survey=survey, by=cast.lowri)
    sealed = seal_survey(survey_id=survey.pk)
    after = Response.objects.get()
    assert (after.answers, after.ballot_hash, after.return_hash) == (
        {"barometer": "good"}, None, before.return_hash,
    )  # fmt: skip
    assert Response.objects.filter(pk=before.pk).count() == 0
    assert [one.versions.get().text for one in words_passed_on(after, code)] == ["Nia's words"]
    voted = Invitee.objects.filter(has_answered=True).values_list("participant__name", flat=True)
    assert list(voted) == [NAMES[0]]
    assert not Invitee.objects.filter(key_hash=nia.key_hash).exists()
    assert sealed.sealed_on == timezone.localdate()
    detail = Entry.objects.filter(action="seal_survey").values_list("detail", flat=True)
    assert list(detail) == [{"responses": 1, "invitees": 3}]


def test_seal_is_done_once_and_only_where_it_was_promised(cast, people):
    for mode in ("named", "anonymous"):
        survey = ask(cast.programme, cast.lowri, mode=mode)
        if mode == "anonymous":
            answer(survey, {"keep": "words"})
            assert seal_survey(survey_id=survey.pk).sealed_on is None  # still open
        close_survey(survey=survey, by=cast.lowri)
        seal_survey(survey_id=survey.pk)
        kept = list(Response.objects.values_list("pk", flat=True))
        seal_survey(survey_id=survey.pk)
        assert list(Response.objects.values_list("pk", flat=True)) == kept
    assert Entry.objects.filter(action="seal_survey").count() == 1


def test_everything_that_points_at_what_is_sealed_is_sealed_too():
    """A table of rows for each answer would keep the order they came in: the seal rewrites it too."""
    from cairn.surveys.actions.sealing import SEALED

    pointing = {
        field.related_model
        for model in SEALED
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and field.is_relation
    }
    assert (pointing, pointing - set(SEALED)) == ({Response, AnswerFile}, set())
