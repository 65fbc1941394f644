"""Releases never change, are checked against those before, and stand in a ledger anybody can read."""

import pytest
from django.db import IntegrityError, transaction

from cairn.audit.models import Entry
from cairn.catalogue.kinds import Text
from cairn.releases.actions import Counted, Refused, release_counts
from cairn.releases.drafts import Kept, Table, figures
from cairn.releases.models import Release
from cairn.releases.queries import last_release, releases_of
from cairn.releases.rules import is_next_step

HERE = "/p/winter-review/releases/"
NURSES = Kept("role_band", "nurse", Text("Nurse", "Nyrs"))


def table(*counts, several=False, name="mood"):
    values = ("low", "high", "")[: len(counts)]
    words = tuple(Text(code) for code in values)
    return Table(name, name, Text("Mood", "Hwyliau"), values, words, counts, several)


def release(programme, by, *counts, step=1, people=None, kept=(), subject="made-up", **how):
    tables = [table(*counts, **how)]
    counted = Counted(step, sum(counts) if people is None else people, tables, kept)
    title = Text("Made-up survey", "Arolwg gwneud")
    return release_counts(programme=programme, subject=subject, title=title, counted=counted, by=by)


def test_release_keeps_what_was_shown_and_nothing_that_was_hidden(cast):
    made = release(cast.programme, cast.amina, 4, 40, 12)
    [frozen] = made.tables
    assert figures(frozen) == [None, 40, None]
    assert frozen["shown"] == [[None, 40, None, 56]]
    assert (made.number, made.people, made.rule, made.k) == (1, 56, "staff", 11)
    assert list(Entry.objects.values_list("action", "detail")) == [
        ("release_counts", {"subject": "made-up", "number": 1, "step": 1})
    ]


def test_each_of_several_answers_is_a_list_of_its_own(cast):
    made = release(cast.programme, cast.amina, 30, 3, people=50, several=True)
    assert figures(made.tables[0]) == [30, None]
    assert made.people == 50


def test_same_step_and_filter_gives_the_release_there_is(cast):
    first = release(cast.programme, cast.amina, 20, 30)
    assert release(cast.programme, cast.lowri, 20, 31) == first
    assert Release.objects.count() == 1


def test_filter_that_leaves_out_a_few_is_refused_and_leaves_nothing(cast):
    release(cast.programme, cast.amina, 20, 30)
    with pytest.raises(Refused, match="fewer than 11"):
        release(cast.programme, cast.amina, 18, 27, kept=[NURSES])
    assert Release.objects.count() == 1


def test_subjects_and_programmes_do_not_bind_one_another(cast):
    release(cast.programme, cast.amina, 20, 30)
    other = release(cast.programme, cast.amina, 21, 30, subject="another")
    theirs = release(cast.dev_programme, cast.dev, 22, 30)
    assert [other.number, theirs.number] == [1, 1]
    assert releases_of(cast.amina, cast.programme, "made-up") == [
        last_release(cast.programme, "made-up")
    ]
    assert releases_of(cast.dev, cast.programme, "made-up") == []


@pytest.mark.parametrize(
    ("rule", "k", "counts", "people", "shown"),
    [
        ("staff", 11, (12, 18), 30, [12, 18]),
        ("health-statistics", 8, (12, 18), 30, [10, 20]),
        ("public-engagement", 5, (13, 6), 20, [15, 5]),
    ],
)
def test_rule_of_the_programme_is_the_one_that_counts_go_through(
    cast, rule, k, counts, people, shown
):
    cast.programme.rule, cast.programme.k = rule, k
    made = release(cast.programme, cast.amina, *counts)
    assert (figures(made.tables[0]), made.people) == (shown, people)
    assert (made.rule, made.rule_version, made.k) == (rule, "1", k)


def test_release_cannot_be_changed(cast):
    made = release(cast.programme, cast.amina, 20, 30)
    made.people = 60
    with pytest.raises(TypeError, match="never changed"):
        made.save()
    with pytest.raises(TypeError, match="never changed"):
        Release.objects.filter(pk=made.pk).update(people=60)
    assert Release.objects.get().people == 50


@pytest.mark.parametrize(
    "change", [{"people": 10, "number": 2, "step": 2}, {"step": 2}, {"number": 2}]
)
def test_database_refuses_few_people_and_a_second_of_the_same(cast, change):
    made = release(cast.programme, cast.amina, 20, 30)
    for name, value in change.items():
        setattr(made, name, value)
    made.pk, made._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize(("new", "may"), [(0, False), (10, False), (11, True), (30, True)])
def test_next_step_needs_k_more_people(new, may):
    assert is_next_step(new, 11) is may


def test_ledger_says_what_of_whom_how_many_when_and_by_whom(cast, client_of):
    release(cast.programme, cast.amina, 50, 40)
    made = release(cast.programme, cast.amina, 30, 16, kept=[NURSES])
    client = client_of(cast.rhys)
    page = client.get(HERE).content.decode()
    assert page.index("Made-up survey, release 2") < page.index("Made-up survey, release 1")
    for words in ("Nurse", "Everybody", "staff 1, k = 11", "<td>46</td>", "Amina"):
        assert words in page
    table = client.get(f"{HERE}{made.pk}/").content.decode()
    assert "Mood" in table
    assert ">30<" in table
    client.cookies["django_language"] = "cy"
    assert "Nyrs" in client.get(f"{HERE}{made.pk}/").content.decode()


def test_dev_sees_no_ledger_but_his_own(cast, client_of):
    ours = release(cast.programme, cast.amina, 40, 30)
    theirs = release(cast.dev_programme, cast.dev, 17, 30)
    client = client_of(cast.dev)
    assert client.get(HERE).status_code == 404
    assert client.get(f"{HERE}{ours.pk}/").status_code == 404
    assert client.get(f"/p/dev-review/releases/{ours.pk}/").status_code == 404
    assert client_of(cast.rhys).get(f"{HERE}{theirs.pk}/").status_code == 404
    assert "<td>47</td>" in client.get("/p/dev-review/releases/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_ledger_asks_the_database_as_often_for_many(
    cast, client_of, django_assert_num_queries, count
):
    for number in range(count):
        release(cast.programme, cast.amina, 20, 30, subject=f"made-up {number}")
    client = client_of(cast.rhys)
    client.get(HERE)
    with django_assert_num_queries(6):
        client.get(HERE)
