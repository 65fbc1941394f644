"""What a survey released: pictures, files by tier, the same question over time, and word back."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from cairn.surveys.actions import Refused, close_survey, release_answers, save_feedback
from cairn.surveys.drafts import return_code
from cairn.surveys.models import Feedback
from cairn.surveys.queries.by_group import compared_groups, first_answers
from cairn.surveys.queries.counting import last_release, results_of, subject_of
from cairn.surveys.queries.over_time import mean_of, scales_over_time
from cairn.surveys.queries.pictures import picture_of
from cairn.surveys.tests.factories import answer, ask, open_with

WORDS = {
    "heard": "Calls saved journeys.", "heard_cy": "Arbedodd galwadau deithiau.",
    "following": "Calls stay.", "following_cy": "Mae galwadau'n aros.",
}  # fmt: skip


def closed(cast, answers, code="staff-survey", **fields):
    """A survey that so many people answered so: {"good": 12}; each also wrote a line."""
    survey = ask(cast.programme, cast.lowri, code)
    for choice, many in answers.items():
        for _each in range(many):
            answer(survey, {"barometer": choice, "experience": f"=1+1 {choice}"}, **fields)
    return close_survey(survey=survey, by=cast.lowri)


def here(survey, rest=""):
    return f"/p/winter-review/surveys/{survey.pk}/{rest}"


def test_a_picture_says_its_finding_and_hides_what_is_hidden(cast):
    survey = closed(cast, {"good": 14, "mixed": 12})
    picture = picture_of(results_of(survey)[0])
    assert picture.title == "“Good” was the answer of 14 people, more than any other"
    assert picture.table.rows == (
        ("Very hard", "0"), ("Hard", "0"), ("Up and down", "12"), ("Good", "14"),
        ("Very good", "0"), ("No answer", "0"),
    )  # fmt: skip


def test_where_any_figure_is_hidden_none_is_called_the_most(cast):
    survey = closed(cast, {"good": 14, "mixed": 3})
    picture = picture_of(results_of(survey)[0])
    assert "more than any other" not in picture.title
    assert "*" in [figure for _name, figure in picture.table.rows]


def test_answers_given_as_often_are_named_together(cast):
    survey = closed(cast, {"good": 12, "hard": 12, "mixed": 11})
    picture = picture_of(results_of(survey)[0])
    assert picture.title == "12 people each gave these answers: “Hard”, “Good”"


def test_page_shows_pictures_and_files_hold_codes(cast, client_of):
    survey = closed(cast, {"good": 14, "mixed": 12})
    client = client_of(cast.carys)
    page = client.get(here(survey, "results/")).content.decode()
    assert page.count('class="cairn-picture"') == len(results_of(survey))
    regions = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert len(set(regions)) == len(results_of(survey))
    sent = client.get(here(survey, "results/counts.csv"))
    assert sent["Content-Disposition"] == 'attachment; filename="staff-survey-counts.csv"'
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert [(row["answer"], row["people"]) for row in rows[:6]] == [
        ("very_hard", "0"), ("hard", "0"), ("mixed", "12"), ("good", "14"), ("very_good", "0"),
        ("", "0"),
    ]  # fmt: skip
    found = json.loads(client.get(here(survey, "results/counts.json")).content)
    assert found[3] == {
        "question": "barometer", "level": "", "row": "", "answer": "good", "people": 14,
        "question_en": "How does it feel to work and to support people just now?",
        "answer_en": "Good",
    }  # fmt: skip
    assert client.get(here(survey, "results/1/file.svg")).content.startswith(b"<svg")
    assert client.get(here(survey, "results/99/file.svg")).status_code == 404
    assert client.get(here(survey, "results/counts.pdf")).status_code == 404


def test_words_are_taken_only_by_those_who_may_and_run_nothing(cast, client_of, run_tasks):
    survey = closed(cast, {"good": 12})
    run_tasks()
    assert client_of(cast.carys).get(here(survey, "results/words.csv")).status_code == 404
    sent = client_of(cast.lowri).get(here(survey, "results/words.csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sent)))
    assert [row["words"] for row in rows] == ["'=1+1 good"] * 12
    assert list(rows[0]) == ["contribution", "question", "language", "consent", "words"]


def test_nothing_is_released_while_it_is_open(cast, client_of):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    for _each in range(20):
        answer(survey, {"barometer": "good"})
    page = client_of(cast.lowri).get(here(survey, "results/")).content.decode()
    assert 'class="cairn-picture"' not in page
    assert client_of(cast.lowri).get(here(survey, "results/1/file.csv")).status_code == 404


def test_a_mean_leaves_out_what_stands_apart_and_waits_for_hidden_figures(cast):
    shown, hidden = closed(cast, {"good": 12, "hard": 12}), closed(cast, {"good": 14, "mixed": 3})
    assert [mean_of(results_of(each)[0]) for each in (shown, hidden)] == [3.0, None]


def test_a_scale_asked_often_enough_becomes_a_chart(cast, client_of):
    surveys = [closed(cast, {"good": 12, "hard": 12}) for _time in range(2)]
    [series] = [s for s in scales_over_time(cast.lowri, surveys[0]) if s.key == "barometer"]
    assert ([each.value for each in series.readings], series.picture) == ([3.0, 3.0], None)
    assert series.missing == 10
    client = client_of(cast.lowri)
    chart = here(surveys[0], "results/over-time/barometer/file.csv")
    assert "10 more times" in client.get(here(surveys[0], "results/")).content.decode()
    assert client.get(chart).status_code == 404
    for week in range(1, 11):
        later = ask(cast.programme, cast.lowri, "staff-survey")
        later.state = "closed"
        later.closed_on = surveys[0].closed_on + timedelta(weeks=week)
        later.save()
        again = last_release(surveys[0])
        again.pk, again._state.adding, again.subject = None, True, subject_of(later)
        again.save()
    assert client.get(chart).content.decode("utf-8-sig").count("\n") == 13
    page = client_of(cast.lowri).get(here(surveys[0], "results/")).content.decode()
    assert "Nothing unusual the last time it was asked" in page


def test_word_back_is_read_at_the_link_in_both_languages(cast, client_of, client):
    survey = closed(cast, {"good": 12})
    public = f"/a/{survey.key}/results/"
    assert client.get(public).status_code == 404
    team = client_of(cast.lowri)
    half = team.post(here(survey, "feedback/"), {**WORDS, "heard_cy": "", "go": "publish"})
    assert (half.status_code, Feedback.objects.count()) == (200, 0)
    team.post(here(survey, "feedback/"), {**WORDS, "go": "save"})
    assert client.get(public).status_code == 404
    team.post(here(survey, "feedback/"), {**WORDS, "go": "publish"})
    english, welsh = (client.get(f"{public}?language={code}") for code in ("en", "cy"))
    assert "Calls saved journeys." in english.content.decode()
    assert "Arbedodd galwadau deithiau." in welsh.content.decode()
    assert '<html lang="cy"' in welsh.content.decode()
    assert welsh.cookies.output() == ""
    answers = open_with(return_code(survey.responses.first().pk)).content.decode()
    assert f'href="{public}"' in answers
    late = client.get(f"/a/{survey.key}/")
    assert (late.status_code, f'href="{public}"' in late.content.decode()) == (410, True)
    team.post(here(survey, "feedback/"), {"go": "down"})
    assert "/results/" not in client.get(f"/a/{survey.key}/").content.decode()
    assert client.get(public).status_code == 404


def test_word_back_waits_for_the_closing(cast):
    survey = ask(cast.programme, cast.lowri)
    with pytest.raises(Refused):
        save_feedback(survey=survey, words=WORDS, publish=True, by=cast.lowri)


@pytest.mark.parametrize(
    "rest",
    ["results/", "results/counts.csv", "results/words.csv", "results/1/file.svg", "feedback/"],
)
def test_dev_sees_nothing_of_ours(cast, client_of, rest):
    survey = closed(cast, {"good": 12})
    assert client_of(cast.dev).get(here(survey, rest)).status_code == 404


def test_released_groups_stand_beside_each_other(cast, client_of):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    said = {"en": {"good": 30, "mixed": 14}, "cy": {"hard": 25, "good": 12}}
    for language, moods in said.items():
        for mood in (mood for mood, many in moods.items() for _each in range(many)):
            answer(survey, {"barometer": mood}, language=language)
    survey = close_survey(survey=survey, by=cast.lowri)
    client = client_of(cast.lowri)
    assert (
        "release the answers of each group" in client.get(here(survey, "results/")).content.decode()
    )
    for code in ("en", "cy"):
        release_answers(survey=survey, filters={"language": code}, by=cast.lowri)
    found = compared_groups(cast.carys, survey)
    first = found[0]
    assert (
        len(found) == 1
    )  # of the other questions, which nobody answered, there is nothing to show
    assert first.picture.title == "English: “Good” came first; Welsh: “Hard” came first"
    assert first.picture.table.headers == ("Answer", "English", "Welsh", "Everybody")
    rows = {row[0]: row[1:] for row in first.picture.table.rows}
    assert (rows["Good"], rows["Hard"]) == (("30", "12", "42"), ("0", "25", "25"))
    assert "Groups beside each other" in client.get(here(survey, "results/")).content.decode()
    sent = client.get(here(survey, "results/by-group/1/file.csv")).content.decode("utf-8-sig")
    assert sent.splitlines()[0] == "Answer,English,Welsh,Everybody"
    assert client.get(here(survey, "results/by-group/99/file.csv")).status_code == 404
    assert client_of(cast.dev).get(here(survey, "results/by-group/1/file.csv")).status_code == 404


def test_no_group_has_a_first_answer_while_a_figure_is_hidden(cast):
    shown, hidden = closed(cast, {"good": 12, "hard": 12}), closed(cast, {"good": 14, "mixed": 3})
    assert [first_answers(results_of(each)[0]) for each in (shown, hidden)] == [
        ("Hard", "Good"),
        (),
    ]
