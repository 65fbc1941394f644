"""After the seal nobody can tell who said what: an intruder with everything does no better than chance.

`CAIRN_VOTERS` says how many are invited and how many answer (120,50; the long run has 500,200).
"""

from __future__ import annotations

import os
import random
import secrets
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection, transaction

from cairn.evidence.actions import store_file
from cairn.home.actions import write_backup
from cairn.programmes.models import Participant
from cairn.programmes.tests.factories import make_cast
from cairn.surveys.actions import (
    close_survey,
    invite,
    mark_who_answered,
    remind,
    seal_survey,
    sealing,
)
from cairn.surveys.models import AnswerFile, Invitee, Response, Survey
from cairn.surveys.tests.factories import answer_invited, ask
from tests.contracts.intruder import attack, read_backup, read_database, read_log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_data_folder")]
INVITED, ANSWERED = map(int, os.environ.get("CAIRN_VOTERS", "120,50").split(","))
# Chance finds one, give or take one, however many there are. The mean of ten seals is held to
# chance and two standard deviations of one: by chance alone that is passed once in ten millions.
SEALS, CHANCE, SIGMA = 10, 1, 1
# A way that leads through nothing the seal writes anew is one draw, however often it is looked at;
# by chance alone it finds more than this once in a hundred millions.
MOST_ONCE = 10


class Vote:
    """People answer a survey, each with a word of their own; the words are the truth to find."""

    def __init__(self, invited, answered, answer=answer_invited, mode="anonymous"):
        self.people = make_cast()
        programme, by = self.people.programme, self.people.lowri
        self.survey = ask(programme, by, "reflective-journal", mode=mode)
        made = [
            Participant(programme=programme, name=f"Made-up {n}", email=f"made-up-{n}@example.org")
            for n in range(invited)
        ]
        Participant.objects.bulk_create(made)
        invite(survey=self.survey, participants=made, by=by)
        chosen = random.Random(7).sample(list(Invitee.objects.select_related("survey")), answered)
        self.words = {str(one.participant_id).replace("-", ""): _word() for one in chosen}
        for turn, one in enumerate(chosen):
            word = self.words[one.participant_id.hex]
            answer(one, {"changes": f"We {word}", "learning": f"I {word}"}, shared=["changes"])
            if turn == answered // 2:
                mark_who_answered(survey=self.survey)

    def found(self, tables):
        """By each way to look, how many people stand beside their own words; a guess among several
        counts for its share."""
        return {guess.way: self._score(guess.matches) for guess in attack(tables)}

    def _score(self, matches):
        score = 0.0
        for who, rows in matches.items():
            word = self.words.get(who.replace("-", ""))
            hits = [word is not None and word in str(row) for row in rows]
            score += sum(hits) / len(hits) if hits else 0
        return score


def _word():
    """Letters only: nothing that could be taken for a key."""
    return "".join(secrets.choice("ghjkmnpqrstvwxyz") for _ in range(16))


def seal_again(survey):
    Survey.objects.filter(pk=survey.pk).update(sealed_on=None)
    seal_survey(survey_id=survey.pk)


def answer_with_a_file(invitee, values, shared):
    """And a document that stays with the code, under the person's own word."""
    row = answer_invited(invitee, values, shared)
    file = AnswerFile(programme=row.programme, response=row, form="txt", size=1)
    file.name = values["learning"].removeprefix("I ") + ".txt"
    store_file(file, ContentFile(b"-"))
    file.save()
    row.refresh_from_db()
    row.answers["kept"] = [str(file.pk)]
    row.save()
    return row


@pytest.mark.slow
def test_after_the_seal_an_intruder_with_everything_does_no_better_than_chance(tmp_path, caplog):
    vote = Vote(INVITED, ANSWERED, answer_with_a_file)
    remind(survey=vote.survey, by=vote.people.lowri)
    write_backup(path=tmp_path / "open.backup")
    close_survey(survey=vote.survey, by=vote.people.lowri)
    scores = defaultdict(list)
    for turn in range(SEALS):
        seal_again(vote.survey)
        write_backup(path=tmp_path / f"sealed-{turn}.backup")
        tables = read_database() | read_log(caplog.text)
        tables |= read_backup(tmp_path / "open.backup")
        tables |= read_backup(tmp_path / f"sealed-{turn}.backup")
        for way, score in vote.found(tables).items():
            scores[way.replace(f"-{turn}.", ".")].append(score)
    assert Invitee.objects.filter(has_answered=True).count() == ANSWERED
    assert Response.objects.filter(state="sent").count() == ANSWERED
    held = {pk for row in Response.objects.all() for pk in row.answers["kept"]}
    assert held == {str(pk) for pk in AnswerFile.objects.values_list("pk", flat=True)}
    assert len(held) == ANSWERED
    assert {way: found for way, found in scores.items() if is_more_than_chance(found)} == {}
    assert scores["values"] == [0] * SEALS


