"""What is queued is sent once, at its pace, through trouble; services are fakes on this machine."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from django.db import connection
from django.utils import timezone

from cairn.programmes.actions import sending
from cairn.programmes.actions.messages import queue_message, stop_writing_to, try_again
from cairn.programmes.actions.programmes import archive_programme
from cairn.programmes.actions.sending import claim_next, send_due
from cairn.programmes.drafts.messages import stop_link
from cairn.programmes.models import Message, Participant
from cairn.programmes.tests import sinks

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Clock:
    """Time stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **amount: int) -> None:
        self.now += timedelta(**amount)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def mail_server(settings):
    with sinks.running(sinks.MailSink()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def notify(settings):
    with sinks.running(sinks.NotifySink()) as server:
        settings.NOTIFY_URL, settings.NOTIFY_API_KEY = server.url, sinks.NOTIFY_KEY
        settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_EMAIL_TEMPLATE = "text-1", "email-1"
        yield server


def mail(programme, number=1, **fields):
    words = {
        "channel": "email", "to": f"person{number}@example.org", "subject": "Sut oedd y gaeaf?",
        "body": "Dywedwch wrthym. Tell us.", "key": f"invite-{number}", "purpose": "invitation",
    }  # fmt: skip
    return queue_message(programme=programme, **words | fields)


def text(programme, number=1, **fields):
    return mail(programme, number, **{"channel": "text", "to": f"07700 9001{number:02}"} | fields)


def states():
    rows = Message.objects.order_by("to_address")
    return list(rows.values_list("state", "problem", "tries"))


def test_mail_goes_out_with_the_way_to_stop_it_and_its_words_are_let_go(cast, mail_server):
    row = mail(cast.programme)
    assert send_due() == 1
    [taken] = mail_server.taken
    link = stop_link(row.pk)
    assert (taken["To"], taken["Subject"]) == ("person1@example.org", "Sut oedd y gaeaf?")
    assert (taken["List-Unsubscribe"].strip(), taken["List-Unsubscribe-Post"]) == (
        f"<{link}>", "List-Unsubscribe=One-Click",
    )  # fmt: skip
    assert taken["Message-ID"] == f"<{row.pk}@localhost>"
    assert taken.get_content().splitlines()[-1] == link
    row.refresh_from_db()
    assert (row.state, row.subject, row.body, str(row.sent_on)) == ("sent", "", "", "2026-01-05")
    assert send_due() == 0


def test_text_goes_out_by_notify_with_a_token_it_can_check(cast, notify, monkeypatch):
    monkeypatch.setattr("notifications_python_client.authentication.epoch_seconds", lambda: 1)
    row = text(cast.programme, body="Tell us.", language="en")
    assert send_due() == 1
    [taken] = notify.taken
    token = taken.pop("token").removeprefix("Bearer ")
    assert jwt.decode(token, sinks.NOTIFY_SECRET, ["HS256"]) == {
        "iss": sinks.NOTIFY_SERVICE, "iat": 1,
    }  # fmt: skip
    assert taken == {
        "path": "/v2/notifications/sms", "phone_number": "+447700900101", "template_id": "text-1",
        "personalisation": {"body": f"Tell us.\nStop: {stop_link(row.pk)}"},
        "reference": str(row.pk),
    }  # fmt: skip
    row.refresh_from_db()
    assert (row.state, len(row.reference)) == ("sent", 36)


def test_mail_goes_out_by_notify_where_the_settings_say_so(cast, notify, settings):
    settings.SEND_EMAIL_BY = "notify"
    row = mail(cast.programme, language="en")
    send_due()
    [taken] = notify.taken
    assert (taken["path"], taken["email_address"]) == (
        "/v2/notifications/email", "person1@example.org",
    )  # fmt: skip
    assert taken["personalisation"]["subject"] == "Sut oedd y gaeaf?"
    assert taken["one_click_unsubscribe_url"] == stop_link(row.pk)


@pytest.mark.parametrize(
    ("answer", "state", "minutes"),
    [
        (sinks.refusal(400, "ValidationError", "phone_number is not valid"),
         ("bounced", "no_such_address", 1), None),
        (sinks.refusal(400, "BadRequestError", "Missing personalisation: body"),
         ("failed", "refused", 1), None),
        (sinks.refusal(403, "AuthError", "Invalid token"), ("queued", "not_set_up", 0), 5),
        (sinks.refusal(429, "RateLimitError", "Exceeded rate limit"), ("queued", "too_fast", 0), 1),
        (sinks.refusal(429, "TooManyRequestsError", "Exceeded send limits"),
         ("queued", "too_fast", 0), 60),
        (sinks.refusal(429, "RateLimitError", "x", Retry_After="420"), ("queued", "too_fast", 0), 7),
        (sinks.refusal(429, "RateLimitError", "x", Retry_After="Mon, 05 Jan 2026 09:03:00 GMT"),
         ("queued", "too_fast", 0), 3),
        (sinks.refusal(500, "Exception", "Internal server error"), ("queued", "not_taken", 1), 1),
        (sinks.refusal(503, "Exception", "Away"), ("queued", "away", 0), 1),
    ],
)  # fmt: skip
def test_what_notify_says_decides_what_becomes_of_a_text(
    cast, notify, answer, state, minutes, clock
):
    notify.answers = lambda asked: answer
    text(cast.programme)
    assert send_due() == 0
    assert states() == [state]
    if minutes is not None:
        due = Message.objects.get().due_at - clock.now
        assert due in {timedelta(minutes=minutes), timedelta(minutes=minutes, seconds=1)}


def test_unreadable_answer_and_absent_service_are_for_now(cast, notify, settings):
    notify.answers = lambda asked: (201, {"Content-Length": "0"}, {})
    text(cast.programme, 1)
    send_due()
    settings.NOTIFY_URL = "http://127.0.0.1:9"
    text(cast.programme, 2)
    send_due()
    assert states() == [("queued", "not_taken", 1), ("queued", "away", 0)]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("550 no such person", ("bounced", "no_such_address", 1)),
        ("451 not now", ("queued", "not_reached", 1)),
    ],
)
def test_what_a_mail_server_says_of_an_address(cast, mail_server, said, state):
    mail_server.refuses["person1@example.org"] = said
    mail(cast.programme, 1)
    mail(cast.programme, 2)
    assert send_due() == 1
    assert states() == [state, ("sent", "", 1)]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"after_data": "554 no"}, ("failed", "refused", 1)),
        ({"after_data": "452 full"}, ("queued", "not_taken", 1)),
        ({"greeting": "554 go away"}, ("queued", "away", 0)),
        ({"greeting": "220 sink", "port": 9}, ("queued", "away", 0)),
    ],
)
def test_what_a_mail_server_says_of_a_mail(cast, mail_server, settings, told, state):
    settings.EMAIL_PORT = told.get("port", settings.EMAIL_PORT)
    vars(mail_server).update(told)
    mail(cast.programme)
    assert send_due() == 0
    assert states() == [state]


