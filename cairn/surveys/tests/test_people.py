"""The team invites, sees from where answers are missing and reminds, as far as the mode lets it."""

import html
import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cairn.catalogue.kinds import Text
from cairn.evidence.models import Target
from cairn.evidence.queries.coverage import OTHERS
from cairn.programmes.models import Message
from cairn.surveys.actions import mark_who_answered
from cairn.surveys.actions.building import open_questionnaire
from cairn.surveys.drafts import link_token
from cairn.surveys.models import Invitee, Survey
from cairn.surveys.queries.board import board_of
from cairn.surveys.queries.inviting import responses_with_names, still_missing
from cairn.surveys.tests.factories import answer_invited, ask, invited, participant
from cairn.surveys.tests.test_building import make

HERE = "/p/winter-review/surveys/"


def crowd(survey, by, **sizes):
    """Made-up participants by role band, all invited."""
    made = [
        participant(survey.programme, f"{role} {number}", role_band=role)
        for role, size in sizes.items()
        for number in range(size)
    ]
    return invited(survey, by, *made)


def test_lead_names_who_can_tell_when_opening(cast, client_of):
    client = client_of(cast.lowri)
    sent = {"mode": "confidential"}
    page = client.post(f"{HERE}open/listening-survey/", sent).content.decode()
    assert "Name at least one member." in page
    sent["confidants"] = [str(cast.amina.pk), str(cast.ben.pk)]
    page = client.post(f"{HERE}open/listening-survey/", sent, follow=True).content.decode()
    assert "Members who can tell: Amina, Ben" in page


def test_mode_is_changed_until_somebody_begins(cast, client_of):
    survey = ask(cast.programme, cast.lowri)
    client, address = client_of(cast.lowri), f"{HERE}{survey.pk}/mode/"
    client.post(address, {"mode": "named"})
    assert Survey.objects.get().mode == "named"
    one = invited(survey, cast.lowri, participant(cast.programme, "Made-up Nia"))["Made-up Nia"]
    answer_invited(one, {"keep": "words"})
    page = client.post(address, {"mode": "anonymous"})
    assert page.status_code == 422
    assert "stays as they were told" in page.content.decode()


def test_those_who_fit_the_filters_are_invited_and_get_their_link(cast, client_of):
    survey = ask(cast.programme, cast.lowri)
    nia = participant(cast.programme, "Made-up Nia", role_band="Nurse", language="cy")
    participant(cast.programme, "Made-up Owen", role_band="Porter")
    client, address = client_of(cast.lowri), f"{HERE}{survey.pk}/invite/?role_band=Nurse"
    page = client.get(address).content.decode()
    assert ("Made-up Nia" in page, "Made-up Owen, Porter" in page) == (True, False)
    client.post(address)
    row, message = Invitee.objects.get(), Message.objects.get()
    assert (row.participant, message.to_address, message.language) == (nia, nia.email, "cy")
    assert f"/a/i/{link_token(row.pk)}/" in message.body
    assert "Nobody is left to invite here." in client.get(address).content.decode()


def test_message_is_in_both_languages_where_none_is_known(cast):
    survey = ask(cast.programme, cast.lowri)
    person = participant(cast.programme, "Made-up Nia", mobile="+447700900001")
    person.email = ""
    person.save()
    row = invited(survey, cast.lowri, person)["Made-up Nia"]
    message = Message.objects.get()
    assert (message.channel, message.to_address, message.language) == ("text", "+447700900001", "")
    assert message.body.count(link_token(row.pk)) == 2


def test_reminders_go_to_those_not_known_to_have_answered_once_a_day(cast, client_of):
    cast.programme.k = 2
    cast.programme.save()
    survey = ask(cast.programme, cast.lowri)
    people = crowd(survey, cast.lowri, Nurse=4)
    for name in ("Nurse 0", "Nurse 1"):
        answer_invited(people[name], {"keep": f"words of {name}"})
    Message.objects.all().delete()
    for _twice in range(2):
        client_of(cast.lowri).post(f"{HERE}{survey.pk}/invited/remind/")
    reminded = sorted(Message.objects.values_list("to_address", flat=True))
    assert reminded == ["nurse-2@example.org", "nurse-3@example.org"]
    assert set(Message.objects.values_list("purpose", flat=True)) == {"remind"}


def test_nobody_is_reminded_who_has_unsubscribed(cast):
    survey = ask(cast.programme, cast.lowri, mode="named")
    people = crowd(survey, cast.lowri, Nurse=2)
    person = people["Nurse 0"].participant
    person.unsubscribed_on = timezone.localdate()
    person.save()
    from cairn.surveys.actions import remind

    assert remind(survey=survey, by=cast.lowri) == 1


