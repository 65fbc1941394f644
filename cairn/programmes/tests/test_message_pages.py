"""What people and services may do with messages from outside, and what a member sees of them."""

from __future__ import annotations

import importlib
import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, clear_url_caches, resolve

from cairn.audit.models import Entry
from cairn.programmes import urls
from cairn.programmes.actions.messages import queue_message, record_receipt, stop_writing_to
from cairn.programmes.choices import REMINDER
from cairn.programmes.drafts.messages import stop_key
from cairn.programmes.models import Message, Participant, StoppedAddress
from cairn.programmes.tests.factories import make_cast

HERE = "/p/winter-review/messages/"
RECEIPTS = "/m/receipts/notify/"
TOKEN = "a-made-up-token-of-some-length"


def make(programme, number=1, state="queued", key="", **fields):
    row = queue_message(
        programme=programme, channel="email", to=f"person{number}@example.org", subject="Made up",
        body="Here is your link: secret", key=key or f"invite-{number}", purpose="invitation",
    )  # fmt: skip
    facts = {"state": state} | ({"sent_on": "2026-01-05"} if state == "sent" else {}) | fields
    Message.objects.filter(pk=row.pk).update(**facts)
    row.refresh_from_db()
    return row


def address(message):
    return f"/m/stop/{stop_key(message.pk)}/"


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def receipts(settings):
    """`receipts(message, status)`: what Notify sends when it knows what became of a message."""
    settings.NOTIFY_RECEIPT_TOKEN = TOKEN

    def send(reference, status, token=TOKEN):
        said = {"id": str(uuid.uuid4()), "reference": str(reference), "status": status}
        return Client(enforce_csrf_checks=True).post(
            RECEIPTS, json.dumps(said), content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip

    return send


def test_opening_the_link_stops_nothing_and_its_button_stops_all(cast):
    first, other = make(cast.programme, 1), make(cast.programme, 2)
    second = make(cast.programme, 1, key="later")
    person = Participant.objects.create(programme=cast.programme, email="Person1@Example.org")
    phone = Client(enforce_csrf_checks=True)
    for ask in (phone.get, phone.head, phone.get):
        assert ask(address(first)).status_code == 200
    assert (StoppedAddress.objects.count(), Entry.objects.count()) == (0, 0)
    for _twice in range(2):
        page = phone.post(address(first))
        assert "You will get no more messages" in text_of(page)
    found = dict(Message.objects.values_list("key", "state"))
    assert found == {first.key: "dropped", second.key: "dropped", other.key: "queued"}
    person.refresh_from_db()
    assert person.is_unsubscribed
    assert list(Entry.objects.values_list("action", "actor_id")) == [("stop_messages", None)]


def test_the_person_alone_takes_their_stop_back_and_only_with_a_tick(cast):
    message, other = make(cast.programme, 1), make(cast.programme, 2)
    person = Participant.objects.create(programme=cast.programme, email="Person1@Example.org")
    phone = Client(enforce_csrf_checks=True)
    for one in (message, other):
        phone.post(address(one))
    assert "If you change your mind" in text_of(phone.get(address(message)))
    page = text_of(phone.post(address(message), {"go": "again"}))
    assert "Tick the box first. Nothing was changed." in page
    assert StoppedAddress.objects.count() == 2
    for _twice in range(2):
        page = text_of(phone.post(address(message), {"go": "again", "sure": "yes"}))
        assert "You can get messages again" in page
    person.refresh_from_db()
    assert (person.is_unsubscribed, StoppedAddress.objects.count()) == (False, 1)
    assert make(cast.programme, 1, key="later").state == "queued"
    said = Entry.objects.order_by("pk").values_list("action", "actor_id")
    assert list(said) == [("stop_messages", None)] * 2 + [("lift_stop", None)]


def test_one_address_taken_back_leaves_the_other_stopped(cast):
    message = make(cast.programme, 1)
    person = Participant.objects.create(
        programme=cast.programme, email="person1@example.org", mobile="+447700900123"
    )
    Client().post(address(message))
    stop_writing_to(
        programme=cast.programme, channel="text", to=person.mobile, reason="unsubscribed"
    )
    Client().post(address(message), {"go": "again", "sure": "yes"})
    person.refresh_from_db()
    assert (person.is_unsubscribed, StoppedAddress.objects.count()) == (True, 1)


def test_button_of_a_mail_program_stops_as_well(cast):
    message = make(cast.programme)
    sent = {"List-Unsubscribe": "One-Click"}
    assert Client(enforce_csrf_checks=True).post(address(message), sent).status_code == 200
    assert StoppedAddress.objects.get().programme == cast.programme


def test_what_is_kept_of_a_stopped_address_does_not_tell_it(cast):
    message = make(cast.programme)
    Client().post(address(message))
    Message.objects.all().delete()
    kept = str([*StoppedAddress.objects.values(), *Entry.objects.values()])
    assert ("person1" in kept, len(StoppedAddress.objects.get().address_hash)) == (False, 64)


@pytest.mark.parametrize("key", ["made-up", "A" * 38, "%C5%B5"])
def test_made_up_link_is_not_there(cast, key):
    assert Client().post(f"/m/stop/{key}/").status_code == 404
    assert StoppedAddress.objects.count() == 0


def test_page_to_stop_speaks_the_language_of_the_message(cast):
    message = make(cast.programme, language="cy")
    assert '<html lang="cy"' in text_of(Client().get(address(message)))
    chosen = Client()
    chosen.cookies["django_language"] = "en"
    assert '<html lang="en"' in text_of(chosen.get(address(message)))


@pytest.mark.parametrize(
    ("before", "status", "after"),
    [
        ("sent", "delivered", ("sent", "")),
        ("sent", "permanent-failure", ("bounced", "no_such_address")),
        ("sent", "temporary-failure", ("bounced", "not_reached")),
        ("sent", "technical-failure", ("bounced", "not_taken")),
        ("sent", "created", ("sent", "")),
        ("queued", "delivered", ("sent", "")),  # killed after handing over, and put back
        ("queued", "permanent-failure", ("queued", "")),
        ("dropped", "delivered", ("dropped", "")),
    ],
)
def test_receipt_says_what_became_of_a_message(cast, receipts, before, status, after):
    message = make(cast.programme, state=before)
    assert receipts(message.pk, status).status_code == 204
    assert Message.objects.values_list("state", "problem").get() == after


def test_receipts_in_any_order_say_the_same(cast, receipts):
    ways = (["delivered", "permanent-failure"], ["permanent-failure", "delivered"])
    for number, statuses in enumerate(ways):
        message = make(cast.programme, number, state="sent")
        for status in statuses * 2:
            receipts(message.pk, status)
    found = list(Message.objects.values_list("state", "problem"))
    assert found == [("sent", ""), ("sent", "")]


@pytest.mark.parametrize("token", ["", "a-made-up-token", TOKEN + "x", "ŵ"])
def test_receipt_without_the_token_is_refused_and_written_down(cast, receipts, token):
    message = make(cast.programme, state="sent")
    assert (
        receipts(message.pk, "permanent-failure", token.encode().decode("latin-1")).status_code
        == 403
    )
    assert Message.objects.get().state == "sent"
    assert list(Entry.objects.values_list("action", "programme_id")) == [("refuse_receipt", None)]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"reference": null, "status": "delivered"}', "\xff"]
)
def test_receipt_about_none_of_our_messages_changes_nothing(cast, receipts, body):
    make(cast.programme, state="sent")
    answer = Client().post(
        RECEIPTS, body, content_type="application/json",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )  # fmt: skip
    assert answer.status_code == 204
    assert receipts(uuid.uuid4(), "delivered").status_code == 204
    assert Message.objects.get().arrived_on is None


