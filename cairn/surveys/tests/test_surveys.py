"""The team opens and closes surveys; figures come once, through the gate; words come in batches."""

import re

import pytest

from cairn.catalogue.shelves import instrument
from cairn.evidence.models import Contribution
from cairn.surveys.actions import Refused, close_survey, open_survey
from cairn.surveys.models import Survey
from cairn.surveys.queries.counting import people_answered, results_of
from cairn.surveys.tests.factories import answer, ask, told

HERE = "/p/winter-review/surveys/"


def test_facilitator_opens_a_survey_with_its_lists(cast, client_of):
    client = client_of(cast.amina)
    assert "Staff survey" in client.get(HERE).content.decode()
    sent = {
        "organisation": "Made-up Trust\nMade-up Trust\nMade-up Board",
        "place": "",
        "mode": "anonymous",
    }
    page = client.post(f"{HERE}open/staff-survey/", sent, follow=True).content.decode()
    survey = Survey.objects.get()
    assert survey.lists == {
        "organisation": [
            {"code": "made-up-trust", "name": "Made-up Trust"},
            {"code": "made-up-board", "name": "Made-up Board"},
        ]
    }
    assert f"/a/{survey.key}/" in page


def test_words_of_the_team_are_read_first_and_beside_each_question(cast, client_of, phone):
    lead, address = client_of(cast.amina), f"{HERE}open/theme-reflection/"
    refused = lead.post(address, {"words_cy": "Yn Gymraeg yn unig"}).content.decode()
    assert ("Write it in English too." in refused, Survey.objects.count()) == (True, 0)
    lead.post(address, {"words_en": "1. Ward rounds\n2. Free parking", "words_cy": "1. Rowndiau"})
    lead.post(address, {"words_en": "Only in English"})
    english = Survey.objects.get(first_words={"en": "Only in English"})
    both = Survey.objects.exclude(pk=english.pk).get()
    for survey, language, shown in (
        (both, "en", "<div><p>1. Ward rounds</p><p>2. Free parking</p></div>"),
        (both, "cy", "<div><p>1. Rowndiau</p></div>"),
        (english, "cy", '<div lang="en"><p>Only in English</p></div>'),
    ):
        start = f"/a/{survey.key}/?language={language}"
        first = phone.post(start)["Location"]
        offline = f"/a/{survey.key}/offline/?language={language}"
        for page in (start, f"{first}?language={language}", offline):
            assert shown in phone.get(page).content.decode()


def test_meeting_questions_are_no_survey(cast, client_of):
    client = client_of(cast.lowri)
    assert client.get(f"{HERE}open/reflective-conversation/").status_code == 404
    with pytest.raises(Refused):
        open_survey(
            programme=cast.programme, instrument=instrument("reflective-conversation"), lists={},
            by=cast.lowri,
        )  # fmt: skip


def test_eight_questions_on_three_levels_are_asked_at_a_link(cast, client):
    survey = ask(cast.programme, cast.lowri, "learning-framework")
    first = client.post(f"/a/{survey.key}/")["Location"]
    third = first.replace("/1/", "/3/")
    page = client.get(third).content.decode()
    labels = re.findall(r'<label[^>]*for="q-[^>]*>\s*(.*?): ', page)
    assert labels == ["Personal", "Organisational", "System"]


def test_words_wait_until_k_people_answered(cast):
    cast.programme.k = 3
    cast.programme.save()
    survey = ask(cast.programme, cast.lowri)
    answer(survey, {"keep": "one"})
    answer(survey, {"keep": "two"})
    assert told() == []
    answer(survey, {"keep": "three"}, consent="analysis")
    assert told() == ["one", "three", "two"]
    answer(survey, {"keep": "four"})
    assert told() == ["one", "three", "two"]
    close_survey(survey=survey, by=cast.lowri)
    assert told() == ["four", "one", "three", "two"]
    by_consent = Contribution.objects.order_by("consent").values_list("consent", flat=True)
    assert list(by_consent) == ["analysis", "anonymous_quote", "anonymous_quote", "anonymous_quote"]


def test_people_are_counted_in_steps_while_it_is_open(cast):
    cast.programme.k = 2
    cast.programme.save()
    survey, seen = ask(cast.programme, cast.lowri), []
    for number in range(5):
        answer(survey, {"keep": f"words {number}"})
        seen.append(people_answered(cast.rhys, survey))
    assert seen == [None, 2, 2, 4, 4]
    assert people_answered(cast.rhys, close_survey(survey=survey, by=cast.lowri)) == 5


def test_results_are_released_once_and_a_withdrawal_does_not_move_them(cast):
    cast.programme.k = 2
    cast.programme.save()
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    for number in range(8):
        values = {"barometer": "good" if number < 5 else "hard", "experience": f"words {number}"}
        answer(survey, values, language="cy" if number % 2 else "en")
    assert results_of(survey) == []
    closed = close_survey(survey=survey, by=cast.lowri)
    [barometer] = [each for each in results_of(closed) if each.asked.key == "barometer"]
    shown = dict(zip(barometer.options, barometer.counts, strict=True))
    assert shown == {"very_hard": 0, "hard": 3, "mixed": 0, "good": 5, "very_good": 0}
    assert barometer.unanswered == 0


@pytest.mark.parametrize(
    ("hard", "good", "shown"),
    [
        (1, 11, {"hard": None, "good": None, "unanswered": 0}),  # one person stands out
        (0, 12, {"hard": None, "good": None, "unanswered": None}),  # all said the same
        (12, 13, {"hard": 12, "good": 13, "unanswered": 0}),
        (0, 10, {}),  # fewer than k answered at all
    ],
)
def test_few_people_and_whole_groups_are_not_told(cast, hard, good, shown):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    for number in range(hard + good):
        answer(survey, {"barometer": "hard" if number < hard else "good"})
    closed = close_survey(survey=survey, by=cast.lowri)
    found = {}
    for each in results_of(closed):
        if each.asked.key == "barometer":
            counts = dict(zip(each.options, each.counts, strict=True))
            found = {"hard": counts["hard"], "good": counts["good"], "unanswered": each.unanswered}
    assert found == shown


def test_answers_say_role_and_place_by_one_name_in_both_languages(cast):
    survey = ask(cast.programme, cast.lowri, "staff-survey", place=["Made-up Valley"])
    for language in ("en", "cy"):
        values = {"experience": f"words in {language}", "place": "made-up-valley"}
        answer(survey, values, language=language)
    close_survey(survey=survey, by=cast.lowri)
    assert list(Contribution.objects.values_list("place", flat=True)) == ["Made-up Valley"] * 2
    assert sorted(Contribution.objects.values_list("language", flat=True)) == ["cy", "en"]


def test_closing_page_shows_results_and_dev_sees_nothing(cast, client_of):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    page = client_of(cast.lowri).post(f"{HERE}{survey.pk}/close/", follow=True).content.decode()
    assert "How people answered" in page
    assert client_of(cast.dev).get(f"{HERE}{survey.pk}/").status_code == 404
    assert client_of(cast.rhys).post(f"{HERE}{survey.pk}/close/").status_code == 404


def test_survey_of_another_programme_is_not_there(cast, client_of):
    theirs = ask(cast.dev_programme, cast.dev)
    assert client_of(cast.lowri).get(f"{HERE}{theirs.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_many(
    cast, client_of, django_assert_num_queries, count
):
    for _ in range(count):
        ask(cast.programme, cast.lowri)
    client = client_of(cast.rhys)
    client.get(HERE)
    with django_assert_num_queries(5):
        client.get(HERE)
