from datetime import date
from decimal import Decimal

import pytest

from cairn.catalogue.shelves import template
from cairn.programmes.actions import Conflict
from cairn.programmes.actions.plan import add_risk, add_stage, edit_risk
from cairn.programmes.actions.programmes import create_programme
from cairn.programmes.models import CostOption, CostRate, Phase, Risk, Stage
from cairn.programmes.queries import costs_of, quantity_of

PAGES = ["plan", "risks", "costs", "members", "contents"]


@pytest.fixture
def review(cast):
    return create_programme(
        template=template("good-practice-review"),
        name="Full review",
        starts_on=date(2026, 1, 5),
        by=cast.lowri,
    )


@pytest.mark.parametrize("page", [*PAGES, "settings", "audit"])
def test_page_when_lead(review, cast, client_of, page):
    assert client_of(cast.lowri).get(f"/p/full-review/{page}/").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "settings", "audit", "risks/add", "costs/add"])
def test_page_when_of_another_organisation(review, cast, client_of, page):
    answer = client_of(cast.dev).get(f"/p/full-review/{page}/")
    assert answer.status_code == 404
    assert "Full review" not in answer.content.decode()


def test_stage_done_and_not_done_after_all(review, cast, client_of):
    stage = Stage.objects.in_programme(review).first()
    client = client_of(cast.lowri)
    client.post(f"/p/full-review/plan/stage/{stage.pk}/done/", {"done": "yes"})
    stage.refresh_from_db()
    assert (stage.done_by, stage.done_at is None) == (cast.lowri, False)
    client.post(f"/p/full-review/plan/stage/{stage.pk}/done/", {"done": "no"})
    stage.refresh_from_db()
    assert (stage.done_by, stage.done_at) == (None, None)


def test_phase_when_it_would_end_before_it_starts_keeps_its_dates(review, cast, client_of):
    phase = Phase.objects.in_programme(review).first()
    page = client_of(cast.lowri).post(
        f"/p/full-review/plan/phase/{phase.pk}/",
        {"name": "Set-up", "starts_on": "2026-02-02", "ends_on": "2026-02-01"},
    )
    assert "The last day is before the first" in page.content.decode()
    assert Phase.objects.get(pk=phase.pk).starts_on == phase.starts_on


def test_add_stage_stands_last_in_its_phase(review, cast):
    phase = Phase.objects.in_programme(review).first()
    stage = add_stage(
        phase=phase, name="Thank people", due_on=None, is_milestone=False, by=cast.lowri
    )
    assert list(phase.stages.all())[-1] == stage


def test_risk_when_two_people_edit_it_keeps_the_first(cast):
    risk = add_risk(
        programme=cast.programme,
        category="stakeholders",
        text="Nobody is free",
        likelihood=4,
        impact=5,
        by=cast.amina,
    )
    assert risk.score == 20
    edit_risk(risk=risk, revision=1, by=cast.amina, mitigation="Offer evenings")
    with pytest.raises(Conflict):
        edit_risk(risk=risk, revision=1, by=cast.lowri, mitigation="Wait")
    assert Risk.objects.get(pk=risk.pk).mitigation == "Offer evenings"


def test_risk_of_another_programme_cannot_be_reached(cast, client_of):
    theirs = add_risk(
        programme=cast.dev_programme,
        category="x",
        text="Theirs",
        likelihood=1,
        impact=1,
        by=cast.dev,
    )
    assert client_of(cast.lowri).get(f"/p/winter-review/risks/{theirs.pk}/").status_code == 404


def test_costs_are_rates_times_what_they_are_counted_by(review, cast):
    CostRate.objects.in_programme(review).update(amount=Decimal(10))
    [first, *_] = costs_of(cast.lowri, review, "en")
    assert first.total == sum(10 * line.quantity for line in first.lines)
    assert len(first.lines) > 0


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("review", 1),
        ("service", 3),
        ("participant", 15),
        ("conversation", 3),
        ("contributions_100", 1),
        ("month", 4),
    ],
)
def test_quantity_of_each_unit(unit, expected):
    option = CostOption(services=3, participants=15)
    assert quantity_of(unit, option, months=4) == expected


def test_rates_are_saved_from_the_page(review, cast, client_of):
    rates = list(CostRate.objects.in_programme(review))
    client_of(cast.lowri).post(
        "/p/full-review/costs/", {f"rate-{rate.pk}": "12.50" for rate in rates}
    )
    assert set(CostRate.objects.in_programme(review).values_list("amount", flat=True)) == {
        Decimal("12.50")
    }


def test_option_is_chosen_alone(review, cast, client_of):
    options = list(CostOption.objects.in_programme(review))
    for option in options[:2]:
        client_of(cast.lowri).post(f"/p/full-review/costs/{option.pk}/choose/")
    assert [o.chosen for o in CostOption.objects.in_programme(review)][:2] == [False, True]