def test_without_a_token_in_the_settings_nobody_can_send_receipts(cast, settings):
    settings.NOTIFY_RECEIPT_TOKEN = ""
    answer = Client().post(RECEIPTS, "{}", "application/json", headers={"Authorization": "Bearer "})
    assert answer.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_thousand_copies_of_receipts_at_once_change_each_message_once():
    cast = make_cast()
    rows = [make(cast.programme, number, state="sent") for number in range(20)]

    def say(turn):
        for number in range(200):
            at = (turn + number) % 20
            status = "delivered" if at < 10 else "permanent-failure"
            record_receipt(message=rows[at].pk, status=status)
        connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(say, range(5)))
    states = [Message.objects.get(pk=row.pk).state for row in rows]
    assert states == ["sent"] * 10 + ["bounced"] * 10
    assert Message.objects.filter(arrived_on=None).count() == 10


def test_member_sees_what_became_of_messages_and_no_words(cast, client_of):
    make(cast.programme, 1, state="sent")
    make(cast.programme, 2, state="bounced", problem="no_such_address")
    make(cast.programme, 3, state="failed", problem="not_taken")
    make(cast.programme, 4, problem="too_fast")
    make(cast.programme, 5, state="sent", purpose=REMINDER)
    page = text_of(client_of(cast.amina).get(HERE))
    assert "person2@example.org" in page
    assert "The address does not work." in page
    assert "The sending service asks us to wait." in page
    assert page.count('<td class="cairn-number">1</td>') == 4
    assert ("person1@" in page, "secret" in page, "Made up" in page) == (False, False, False)


