"""Counts come out in steps, by filters and at closing, each through the gate, and never live."""

import pytest

from cairn.releases.models import Release
from cairn.surveys.actions import (
    Refused,
    close_survey,
    release_answers,
    withdraw_response,
)
from cairn.surveys.drafts import return_code, return_hash
from cairn.surveys.models import Response
from cairn.surveys.queries.counting import (
    filters_of,
    last_release,
    people_answered,
    releases_of,
    results_of,
)
from cairn.surveys.tests.factories import ask

HERE = "/p/winter-review/surveys/"


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri, "staff-survey", place=["Made-up Valley"])


def say(survey, many, mood="good", language="en", **more):
    """Sent answers, put straight into the table: the pages have tests of their own."""
    rows = [
        Response(
            programme=survey.programme, survey=survey, language=language, state="sent",
            answers={"barometer": mood, **more}, sent_on=survey.opened_on, is_passed_on=True,
        )
        for _ in range(many)
    ]  # fmt: skip
    for row in rows:
        row.return_hash = return_hash(return_code(row.pk))
    return Response.objects.bulk_create(rows)


def barometer(survey, release=None):
    found = [each for each in results_of(survey, release) if each.asked.key == "barometer"]
    return [dict(zip(each.options, each.counts, strict=True)) for each in found]


def shown(release, survey):
    [moods] = barometer(survey, release)
    return release.people, moods["good"], moods["hard"]


def roles(survey):
    return [code for code, _ in filters_of(survey)["role_band"]]


def test_a_step_needs_k_new_answers(cast, survey):
    say(survey, 10)
    with pytest.raises(Refused, match="fewer than 11"):
        release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 15, "hard")
    first = release_answers(survey=survey, filters={}, by=cast.lowri)
    assert (first.number, first.step, first.people) == (1, 1, 25)
    say(survey, 10, "good")
    with pytest.raises(Refused, match="fewer than 11"):
        release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 1, "hard")
    second = release_answers(survey=survey, filters={}, by=cast.lowri)
    assert (second.number, second.step, second.people) == (2, 2, 36)


def test_nothing_is_live(cast, survey):
    say(survey, 30)
    say(survey, 30, "hard")
    release_answers(survey=survey, filters={}, by=cast.lowri)
    before = barometer(survey)
    say(survey, 40, "hard")
    gone = Response.objects.filter(answers__barometer="good").first()
    withdraw_response(response=gone, code=return_code(gone.pk))
    assert before == barometer(survey) == [
        {"very_hard": 0, "hard": 30, "mixed": 0, "good": 30, "very_good": 0}
    ]  # fmt: skip


def test_a_figure_that_few_joined_is_hidden_in_the_next_step(cast, survey):
    say(survey, 30)
    say(survey, 30, "hard")
    release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 3)
    say(survey, 20, "hard")
    second = release_answers(survey=survey, filters={}, by=cast.lowri)
    assert shown(second, survey) == (83, None, None)
    say(survey, 20)
    say(survey, 20, "hard")
    third = release_answers(survey=survey, filters={}, by=cast.lowri)
    assert shown(third, survey) == (123, 53, 70)


def test_closing_leaves_out_a_few_who_came_last(cast, survey):
    say(survey, 30)
    first = release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 3, "hard")
    closed = close_survey(survey=survey, by=cast.lowri)
    assert last_release(closed) == first
    assert people_answered(cast.rhys, closed) == 30


def test_closing_releases_what_is_enough(cast, survey):
    say(survey, 30)
    release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 12, "hard")
    closed = close_survey(survey=survey, by=cast.lowri)
    assert [row.people for row in releases_of(cast.rhys, closed)] == [42, 30]
    assert people_answered(cast.rhys, closed) == 42


def test_a_filter_narrows_the_newest_release_of_everybody(cast, survey):
    one, other = roles(survey)[:2]
    say(survey, 20, "good", role_band=one)
    say(survey, 20, "hard", role_band=other)
    say(survey, 20, "good", role_band=other)
    with pytest.raises(Refused, match="everybody first"):
        release_answers(survey=survey, filters={"role_band": other}, by=cast.lowri)
    release_answers(survey=survey, filters={}, by=cast.lowri)
    say(survey, 15, "hard", role_band=other)
    narrowed = release_answers(
        survey=survey, filters={"role_band": other, "place": ""}, by=cast.lowri
    )
    assert shown(narrowed, survey) == (40, 20, 20)
    assert [each["value"] for each in narrowed.kept] == [other]
    assert last_release(survey).kept == []
    again = release_answers(survey=survey, filters={"role_band": other}, by=cast.amina)
    assert again == narrowed


def test_a_filter_that_would_tell_of_a_few_is_refused(cast, survey):
    one, other = roles(survey)[:2]
    say(survey, 57, "good", role_band=one, language="en")
    say(survey, 3, "hard", role_band=other, language="cy")
    release_answers(survey=survey, filters={}, by=cast.lowri)
    for filters in ({"role_band": one}, {"role_band": other}, {"language": "en"}):
        with pytest.raises(Refused, match="fewer than 11"):
            release_answers(survey=survey, filters=filters, by=cast.lowri)
    assert Release.objects.count() == 1


def test_answers_in_both_languages_are_one_filter_each(cast, survey):
    say(survey, 20, "good", language="cy")
    say(survey, 20, "hard", language="en")
    say(survey, 20, "good", language="en")
    release_answers(survey=survey, filters={}, by=cast.lowri)
    english = release_answers(survey=survey, filters={"language": "en"}, by=cast.lowri)
    assert shown(english, survey) == (40, 20, 20)


def test_page_releases_by_a_post_and_shows_it_by_a_get(cast, client_of, survey):
    say(survey, 20, "good", language="cy")
    say(survey, 20, "hard", language="en")
    say(survey, 20, "good", language="en")
    client, page = client_of(cast.amina), f"{HERE}{survey.pk}/"
    assert "Nothing was released yet." in client.get(page).content.decode()
    client.post(f"{page}release/", {})
    answer = client.post(f"{page}release/", {"language": "en"})
    second, first = releases_of(cast.rhys, survey)
    assert answer["Location"] == f"/p/winter-review/releases/{second.pk}/"
    listed = client_of(cast.rhys).get(page).content.decode()
    assert "60 people" in listed
    assert "40 people" in listed
    assert f"/releases/{first.pk}/" in listed
    refused = client.post(f"{page}release/", {}, follow=True).content.decode()
    assert "fewer than 11 people answered since the last release" in refused
    assert "Choose from the lists." in client.post(
        f"{page}release/", {"language": "fr"}, follow=True
    ).content.decode()  # fmt: skip
    assert [row.number for row in releases_of(cast.rhys, survey)] == [2, 1]


def test_only_who_may_ask_may_release_and_dev_sees_nothing(cast, client_of, survey):
    say(survey, 30)
    address = f"{HERE}{survey.pk}/release/"
    assert client_of(cast.rhys).post(address, {}).status_code == 404
    assert client_of(cast.dev).post(address, {}).status_code == 404
    theirs = f"/p/dev-review/surveys/{survey.pk}/release/"
    assert client_of(cast.dev).post(theirs, {}).status_code == 404
    assert Release.objects.count() == 0
