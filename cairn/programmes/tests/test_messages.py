"""A message is a row of the change that needs it, once for each key."""

import uuid

import pytest
from django.db import transaction

from cairn.programmes.actions.messages import queue_message, queue_messages
from cairn.programmes.drafts.messages import (
    Draft,
    TextLength,
    address_hash,
    length_of_text,
    plain_address,
    read_stop_key,
    stop_key,
    stop_link,
    text_length,
    with_way_out,
)
from cairn.programmes.models import Message, StoppedAddress


def queue(programme, key="invite-1", **fields):
    words = {
        "channel": "email", "to": "Nia@Example.org ", "subject": "How was\nthe winter?",
        "body": "Tell us.", "purpose": "invitation",
    }  # fmt: skip
    return queue_message(programme=programme, key=key, **words | fields)


def test_message_waits_with_a_plain_address_and_a_subject_of_one_line(cast):
    row = queue(cast.programme)
    assert (row.to_address, row.subject, row.state, row.sent_on) == (
        "nia@example.org", "How was the winter?", "queued", None,
    )  # fmt: skip


def test_same_key_queues_once_and_keeps_the_first(cast):
    first = queue(cast.programme)
    assert queue(cast.programme, body="Other words") == first
    queue(cast.dev_programme)
    assert sorted(Message.objects.values_list("programme__slug", "body")) == [
        ("dev-review", "Tell us."), ("winter-review", "Tell us."),
    ]  # fmt: skip


def test_nothing_is_queued_when_the_change_is_undone(cast):
    with transaction.atomic():
        queue(cast.programme)
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_many_are_queued_in_as_many_statements_as_one(cast, django_assert_num_queries):
    drafts = [
        Draft("text", f"07700 9001{n:02}", "", "Tell us.", f"t-{n}", "invitation")
        for n in range(40)
    ]
    with django_assert_num_queries(4):
        queue_messages(programme=cast.programme, drafts=drafts)
    assert Message.objects.filter(to_address="+447700900139").count() == 1
    assert Message.objects.count() == 40


def test_stopped_address_is_held_back_without_its_words(cast):
    StoppedAddress.objects.create(
        programme=cast.programme, reason="withdrawn", stopped_on="2026-01-05",
        address_hash=address_hash(cast.programme.pk, "email", "NIA@example.org"),
    )  # fmt: skip
    row = queue(cast.programme)
    assert (row.state, row.problem, row.body) == ("dropped", "stopped", "")
    assert queue(cast.dev_programme).state == "queued"


@pytest.mark.parametrize(
    "typed", ["07700 900 123", "+44 7700 900123", "0044 7700-900123", "+44 (0)7700 900123"]
)
def test_telephone_numbers_are_one_however_typed(typed):
    assert plain_address("text", typed) == "+447700900123"


def test_number_abroad_keeps_its_country():
    assert plain_address("text", "+353 1 555 0100") == "+35315550100"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", TextLength(0, 1, False)),
        ("a" * 160, TextLength(160, 1, False)),
        ("a" * 161, TextLength(161, 2, False)),
        ("a" * 306, TextLength(306, 2, False)),
        ("a" * 307, TextLength(307, 3, False)),
        ("€" * 80, TextLength(160, 1, False)),  # two units each
        ("Beth oedd yn dda?", TextLength(17, 1, False)),
        ("Sut mae'r dŵr?" + "a" * 56, TextLength(70, 1, True)),
        ("Sut mae'r dŷ?" + "a" * 58, TextLength(71, 2, True)),
        ("ŵ" * 134, TextLength(134, 2, True)),
        ("ŵ" * 135, TextLength(135, 3, True)),
        ("🙂", TextLength(2, 1, True)),
    ],
)
def test_text_messages_are_counted_as_networks_do(text, length):
    assert text_length(text) == length


def test_stop_key_opens_its_message_and_no_made_up_key_does():
    message = uuid.uuid4()
    key = stop_key(message)
    other = stop_key(uuid.uuid4())
    assert read_stop_key(key) == message
    for made_up in ("", "ŵ", "a" * 38, key[:-1], key + "A", other[:20] + key[20:]):
        assert read_stop_key(made_up) is None


def test_way_out_is_in_the_language_of_the_message_or_in_both_welsh_first():
    message = uuid.uuid4()

    def asked(language):
        words = with_way_out("email", "Our words.", language, message)
        body, _dashes, end = words.partition("\n\n-- \n")
        *lines, link = end.splitlines()
        assert (body, link) == ("Our words.", stop_link(message))
        return lines

    assert asked("en") == ["To get no more messages about this, open:"]
    assert asked("") == list(dict.fromkeys(asked("cy") + asked("en")))


def test_length_of_a_text_counts_the_way_out(settings):
    settings.BASE_URL = "https://cairn.example.org"
    link = len("https://cairn.example.org/m/stop//") + 38
    assert length_of_text("a" * 10, "en").units == 10 + len("\nStop: ") + link
    assert length_of_text("ŵ", "en").is_unicode
