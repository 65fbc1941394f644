import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.people.models import Organisation
from cairn.programmes.actions import Conflict
from cairn.programmes.actions.messages import queue_message, stop_writing_to
from cairn.programmes.actions.participants import (
    add_participant,
    edit_participant,
    import_participants,
    remove_participant,
)
from cairn.programmes.drafts.participants import Line, mobile_number
from cairn.programmes.models import Message, Participant
from cairn.programmes.queries.participants import ParticipantFilters, participants_for
from cairn.programmes.tests.factories import make_participant

LIST = "/p/winter-review/participants/"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("7700900123", "+447700900123"),
        ("00 353 87 123 4567", "+353871234567"),
        ("4.4770E+11", None),
        ("07700 900123 (home)", None),
        ("٠٧٧٠٠٩٠٠١٢٣", None),
        ("12345", None),
        ("+0770090012", None),
    ],
)
def test_mobile_number(typed, number):
    assert mobile_number(typed) == number


def test_participant_whole_way(cast, client_of):
    valley = Organisation.objects.get(name="Made-up Valley Health Board")
    amina = client_of(cast.amina)
    typed = {
        "name": "Nia", "email": "Nia@Example.org", "mobile": "07700 900123", "language": "cy",
        "organisation": "made-up valley health board", "may_contact_later": "on",
        "not_before": "2026-12-01",
    }  # fmt: skip
    assert amina.post(LIST + "add/", typed)["Location"] == LIST
    nia = Participant.objects.get()
    kept = (nia.email, nia.mobile, nia.language, nia.organisation, nia.not_before, nia.made_on)
    assert kept == (
        "nia@example.org", "+447700900123", "cy", valley, date(2026, 12, 1), timezone.localdate()
    )  # fmt: skip
    page = amina.get(f"{LIST}{nia.pk}/").content.decode()
    assert 'value="Made-up Valley Health Board"' in page
    amina.post(f"{LIST}{nia.pk}/", {"name": "Nia", "no_more_mail": "on", "revision": "1"})
    nia.refresh_from_db()
    kept = (nia.email, nia.organisation, nia.not_before, nia.unsubscribed_on)
    assert kept == ("", None, None, timezone.localdate())
    assert amina.get(f"{LIST}{nia.pk}/remove/").status_code == 200
    assert amina.post(f"{LIST}{nia.pk}/remove/")["Location"] == LIST
    assert list(Participant.objects.all()) == []
    said = Entry.objects.filter(object_type="participant").order_by("pk")
    assert [(each.action, each.actor_id, each.detail) for each in said] == [
        ("add_participant", cast.amina.pk, {}),
        ("edit_participant", cast.amina.pk, {"fields": sorted(EDITED)}),
        ("remove_participant", cast.amina.pk, {}),
    ]


EDITED = [
    "name", "email", "mobile", "language", "role_band", "profession", "organisation_id", "place",
    "access_needs", "may_contact_later", "not_before", "unsubscribed_on",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"place": "Somewhere"}, "Enter a name, an e-mail address or a mobile number."),
        ({"mobile": "ring me"}, "Enter a telephone number, like 07700 900123."),
        ({"name": "A", "organisation": "Nowhere"}, "There is no single organisation of this name"),
        ({"name": "A", "not_before": "2026-12-01"}, "Say that they may be contacted, or no day."),
        ({"email": "BEN@example.org"}, "Somebody with this address is on the list already."),
        ({"name": "A", "mobile": "7700900123"}, "Somebody with this address is on the list"),
    ],
)
def test_add_when_it_cannot_be_kept_says_why_and_keeps_nothing(cast, client_of, typed, said):
    make_participant(cast.programme, "Ben", mobile="+447700900123")
    page = client_of(cast.amina).post(LIST + "add/", typed)
    assert said in page.content.decode()
    assert Participant.objects.count() == 1


def test_an_organisation_that_shares_its_name_stays_when_something_else_is_changed(cast, client_of):
    first, _second = (Organisation.objects.create(name="Ward") for _ in range(2))
    person = make_participant(cast.programme, "Nia", organisation=first)
    typed = {"name": "Mari", "organisation": "Ward", "revision": "1"}
    client_of(cast.amina).post(f"{LIST}{person.pk}/", typed)
    person.refresh_from_db()
    assert (person.name, person.organisation) == ("Mari", first)


