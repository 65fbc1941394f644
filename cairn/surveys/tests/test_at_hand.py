"""A crowd that answers reads the survey once a second; nothing that is written rests on that."""

import pytest
from django.test import Client

from cairn.surveys.actions import close_survey
from cairn.surveys.models import Response
from cairn.surveys.queries import at_hand
from cairn.surveys.tests.factories import ask, begin, token_in

KEEP = "Video calls for people who live far away"


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(at_hand, "_known", {})


def closed_while_somebody_reads(survey, cast):
    phone = Client()
    first = begin(phone, survey)
    page = phone.get(first)
    close_survey(survey=survey, by=cast.lowri)
    return phone, first, token_in(page)


def test_page_is_shown_a_moment_longer_but_takes_no_answer(cast, survey, settings):
    settings.SURVEY_AT_HAND_SECONDS = 60
    phone, first, token = closed_while_somebody_reads(survey, cast)
    again = Client().get(f"/a/{survey.key}/")
    sent = phone.post(first, {"draft": token, "keep": KEEP, "go": "on"})
    assert (again.status_code, KEEP in sent.content.decode()) == (200, True)
    assert Response.objects.filter(survey=survey).count() == 0


def test_what_was_read_runs_out(cast, survey, settings):
    settings.SURVEY_AT_HAND_SECONDS = 60
    closed_while_somebody_reads(survey, cast)
    was_open = at_hand.survey_at_hand(survey.key).is_open
    settings.SURVEY_AT_HAND_SECONDS = 0
    assert (was_open, at_hand.survey_at_hand(survey.key).is_open) == (True, False)


def test_only_so_many_are_known_at_once(cast, settings, monkeypatch):
    monkeypatch.setattr(at_hand, "MOST", 2)
    settings.SURVEY_AT_HAND_SECONDS = 60
    keys = [ask(cast.programme, cast.lowri).key for _each in range(3)]
    found = [at_hand.survey_at_hand(key).key for key in [*keys, *keys]]
    assert (found, len(at_hand._known)) == ([*keys, *keys], 2)


def test_unknown_link_is_not_remembered(db, settings):
    settings.SURVEY_AT_HAND_SECONDS = 60
    assert (at_hand.survey_at_hand("made-up"), at_hand._known) == (None, {})
