"""The grid of submissions: which system sent which parts, for those who may know."""

from __future__ import annotations

import pytest

from cairn.surveys.actions import close_survey, save_answers, start_response
from cairn.surveys.queries.submissions import submission_grid
from cairn.surveys.tests.factories import answer_invited, ask, invited, participant

SENT = {"achievements.governance": "We met daily.", "challenges.governance": "Too many forms."}


@pytest.fixture
def submissions(cast):
    """Three systems: one sent two parts of one domain, one has begun, one has not."""
    survey = ask(cast.programme, cast.lowri, "system-submission", mode="named")
    people = invited(
        survey,
        cast.lowri,
        *(participant(cast.programme, name) for name in ("Hill", "Moor", "Vale")),
    )
    answer_invited(people["Moor"], SENT, shared=SENT)
    begun = start_response(survey=survey, language="en", invitee=people["Vale"])
    save_answers(response=begun, values={"challenges.people": "Nobody slept."}, language="en")
    return survey


def shown(viewer, survey):
    grid = submission_grid(viewer, survey)
    parts = [part.code for part in grid.parts]
    domain = [level.code for level in grid.levels].index("governance")
    return [
        (str(row.invitee), row.state, [part for part, there in zip(parts, row.cells[domain], strict=True) if there])
        for row in grid.rows
    ]  # fmt: skip


def test_grid_says_what_each_sent_before_and_after_it_became_evidence(cast, submissions):
    names = {str(one): one.participant.name for one in submissions.invitees.all()}
    for unsent in ("begun", "missing"):  # closing destroys what was not sent
        found = [(names[who], *rest) for who, *rest in shown(cast.lowri, submissions)]
        assert found == [
            ("Hill", "missing", []),
            ("Vale", unsent, []),
            ("Moor", "sent", ["achievements", "challenges"]),
        ]
        submissions = close_survey(survey=submissions, by=cast.lowri)


def test_page_shows_the_grid_to_those_who_may_know(cast, client_of, submissions):
    address = f"/p/winter-review/surveys/{submissions.pk}/invited/"
    page = client_of(cast.amina).get(address).content.decode()
    assert ("What has been sent, part by part" in page, "Begun, not sent" in page) == (True, True)
    assert "We met daily" not in page
    assert "part by part" not in client_of(cast.rhys).get(address).content.decode()
    assert client_of(cast.dev).get(address).status_code == 404


@pytest.mark.parametrize(
    ("code", "mode"), [("system-submission", "anonymous"), ("listening-survey", "named")]
)
def test_no_grid_where_nobody_may_know_or_nothing_is_asked_by_domain(cast, code, mode):
    survey = ask(cast.programme, cast.lowri, code, mode=mode)
    assert submission_grid(cast.lowri, survey) is None


@pytest.mark.parametrize("systems", [1, 3])
def test_grid_asks_as_much_of_the_database_for_many(cast, django_assert_num_queries, systems):
    survey = ask(cast.programme, cast.lowri, "system-submission", mode="named")
    people = [participant(cast.programme, f"System {number}") for number in range(systems)]
    for one in invited(survey, cast.lowri, *people).values():
        answer_invited(one, SENT, shared=SENT)
    with django_assert_num_queries(4):
        submission_grid(cast.lowri, survey)