def test_an_address_stands_once_in_each_programme(cast):
    make_participant(cast.programme, "Nia", mobile="+447700900123")
    make_participant(cast.dev_programme, "Nia", mobile="+447700900123")
    for fields in ({"email": "NIA@example.org"}, {"mobile": "+447700900123"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participant.objects.create(programme=cast.programme, **fields)
        with pytest.raises(Conflict):
            add_participant(programme=cast.programme, by=cast.amina, **fields)
    other = make_participant(cast.programme, "Other")
    with pytest.raises(Conflict):
        edit_participant(participant=other, revision=1, email="nia@example.org", by=cast.amina)
    edit_participant(
        participant=other, revision=1, email="other@example.org", place="X", by=cast.amina
    )
    assert Participant.objects.get(pk=other.pk).place == "X"


def test_second_of_two_who_edit_sees_what_the_first_saved_and_decides(cast, client_of):
    person = make_participant(cast.programme, "Nia", place="West")
    amina, lowri, here = client_of(cast.amina), client_of(cast.lowri), f"{LIST}{person.pk}/"
    assert 'name="revision" value="1"' in lowri.get(here).content.decode()
    sent = {"name": "Nia", "email": person.email, "revision": "1"}
    amina.post(here, sent | {"place": "North", "language": "cy"})
    page = lowri.post(here, sent | {"place": "South"}).content.decode()
    assert "Somebody else saved this while you were editing" in page
    assert re.findall(r"They saved: (\w+)", page) == ["Welsh", "North"] * 2
    assert ('value="South"' in page, 'name="revision" value="2"' in page) == (True, True)
    assert Participant.objects.values_list("place", "language").get() == ("North", "cy")
    lowri.post(here, sent | {"place": "South", "revision": "2"})
    assert Participant.objects.values_list("place", "language").get() == ("South", "")


def stop(programme, person):
    stop_writing_to(programme=programme, channel="email", to=person.email, reason="unsubscribed")
    person.refresh_from_db()
    return person


def test_facilitator_does_not_lift_what_the_person_asked_for(cast, client_of):
    person = stop(cast.programme, make_participant(cast.programme, "Nia"))
    amina, here = client_of(cast.amina), f"{LIST}{person.pk}/"
    theirs = "They asked for this themselves, so only they can take it back"
    assert theirs in amina.get(here).content.decode()
    sent = {"name": "Nia", "email": person.email, "place": "North", "revision": "2"}
    page = amina.post(here, sent).content.decode()
    assert "Nothing was saved. Tick this again to save the rest." in page
    new = sent | {"email": "other@example.org"}
    assert "Tick this again" in amina.post(here, new).content.decode()
    assert amina.post(here, sent | {"no_more_mail": "on"})["Location"] == LIST
    edit_participant(participant=person, revision=3, by=cast.amina, unsubscribed_on=None)
    person.refresh_from_db()
    assert (person.place, person.is_unsubscribed) == ("North", True)


def test_what_a_facilitator_ticked_they_can_untick(cast, client_of):
    today = timezone.localdate()
    person = make_participant(cast.programme, "Nia", unsubscribed_on=today)
    stop(cast.dev_programme, make_participant(cast.dev_programme, "Nia"))
    amina, here = client_of(cast.amina), f"{LIST}{person.pk}/"
    assert "They asked for this themselves" not in amina.get(here).content.decode()
    amina.post(here, {"name": "Nia", "email": person.email, "revision": "1"})
    person.refresh_from_db()
    assert person.is_unsubscribed is False


@pytest.mark.parametrize("way", ["by hand", "by a file", "as a new address"])
def test_who_asked_for_no_more_stays_so_when_put_on_the_list_again(cast, way):
    programme, by = cast.programme, cast.amina
    person = stop(programme, make_participant(programme, "Nia"))
    remove_participant(participant=person, by=by)
    if way == "by hand":
        add_participant(programme=programme, by=by, name="N", email="NIA@example.org")
    elif way == "by a file":
        line = Line(2, {"name": "Nia", "email": person.email})
        import_participants(programme=programme, lines=[line], change=False, by=by)
    else:
        add_participant(programme=programme, by=by, mobile="+447700900123")
        line = Line(2, {"mobile": "+447700900123", "email": person.email})
        import_participants(programme=programme, lines=[line], change=True, by=by)
    assert Participant.objects.get().unsubscribed_on == timezone.localdate()


def test_saving_what_somebody_else_saved_just_now_is_no_conflict(cast, client_of):
    person = make_participant(cast.programme, "Nia")
    sent = {"name": "Nia", "email": person.email, "place": "North", "revision": "1"}
    for user in (cast.amina, cast.lowri):
        assert client_of(user).post(f"{LIST}{person.pk}/", sent)["Location"] == LIST


def test_what_was_saved_between_look_and_save_is_not_overwritten(cast):
    person = make_participant(cast.programme, "Nia")
    edit_participant(participant=person, revision=1, by=cast.amina, place="North")
    with pytest.raises(Conflict):
        edit_participant(participant=person, revision=1, by=cast.lowri, place="South")
    line = Line(2, {"name": "Nia", "email": person.email, "place": "East"})
    import_participants(programme=cast.programme, lines=[line], change=True, by=cast.amina)
    with pytest.raises(Conflict):
        edit_participant(participant=person, revision=2, by=cast.lowri, place="South")
    stop_writing_to(
        programme=cast.programme, channel="email", to=person.email, reason="unsubscribed"
    )
    with pytest.raises(Conflict):
        edit_participant(participant=person, revision=3, by=cast.lowri, unsubscribed_on=None)
    person.refresh_from_db()
    assert (person.place, person.is_unsubscribed, person.revision) == ("East", True, 4)


@pytest.mark.parametrize("fields", [{}, {"name": "A", "not_before": date(2026, 12, 1)}])
def test_what_makes_no_sense_is_refused_by_the_database(cast, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(programme=cast.programme, **fields)


def test_list_narrows_by_organisation_role_place_and_words(cast):
    coast = Organisation.objects.get(name="Made-up Coast Trust")
    nia = make_participant(cast.programme, "Nia", organisation=coast, role_band="Nurse")
    twm = make_participant(cast.programme, "Twm", place="North", role_band="Nurse")
    for chosen, found in (
        ({"organisation": coast.pk}, [nia]),
        ({"role_band": "Nurse"}, [nia, twm]),
        ({"place": "North"}, [twm]),
        ({"words": "NIA@exam"}, [nia]),
        ({"words": "nurse"}, []),
    ):
        filters = ParticipantFilters(**chosen)
        assert list(participants_for(cast.amina, cast.programme, filters)) == found


def test_readers_and_analysts_do_not_see_whom_we_ask(cast, client_of):
    person = make_participant(cast.programme, "Nia")
    for user in (cast.rhys, cast.ben, cast.dev):
        assert client_of(user).get(LIST).status_code == 404
        assert client_of(user).post(f"{LIST}{person.pk}/remove/").status_code == 404
        assert list(participants_for(user, cast.programme)) == []
    assert "Participants" not in client_of(cast.rhys).get("/p/winter-review/").content.decode()
    with pytest.raises(ValueError, match="without a viewer"):
        participants_for(None, cast.programme)


def test_removing_somebody_destroys_what_was_to_be_sent_to_them(cast):
    person = make_participant(cast.programme, "Nia", mobile="+447700900123")
    for key, channel, to in (("a", "email", person.email), ("b", "text", person.mobile)):
        queue_message(
            programme=cast.programme, channel=channel, to=to, subject="", body="", key=key,
            purpose="invitation",
        )  # fmt: skip
    for programme in (cast.programme, cast.dev_programme):
        queue_message(
            programme=programme, channel="email", to="nia@example.com", subject="", body="",
            key="c", purpose="invitation",
        )  # fmt: skip
    remove_participant(participant=person, by=cast.amina)
    assert sorted(Message.objects.values_list("key", flat=True)) == ["c", "c"]


def test_participant_of_another_programme_cannot_be_reached(cast, client_of):
    theirs = make_participant(cast.dev_programme, "Secret")
    for page in ("", "remove/"):
        assert client_of(cast.lowri).get(f"{LIST}{theirs.pk}/{page}").status_code == 404
        assert client_of(cast.lowri).post(f"{LIST}{theirs.pk}/{page}").status_code == 404
    assert Participant.objects.get().name == "Secret"


def test_archived_programme_lets_people_be_taken_off_and_nobody_added(cast, client_of):
    person = make_participant(cast.programme, "Nia")
    cast.programme.state = "archived"
    cast.programme.save()
    amina = client_of(cast.amina)
    assert "Add a participant" not in amina.get(LIST).content.decode()
    assert amina.post(LIST + "add/", {"name": "A"}).status_code == 404
    amina.post(f"{LIST}{person.pk}/remove/")
    assert list(Participant.objects.all()) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries(cast, client_of, django_assert_num_queries, rows):
    for name in ("Nia", "Twm", "Mari")[:rows]:
        organisation = Organisation.objects.create(name=f"Made-up {name}")
        make_participant(cast.programme, name, organisation=organisation)
    client = client_of(cast.amina)
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)
