"""Whatever goes wrong while somebody answers, what they wrote is saved or on the page they get."""

import html
import time

import pytest
from django.core import signing
from django.db import OperationalError, connection
from django.test import Client

from cairn.evidence.tests.faults import Fault
from cairn.surveys.actions import close_survey, withdraw_response
from cairn.surveys.drafts import return_code
from cairn.surveys.models import Response
from cairn.surveys.tests.factories import begin, fill, send_page, token_in

WORDS = "Five beds stood in the corridor, and nobody said «sorry»"
DAY = 24 * 60 * 60


@pytest.fixture
def phone():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def broken_at(nth, problem):
    """The database fails at the nth statement."""
    seen = []

    def wrapper(execute, sql, params, many, context):
        seen.append(sql)
        if len(seen) == nth:
            raise problem
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def is_kept(page):
    """The words stand in the draft, or in a box of the page, and can be sent from there again."""
    if page.status_code == 302:
        return Response.objects.get().answers == {"keep": WORDS}
    return WORDS in html.unescape(page.content.decode())


# A page is saved outside any transaction, so these tests are not in one either.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("problem", [Fault("boom"), OperationalError("database is locked")])
def test_a_fault_at_any_statement_loses_no_words(phone, survey, problem):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS}
    wanted = 500 if isinstance(problem, Fault) else 503
    faults = 0
    for nth in range(1, 40):
        with broken_at(nth, problem):
            page = phone.post(first, sent)
        if page.status_code == 302:
            break
        faults += 1
        assert (page.status_code, is_kept(page)) == (wanted, True)
    assert faults == 3  # the survey, the draft, the words
    assert Response.objects.get().answers == {"keep": WORDS}


def test_fault_is_told_in_both_languages_and_the_same_can_be_sent_again(phone, survey):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS, "go": "on"}
    with broken_at(1, Fault("boom")):
        page = phone.post(first, sent)
    text = html.unescape(page.content.decode())
    assert "Something went wrong on our side" in text
    assert 'lang="cy"' in text
    assert f'action="{first}"' in text
    assert token_in(page) == sent["draft"]
    assert 'name="keep"' in text
    assert 'name="go" value="on"' in text


def test_full_disk_or_locked_database_says_when_to_try_again(phone, survey):
    check = fill(phone, survey, keep=WORDS)
    sent = {"draft": token_in(phone.get(check)), "go": "send", "consent": "analysis"}
    for problem in (OperationalError("database is locked"), OSError(28, "No space left on device")):
        with broken_at(2, problem):
            page = phone.post(check, sent)
        assert (page.status_code, page["Retry-After"]) == (503, "30")
        assert 'name="consent" value="analysis"' in page.content.decode()
    assert Response.objects.get().state == "started"
    assert phone.post(check, sent)["Location"] == f"/a/{survey.key}/sent/"


def test_page_open_for_weeks_is_sent_as_long_as_the_draft_stands(phone, survey, monkeypatch):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS}
    later = time.time() + 21 * DAY
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert is_kept(phone.post(first, sent))


@pytest.mark.parametrize(("days", "found"), [(0.84, True), (6.9, True), (7.1, False)])
def test_cookie_finds_the_draft_again_for_a_week(phone, survey, monkeypatch, days, found):
    first = begin(phone, survey)
    send_page(phone, first, keep=WORDS)
    later = time.time() + days * DAY
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert (phone.get(first).status_code == 200) is found


def test_words_for_a_draft_that_is_gone_are_handed_back(phone, survey):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS}
    Response.objects.all().delete()
    page = phone.post(first, sent)
    assert (page.status_code, is_kept(page)) == (410, True)
    assert f'href="/a/{survey.key}/"' in page.content.decode()


def test_words_typed_on_a_page_from_before_the_sending_are_handed_back(phone, survey):
    """The back button after sending: what was sent stays, what is typed now is not swallowed."""
    check = fill(phone, survey, keep="as it was")
    first = f"/a/{survey.key}/1/"
    old = {"draft": token_in(phone.get(first)), "keep": WORDS}
    send_page(phone, check, go="send", consent="analysis")
    page = phone.post(first, old)
    assert (page.status_code, WORDS in html.unescape(page.content.decode())) == (409, True)
    assert Response.objects.get().answers["keep"] == "as it was"
    assert phone.get(first)["Location"] == f"/a/{survey.key}/"


def test_closed_survey_hands_back_what_was_written_and_says_so(phone, cast, survey):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS}
    close_survey(survey=survey, by=cast.lowri)
    page = phone.post(first, sent)
    assert (page.status_code, is_kept(page)) == (410, True)
    for address in (first, f"/a/{survey.key}/", f"/a/{survey.key}/check/"):
        page = phone.get(address)
        assert (page.status_code, "This survey is closed" in page.content.decode()) == (410, True)
        assert "What you wrote" not in page.content.decode()
    assert phone.post(f"/a/{survey.key}/").status_code == 410
    assert Response.objects.count() == 0


def test_who_sent_before_the_closing_still_sees_the_code(phone, cast, survey):
    check = fill(phone, survey, keep=WORDS)
    sent = {"draft": token_in(phone.get(check)), "go": "send", "consent": "analysis"}
    phone.post(check, sent)
    close_survey(survey=survey, by=cast.lowri)
    again = phone.post(check, sent)["Location"]  # the button pressed twice, over the closing
    row = Response.objects.get()
    assert return_code(row.pk) in phone.get(again).content.decode()
    withdraw_response(response=row, code=return_code(row.pk))
    assert phone.get(again).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_words_of_a_fault_are_in_no_log(phone, survey, caplog):
    first = begin(phone, survey)
    sent = {"draft": token_in(phone.get(first)), "keep": WORDS}
    for problem in (Fault("boom"), OperationalError("database is locked")):
        with broken_at(3, problem):  # the statement with the words
            phone.post(first, sent)
    assert ("boom" in caplog.text, "corridor" in caplog.text) == (True, False)