def test_who_may_not_see_participants_sees_counts_alone(cast, client_of):
    make(cast.programme, 2, state="bounced", problem="no_such_address")
    page = text_of(client_of(cast.rhys).get(HERE))
    assert ("Came back" in page, "person2@" in page) == (True, False)
    assert client_of(cast.rhys).post(f"{HERE}again/").status_code == 404


def test_facilitator_has_tried_again_what_was_not_sent(cast, client_of):
    make(cast.programme, 1, state="failed", problem="refused", tries=5)
    make(cast.programme, 2, state="bounced")
    make(cast.dev_programme, 3, state="failed")
    page = text_of(client_of(cast.amina).post(f"{HERE}again/", follow=True))
    assert "1 message waits to be sent." in page
    assert dict(Message.objects.values_list("to_address", "state")) == {
        "person1@example.org": "queued", "person2@example.org": "bounced",
        "person3@example.org": "failed",
    }  # fmt: skip
    again = Entry.objects.get(action="try_messages_again")
    assert (again.actor_id, again.detail) == (cast.amina.pk, {"messages": 1})


def test_dev_sees_nothing_of_another_organisation(cast, client_of):
    make(cast.programme, 2, state="bounced")
    page = client_of(cast.dev).get(HERE)
    assert (page.status_code, "person2@" in page.content.decode()) == (404, False)


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_many(
    cast, client_of, django_assert_num_queries, count
):
    for number in range(count):
        make(cast.programme, number, state="failed", problem="refused")
    client = client_of(cast.amina)
    client.get(HERE)
    with django_assert_num_queries(8):
        client.get(HERE)


@pytest.fixture
def in_development(settings):
    """The addresses as they are with DEBUG on; put back afterwards."""
    settings.DEBUG = True
    _load_addresses()
    yield
    settings.DEBUG = False
    _load_addresses()


def _load_addresses():
    importlib.reload(urls)
    importlib.reload(importlib.import_module("cairn.config.urls"))
    clear_url_caches()


def test_mailbox_shows_words_of_own_programmes_in_development(cast, client_of, in_development):
    message = make(cast.programme, 1)
    mine = text_of(client_of(cast.amina).get("/m/mailbox/"))
    assert ("Here is your link: secret" in mine, address(message) in mine) == (True, True)
    assert "secret" not in text_of(client_of(cast.dev).get("/m/mailbox/"))


def test_mailbox_is_not_there_where_real_people_are_asked(settings):
    settings.DEBUG = False
    _load_addresses()
    with pytest.raises(Resolver404):
        resolve("/m/mailbox/")