def test_address_that_mail_cannot_write_stops_nobody_else(cast, mail_server):
    mail(cast.programme, 1, to="person1@exa mple..org")
    mail(cast.programme, 2)
    assert send_due() == 1
    assert states() == [("bounced", "no_such_address", 1), ("sent", "", 1)]


def test_five_tries_further_and_further_apart_then_parked_until_somebody_asks(
    cast, mail_server, clock
):
    mail_server.after_data = "452 full"
    mail(cast.programme)
    waits = []
    for _ in range(4):
        send_due()
        waits.append(int((Message.objects.get().due_at - clock.now).total_seconds() // 60))
        clock.now = Message.objects.get().due_at
    send_due()
    assert waits == [1, 5, 25, 125]
    assert states() == [("failed", "not_taken", 5)]
    clock.pass_by(days=30)
    assert send_due() == 0
    mail_server.after_data = "250 taken"
    assert try_again(programme=cast.programme, by=cast.amina) == 1
    assert send_due() == 1
    assert states() == [("sent", "", 1)]


def test_no_service_for_texts_lets_them_wait_while_mail_goes(cast, mail_server):
    text(cast.programme, 1)
    mail(cast.programme, 2)
    assert send_due() == 1
    assert states() == [("queued", "not_set_up", 0), ("sent", "", 1)]


def test_busy_service_lets_all_of_its_channel_wait_as_long_as_it_asks(
    cast, notify, mail_server, clock
):
    notify.answers = lambda asked: sinks.refusal(429, "RateLimitError", "x", Retry_After="90")
    for number in range(5):
        text(cast.programme, number)
    mail(cast.programme, 9)
    assert send_due() == 1
    assert [row[0] for row in states()] == ["queued"] * 5 + ["sent"]
    clock.pass_by(seconds=89)
    assert send_due() == 0
    notify.answers = lambda asked: None
    clock.pass_by(seconds=2)
    assert send_due() == 5
    assert [row[2] for row in states()] == [1] * 6


def test_no_more_than_the_share_leaves_in_any_minute(cast, mail_server, settings, clock):
    settings.MESSAGES_A_MINUTE = 4
    for number in range(10):
        mail(cast.programme, number)
    sent = []
    for _second in range(0, 150, 15):
        sent.append(send_due())
        clock.pass_by(seconds=15)
    assert sent == [4, 0, 0, 0, 4, 0, 0, 0, 2, 0]


def test_killed_before_handing_over_is_sent_after_ten_minutes(cast, mail_server, clock):
    mail(cast.programme)
    assert claim_next().to_address == "person1@example.org"  # and here the worker is killed
    clock.pass_by(minutes=9, seconds=59)
    assert send_due() == 0
    clock.pass_by(seconds=1)
    assert send_due() == 1
    assert states() == [("sent", "", 2)]


def test_killed_after_handing_over_doubles_that_one_alone(cast, mail_server, clock, monkeypatch):
    for number in range(3):
        mail(cast.programme, number)
    settle = sending._settle

    def die(row, **fields):
        monkeypatch.setattr(sending, "_settle", settle)
        raise SystemExit

    monkeypatch.setattr(sending, "_settle", die)
    with pytest.raises(SystemExit):
        send_due()
    clock.pass_by(minutes=10)
    assert send_due() == 3
    ids = [mail["Message-ID"] for mail in mail_server.taken]
    assert (len(ids), len(set(ids))) == (4, 3)


class Killed(BaseException):
    """Nothing of ours catches it, as nothing catches a kill."""


class Fault:
    """Kills at the n-th statement from here on; nothing when fewer come."""

    def __init__(self, at):
        self.left = at

    def __call__(self, execute, *statement):
        self.left -= 1
        if not self.left:
            raise Killed
        return execute(*statement)


def test_killed_at_every_statement_in_turn_loses_none_and_doubles_one(cast, mail_server, clock):
    at, has_happened = 0, True
    while has_happened:
        at += 1
        mail(cast.programme, at)
        fault = Fault(at)
        with connection.execute_wrapper(fault), suppress(Killed):
            send_due()
        has_happened = fault.left <= 0
        clock.pass_by(minutes=10)
        send_due()
    copies = Counter(each["To"] for each in mail_server.taken)
    assert at > 6
    assert sorted(copies.values()) == [1] * (at - 1) + [2]  # killed between sent and written down
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_message_that_kills_every_worker_is_parked_and_the_others_go(cast, mail_server, clock):
    mail(cast.programme, 1)
    for _ in range(5):
        claim_next()
        clock.pass_by(minutes=10)
    mail(cast.programme, 2)
    assert send_due() == 1
    assert states() == [("failed", "too_many_tries", 5), ("sent", "", 1)]


def test_two_workers_never_take_the_same_message(cast, mail_server, monkeypatch):
    mail(cast.programme)
    row = Message.objects.get()
    seen = [row, None]
    assert claim_next().pk == row.pk
    monkeypatch.setattr(sending, "_waiting", lambda now: Stale(seen))
    assert claim_next() is None


class Stale:
    """What another worker read a moment before."""

    def __init__(self, rows):
        self.rows = rows

    def first(self):
        return self.rows.pop(0)


def test_who_stopped_or_withdrew_since_gets_nothing(cast, mail_server):
    mail(cast.programme, 1)
    Participant.objects.create(
        programme=cast.programme, email="Person2@example.org", unsubscribed_on="2026-01-04"
    )
    mail(cast.programme, 2)
    mail(cast.dev_programme, 2)
    stop_writing_to(
        programme=cast.programme, channel="email", to="PERSON1@example.org", reason="withdrawn"
    )
    assert send_due() == 1
    assert [mail["To"] for mail in mail_server.taken] == ["person2@example.org"]
    held = Message.objects.filter(programme=cast.programme).values_list("state", "body")
    assert list(held) == [("dropped", "")] * 2


def test_who_is_stopped_between_claim_and_hand_over_gets_nothing(cast, mail_server, clock):
    mail(cast.programme)
    claim_next()
    stop_writing_to(
        programme=cast.programme, channel="email", to="person1@example.org", reason="unsubscribed"
    )
    clock.pass_by(minutes=10)
    assert send_due() == 0
    assert (mail_server.taken, states()) == ([], [("dropped", "stopped", 2)])


def test_nothing_leaves_before_its_day_or_from_an_archived_programme(cast, mail_server, clock):
    mail(cast.programme, 1, not_before=START + timedelta(days=1))
    mail(cast.dev_programme, 2)
    archive_programme(programme=cast.dev_programme, by=cast.dev)
    assert send_due() == 0
    clock.pass_by(days=1)
    assert send_due() == 1
    assert [mail["To"] for mail in mail_server.taken] == ["person1@example.org"]
