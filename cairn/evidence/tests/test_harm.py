import datetime as dt

import pytest
from django.utils import timezone

from cairn.analysis.triage import KINDS
from cairn.audit.models import Entry
from cairn.evidence import queries
from cairn.evidence.actions import (
    Conflict,
    Refused,
    Terms,
    add_contributions,
    answer_harm,
    find_harm,
    name_harm_lead,
    withdraw_contribution,
)
from cairn.evidence.choices import HarmKind
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Flag
from cairn.evidence.tasks import look_again

pytestmark = pytest.mark.usefixtures("own_data_folder")

HERE = "/p/winter-review/evidence/harm/"
HARM = "The carer hit my mother."
SUICIDE = "I do not want to live any more."
PLAIN = "The new rota works well and we should keep it."


def version_of(contribution):
    return contribution.versions.get(is_current=True)


def held(cast):
    return set(queries.held_back(cast.amina, cast.programme))


def test_every_kind_has_its_words():
    assert {one.value for one in HarmKind} == {*KINDS, "unseen"} - {""}


def test_arriving_words_are_raised_and_held_back(cast, said):
    harm, plain, worse = said(HARM, PLAIN, SUICIDE)
    rows = Flag.objects.filter(purpose="harm").order_by("version__contribution__number")
    assert [(row.version.contribution, row.kind) for row in rows] == [
        (harm, "abuse"), (worse, "suicidal_thought"),
    ]  # fmt: skip
    assert held(cast) == {harm.pk, worse.pk}
    assert queries.waiting_harm(cast.amina, cast.programme) == 2
    assert plain.pk not in held(cast)


def test_taking_it_up_needs_words_and_keeps_it_held(cast, said):
    (row,) = said(HARM)
    with pytest.raises(Refused):
        answer_harm(version=version_of(row), answer="accepted", note=" ", by=cast.amina)
    with pytest.raises(Refused, match="why the words may be used"):
        answer_harm(version=version_of(row), answer="rejected", note=" ", by=cast.amina)
    assert queries.waiting_harm(cast.amina, cast.programme) == 1
    answer_harm(version=version_of(row), answer="accepted", note="Told the matron.", by=cast.amina)
    flag = Flag.objects.get(purpose="harm")
    assert (flag.answer, flag.lead, flag.note) == ("accepted", cast.amina, "Told the matron.")
    assert held(cast) == {row.pk}
    with pytest.raises(Conflict):
        answer_harm(version=version_of(row), answer="accepted", note="Me too.", by=cast.lowri)


def test_released_words_are_used_until_asked_again(cast, said, run_tasks):
    (row,) = said(HARM)
    answer_harm(version=version_of(row), answer="rejected", note="A play.", by=cast.amina)
    assert held(cast) == set()
    look_again(programme=cast.programme, by=cast.amina)
    run_tasks()
    assert held(cast) == set()
    answer_harm(version=version_of(row), answer="waiting", note="", by=cast.lowri)
    assert held(cast) == {row.pk}
    entries = Entry.objects.filter(action="answer_harm").order_by("pk")
    assert [entry.detail for entry in entries] == [
        {"answer": "rejected", "kinds": ["abuse"]}, {"answer": "waiting", "kinds": ["abuse"]},
    ]  # fmt: skip


def test_lead_is_somebody_who_may_answer(cast):
    with pytest.raises(Refused):
        name_harm_lead(programme=cast.programme, lead=cast.rhys, days=2, by=cast.lowri)
    name_harm_lead(programme=cast.programme, lead=cast.amina, days=3, by=cast.lowri)
    name_harm_lead(programme=cast.programme, lead=cast.lowri, days=1, by=cast.lowri)
    duty = queries.harm_duty(cast.amina, cast.programme)
    assert (duty.lead, duty.days) == (cast.lowri, 1)


def test_page_says_what_is_overdue(cast, client_of, said):
    said(HARM)
    name_harm_lead(programme=cast.programme, lead=cast.amina, days=2, by=cast.lowri)
    client = client_of(cast.amina)
    assert "Overdue" not in client.get(HERE).content.decode()
    Flag.objects.update(made_at=timezone.now() - dt.timedelta(days=2, hours=1))
    assert client.get(HERE).content.decode().count("Overdue") == 1