def test_anonymous_board_grows_by_k_and_stars_small_groups(cast, client_of):
    cast.programme.k = 3
    cast.programme.save()
    Target.objects.create(programme=cast.programme, attribute="role_band", value="Nurse", wanted=9)
    survey = ask(cast.programme, cast.lowri)
    small = {"Chaplain": 2, "Cook": 2, "Driver": 2, "Pharmacist": 2}
    people = crowd(survey, cast.lowri, Nurse=12, Porter=12, Carer=12, **small)
    answered = [f"Nurse {n}" for n in range(6)] + ["Porter 0", "Porter 1", "Carer 0"]
    answered += [f"{role} 0" for role in small]
    for name in answered[:2]:
        answer_invited(people[name], {"keep": f"words of {name}"})
    mark_who_answered(survey=survey)
    assert board_of(cast.rhys, survey).answered is None
    for name in answered[2:]:
        answer_invited(people[name], {"keep": f"words of {name}"})
    mark_who_answered(survey=survey)
    found = board_of(cast.rhys, survey)
    assert (found.invited, found.answered) == (44, 13)
    shown = {
        one.label: (one.invited, one.answered, one.missing) for one in found.groups["role_band"]
    }
    assert shown == {
        "Nurse": (12, 6, 3),
        "Porter": (12, None, None),  # two answered
        "Carer": (12, None, None),  # one did
        OTHERS: (8, None, None),  # so that no sum gives those two away
    }
    assert list(still_missing(cast.lowri, survey)) == []
    page = client_of(cast.rhys).get(f"{HERE}{survey.pk}/invited/").content.decode()
    assert ("All others" in page, "Nurse 7" in page, "Chaplain" in page) == (True, False, False)


def test_named_board_says_who_is_missing_to_those_who_may_know(cast, client_of):
    survey = ask(cast.programme, cast.lowri, "reflective-journal", mode="named")
    people = crowd(survey, cast.lowri, Nurse=2)
    answer_invited(people["Nurse 0"], {"changes": "words"})
    address = f"{HERE}{survey.pk}/invited/"
    page = client_of(cast.amina).get(address).content.decode()
    assert "Not sent yet, before the conversation" in page
    assert ("Nurse 1" in page, "Nurse 0" in page) == (True, False)
    assert "Nurse 1" not in client_of(cast.rhys).get(address).content.decode()


@pytest.mark.parametrize(
    ("mode", "seen_by"),
    [("anonymous", []), ("confidential", ["amina"]), ("named", ["lowri", "amina", "rhys"])],
)
def test_answers_with_names_are_for_those_people_were_told_of(cast, client_of, mode, seen_by):
    survey = ask(
        cast.programme, cast.lowri, "reflective-journal", mode=mode, confidants=[cast.amina]
    )
    people = crowd(survey, cast.lowri, Nurse=1)
    said = {"written_by": "alone", "changes": "We huddled daily", "learning": "I was afraid"}
    answer_invited(people["Nurse 0"], said, shared=["changes"])
    for name in ("lowri", "amina", "rhys", "dev"):
        user = getattr(cast, name)
        page = client_of(user).get(f"{HERE}{survey.pk}/named/")
        assert (name, page.status_code) == (name, 200 if name in seen_by else 404)
        assert responses_with_names(user, survey).count() == (1 if name in seen_by else 0)
        assert "I was afraid" not in page.content.decode()
        assert ("Nurse 0" in page.content.decode()) == (name in seen_by)


@pytest.mark.parametrize("where", ["mode", "invite", "invited", "named", "poster"])
def test_pages_of_another_programme_are_not_there(cast, client_of, where):
    theirs = ask(cast.dev_programme, cast.dev, mode="anonymous")
    crowd(theirs, cast.dev, Nurse=1)
    assert client_of(cast.lowri).get(f"{HERE}{theirs.pk}/{where}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("where", "queries"), [("invited", 16), ("invite", 12), ("named", 10)])
def test_lists_ask_the_database_as_often_for_many(
    cast, client_of, django_assert_num_queries, where, queries, count
):
    survey = ask(cast.programme, cast.lowri, mode="named")
    for name, one in crowd(survey, cast.lowri, Nurse=2 * count).items():
        if where == "named" or name.endswith("0"):
            answer_invited(one, {"keep": f"words of {name}"})
    for number in range(count):
        participant(cast.programme, f"Later {number}")
    client = client_of(cast.lowri)
    client.get(f"{HERE}{survey.pk}/{where}/")
    with django_assert_num_queries(queries):
        client.get(f"{HERE}{survey.pk}/{where}/")


def test_poster_has_a_page_in_each_language_with_the_open_link(cast, client_of):
    survey = ask(cast.programme, cast.lowri)
    answer = client_of(cast.rhys).get(f"{HERE}{survey.pk}/poster/")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) == 2
    assert [f"/a/{survey.key}/" in page.replace("\n", "") for page in pages] == [True, True]
    assert "Point the camera of your phone here" in pages[1]


def test_page_for_an_intranet_is_a_plain_link_in_both_languages(cast, client_of):
    survey = ask(cast.programme, cast.lowri)
    page = client_of(cast.rhys).get(f"{HERE}{survey.pk}/").content.decode()
    lines = html.unescape(re.search(r'id="embed"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    link = f"http://testserver/a/{survey.key}/"
    assert lines.splitlines() == [
        f'<a lang="cy" hreflang="cy" href="{link}?language=cy" rel="noreferrer">Arolwg gwrando</a>',
        f'<a lang="en" hreflang="en" href="{link}?language=en" rel="noreferrer">Listening survey</a>',
    ]


def test_name_of_a_questionnaire_is_no_markup_on_an_intranet(cast, client_of):
    row = make(cast, name=Text("Ward <b>& wing"))
    survey = open_questionnaire(questionnaire=row, lists={}, by=cast.lowri)
    page = client_of(cast.rhys).get(f"{HERE}{survey.pk}/").content.decode()
    assert html.unescape(page).count('"noreferrer">Ward &lt;b&gt;&amp; wing</a>') == 2