def is_more_than_chance(found):
    if len(set(found)) == 1:
        return found[0] > MOST_ONCE
    return sum(found) > (CHANCE + 2 * SIGMA) * SEALS


def in_one_transaction(invitee, values, shared):
    """Noting who has answered along with the answers, as one would without thinking."""
    with transaction.atomic():
        answer_invited(invitee, values, shared)
        Invitee.objects.filter(pk=invitee.pk).update(has_answered=True)


def in_one_order(invitee, values, shared):
    """A roll that is written as people answer."""
    answer_invited(invitee, values, shared)
    Invitee.objects.filter(pk=invitee.pk).delete()
    invitee.has_answered = True
    invitee.save(force_insert=True)


def with_a_value_in_common(invitee, values, shared):
    """The hash of the link as the ballot."""
    row = answer_invited(invitee, values, shared)
    Response.objects.filter(pk=row.pk).update(ballot_hash=invitee.key_hash)
    Invitee.objects.filter(pk=invitee.pk).update(has_answered=True)


@pytest.mark.parametrize("broken", [in_one_transaction, in_one_order, with_a_value_in_common])
def test_the_same_intruder_finds_them_where_the_scheme_is_broken(broken):
    """The test above can fail."""
    if broken is in_one_transaction and connection.vendor == "sqlite":
        pytest.skip("SQLite keeps no number of the transaction that wrote a row")
    vote = Vote(30, 10, broken)  # fewer than are passed on together
    assert max(vote.found(read_database()).values()) == 10


def test_no_byte_of_the_ballots_is_left_after_the_seal():
    vote = Vote(12, 11)
    ballots = set(Response.objects.values_list("ballot_hash", flat=True))
    assert all(one.encode() in stored() for one in ballots)
    close_survey(survey=vote.survey, by=vote.people.lowri)
    seal_survey(survey_id=vote.survey.pk)
    left = stored()
    assert [one for one in ballots if one.encode() in left] == []


READS = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM surveys_response"
WRITES = "BEGIN; SELECT pg_current_xact_id()"


@pytest.mark.parametrize(("name", "begins"), [("", READS), ("", WRITES), ("postgres", WRITES)])
def test_a_seal_gives_way_to_an_older_transaction_and_is_whole_later(monkeypatch, name, begins):
    """One that may still look at the old rows, of another database too, keeps them on the disk."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite waits for its readers by itself")
    vote = Vote(12, 11)
    ballots = set(Response.objects.values_list("ballot_hash", flat=True))
    close_survey(survey=vote.survey, by=vote.people.lowri)
    older = connection.copy()
    older.settings_dict = older.settings_dict | ({"NAME": name} if name else {})
    try:
        with older.cursor() as cursor:
            cursor.execute(begins)
            with monkeypatch.context() as hasty:
                hasty.setattr(sealing, "LOCK_SECONDS", 0.2)
                with pytest.raises(OperationalError, match="an older transaction"):
                    seal_survey(survey_id=vote.survey.pk)
    finally:
        older.close()
    assert Survey.objects.get(pk=vote.survey.pk).sealed_on is None
    seal_survey(survey_id=vote.survey.pk)
    left = stored()
    assert [one for one in ballots if one.encode() in left] == []


def stored():
    """The bytes of the tables as they lie on the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('surveys_response'))")
            return bytes(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        name = connection.settings_dict["NAME"]
    return b"".join(path.read_bytes() for path in Path(name).parent.glob(Path(name).name + "*"))


@pytest.mark.parametrize("step", range(1, 5))
def test_a_seal_that_is_killed_goes_on(monkeypatch, step):
    """Stopped before each of its steps in turn, and begun again: all is there and all is sealed."""
    vote = Vote(12, 11)
    close_survey(survey=vote.survey, by=vote.people.lowri)
    with monkeypatch.context() as killing:
        kill_at(killing, step)
        with pytest.raises(KeyboardInterrupt):
            seal_survey(survey_id=vote.survey.pk)
    assert Survey.objects.get(pk=vote.survey.pk).sealed_on is None
    seal_survey(survey_id=vote.survey.pk)
    words = {word for row in Response.objects.all() for word in str(row.answers).split("'")}
    assert {f"I {word}" for word in vote.words.values()} <= words
    assert Invitee.objects.filter(has_answered=True).count() == 11
    assert (Invitee.objects.count(), Response.objects.exclude(ballot_hash=None).count()) == (12, 0)


def kill_at(monkeypatch, step):
    """The n-th transaction of the seal that writes ends in the middle, as by a kill."""
    real, seen = transaction.Atomic.__exit__, []

    def stop(self, kind, *rest):
        outermost = len(connection.atomic_blocks) == 1
        seen.append(outermost)
        if kind is None and outermost and sum(seen) == step:
            real(self, KeyboardInterrupt, KeyboardInterrupt(), None)
            raise KeyboardInterrupt
        return real(self, kind, *rest)

    monkeypatch.setattr(transaction.Atomic, "__exit__", stop)