def test_page_answers_and_sorts_what_was_answered(cast, client_of, said):
    (row,) = said(HARM)
    client = client_of(cast.amina)
    client.post(
        f"/p/winter-review/evidence/{row.pk}/harm/", {"answer": "accepted", "note": "Rang."}
    )
    assert HARM not in client.get(HERE).content.decode()
    page = client.get(HERE + "?answer=accepted").content.decode()
    assert "Rang." in page
    assert '<mark class="cairn-flag">' in page
    client.post(f"/p/winter-review/evidence/{row.pk}/harm/", {"answer": "rejected", "note": ""})
    assert held(cast) == {row.pk}
    client.post(
        f"/p/winter-review/evidence/{row.pk}/harm/", {"answer": "rejected", "note": "Solved."}
    )
    assert held(cast) == set()


def test_front_page_asks_those_who_may_answer(cast, client_of, said):
    said(HARM)
    asked = "Read 1 contribution that may tell of harm"
    assert asked in client_of(cast.amina).get("/p/winter-review/").content.decode()
    assert asked not in client_of(cast.ben).get("/p/winter-review/").content.decode()


def test_leads_alone_name_who_sees_to_it(cast, client_of):
    form = {"lead": str(cast.amina.pk), "days": "4"}
    assert client_of(cast.amina).post(HERE + "lead/", form).status_code == 404
    client_of(cast.lowri).post(HERE + "lead/", form)
    duty = queries.harm_duty(cast.amina, cast.programme)
    assert (duty.lead, duty.days) == (cast.amina, 4)
    client_of(cast.lowri).post(HERE + "lead/", {"lead": str(cast.dev.pk), "days": "4"})
    assert queries.harm_duty(cast.amina, cast.programme).lead == cast.amina


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often(cast, client_of, said, django_assert_num_queries, count):
    said(*(f"The carer hit my {who}." for who in ("mother", "father", "aunt")[:count]))
    client = client_of(cast.amina)
    client.get(HERE)
    with django_assert_num_queries(8):
        page = client.get(HERE)
    assert page.content.decode().count('class="cairn-contribution"') == count


def test_dev_sees_nothing_of_ours(cast, client_of, said):
    (row,) = said(HARM)
    client = client_of(cast.dev)
    assert client.get(HERE).status_code == 404
    assert (
        client.post(f"/p/dev-review/evidence/{row.pk}/harm/", {"answer": "rejected"}).status_code
        == 404
    )
    assert held(cast) == {row.pk}


def test_only_those_who_answer_see_the_words_until_they_are_released(cast, client_of, said):
    harm, plain = said(HARM, PLAIN)
    page = "/p/winter-review/evidence/"

    def numbers(viewer):
        return [row.number for row in queries.contributions_for(viewer, cast.programme)]

    assert numbers(cast.amina) == [harm.number, plain.number]
    assert numbers(cast.ben) == [plain.number]
    reader = client_of(cast.ben)
    assert HARM not in reader.get(page).content.decode()
    assert HARM not in reader.get(f"{page}?q=carer").content.decode()
    assert reader.get(f"{page}{harm.pk}/").status_code == 404
    answer_harm(version=version_of(harm), answer="rejected", note="A play.", by=cast.amina)
    assert numbers(cast.ben) == [harm.number, plain.number]
    assert reader.get(f"{page}{harm.pk}/").status_code == 200


def test_what_nobody_read_is_held_until_it_was_looked_at(cast):
    first, second = add_contributions(
        programme=cast.programme, drafts=[Draft(text=HARM), Draft(text=PLAIN)],
        terms=Terms(is_held=True), by=None,
    ).ids  # fmt: skip
    assert held(cast) == {first, second}
    assert list(queries.contributions_for(cast.ben, cast.programme)) == []
    find_harm(contribution_ids=[first, second])
    assert held(cast) == {first}


def test_a_withdrawn_contribution_is_held_no_more(cast, said):
    (row,) = said(HARM)
    withdraw_contribution(contribution=row, by=cast.lowri)
    assert held(cast) == set()
