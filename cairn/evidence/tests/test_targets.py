import datetime as dt
import re

import pytest
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.evidence.actions import Terms, add_contributions, set_target
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution, Target
from cairn.evidence.queries import coverage_for, expected_answers, targets_for
from cairn.programmes.models import Phase

PAGE = "/p/winter-review/evidence/heard/"


def hear(cast, role, many, sector="Acute", received=None):
    start = Contribution.objects.count()
    drafts = [
        Draft(text=f"T{n}", person=str(n), role_band=role, sector=sector, received_on=received)
        for n in range(start, start + many)
    ]
    add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)


def want(cast, attribute, value, wanted):
    set_target(
        programme=cast.programme, attribute=attribute, value=value, wanted=wanted, by=cast.amina
    )


def rows(cast, across="sector"):
    found = coverage_for(cast.ben, cast.programme, across)
    return [
        (row.target.value, row.heard.text, row.target.wanted, row.missing)
        for row in targets_for(cast.ben, cast.programme, found, across)
    ]


def text_in(page):
    return re.sub(r"\s+", " ", page.content.decode())


def test_targets_when_some_are_reached_and_some_are_not(cast):
    hear(cast, "Nurse", 30)
    hear(cast, "Porter", 12, sector="Community")
    want(cast, "role_band", "Nurse", 20)
    want(cast, "role_band", "Porter", 20)
    want(cast, "role_band", "Midwife", 4)
    want(cast, "sector", "Community", 15)
    want(cast, "place", "North", 10)
    assert rows(cast) == [
        ("Midwife", "0", 4, 4), ("Porter", "12", 20, 8), ("Community", "12", 15, 3),
        ("Nurse", "30", 20, 0),
    ]  # fmt: skip
    assert [row[0] for row in rows(cast, "place")] == ["North", "Midwife", "Porter", "Nurse"]


def test_targets_when_few_were_heard_say_no_more_than_the_table(cast):
    hear(cast, "Nurse", 30)
    hear(cast, "Porter", 20)
    hear(cast, "Cook", 3)
    want(cast, "role_band", "Cook", 12)
    want(cast, "role_band", "Nurse", 40)
    want(cast, "role_band", "Porter", 25)
    found = coverage_for(cast.ben, cast.programme)
    totals = dict(zip(found.rows, found.table.row_totals, strict=True))
    assert [totals[name].text for name in ("Cook", "Nurse", "Porter")] == ["*", "30", "*"]
    assert rows(cast) == [
        ("Nurse", "30", 40, 10),
        ("Cook", "*", 12, None),
        ("Porter", "*", 25, None),
    ]


def test_a_target_is_set_changed_and_taken_away(cast):
    for wanted in (5, 8, 8):
        want(cast, "sector", "Acute", wanted)
    assert [(row.value, row.wanted) for row in Target.objects.all()] == [("Acute", 8)]
    want(cast, "sector", "Acute", 0)
    assert list(Target.objects.all()) == []
    assert Entry.objects.filter(action="set_target").count() == 4


def test_a_small_group_with_a_target_keeps_its_row_among_many(cast):
    for number in range(24):
        hear(cast, f"Role {number:02}", 2)
    hear(cast, "Cook", 1)
    assert "Cook" not in coverage_for(cast.ben, cast.programme).rows
    want(cast, "role_band", "Cook", 5)
    assert "Cook" in coverage_for(cast.ben, cast.programme).rows


def test_expected_answers_when_they_come_day_by_day(cast):
    today = timezone.localdate()
    for back in range(10):
        hear(cast, "Nurse", 3, received=today - dt.timedelta(back))
    found = expected_answers(cast.ben, cast.programme)
    assert (found.so_far, found.until) == (30, None)
    ends = today + dt.timedelta(10)
    Phase.objects.create(programme=cast.programme, order=1, name="Listening", ends_on=ends)
    found = expected_answers(cast.ben, cast.programme)
    assert found.until == ends
    assert found.forecast.low <= 60 <= found.forecast.high
    assert found.forecast.expected == pytest.approx(60, abs=6)


def test_expected_answers_when_it_is_too_early(cast):
    hear(cast, "Nurse", 3)
    assert expected_answers(cast.ben, cast.programme).forecast.reason == "too_few_days"


def test_page_shows_targets_and_a_facilitator_sets_them(cast, client_of):
    hear(cast, "Nurse", 30)
    page = text_in(client_of(cast.amina).get(PAGE))
    assert ("No target is set yet" in page, "Set a target" in page) == (True, True)
    data = {"attribute": "place", "value": "North", "wanted": "10"}
    answer = client_of(cast.amina).post(PAGE + "targets/", data)
    assert answer.url == PAGE + "?across=place"
    page = text_in(client_of(cast.ben).get(answer.url))
    assert "Place: North</th><td" in page.replace("</th> <td", "</th><td")
    assert "Set a target" not in page
    assert "Give the phase you are in an end date" in page


def test_page_keeps_what_was_typed_when_a_target_is_not_right(cast, client_of):
    data = {"attribute": "place", "value": "North", "wanted": "-1"}
    page = client_of(cast.amina).post(PAGE + "targets/?across=place", data)
    assert (page.status_code, Target.objects.count()) == (200, 0)
    assert 'value="North"' in text_in(page)
    assert "There is a problem" in text_in(page)


def test_nobody_else_sets_or_sees_a_target(cast, client_of):
    want(cast, "place", "North", 10)
    data = {"attribute": "place", "value": "South", "wanted": "10"}
    assert client_of(cast.dev).post(PAGE + "targets/", data).status_code == 404
    assert client_of(cast.dev).get(PAGE).status_code == 404
    assert client_of(cast.ben).post(PAGE + "targets/", data).status_code in (403, 404)
    assert [row.value for row in Target.objects.all()] == ["North"]
    found = coverage_for(cast.dev, cast.programme)
    assert targets_for(cast.dev, cast.programme, found, "place") == []


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often(cast, client_of, django_assert_num_queries, count):
    hear(cast, "Nurse", 12)
    for number in range(count):
        want(cast, "role_band", f"Role {number}", 10)
    client = client_of(cast.ben)
    client.get(PAGE)
    with django_assert_num_queries(9):
        page = client.get(PAGE)
    assert text_in(page).count("Role band: Role") == count
