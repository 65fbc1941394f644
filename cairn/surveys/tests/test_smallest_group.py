"""A weaker rule for figures about people needs a second member once people have answered."""

import pytest

from cairn.audit.models import Entry
from cairn.evidence.tests.factories import make_contributions
from cairn.programmes.actions import Conflict
from cairn.programmes.actions.programmes import edit_programme
from cairn.programmes.actions.rule_proposals import confirm_rule
from cairn.programmes.models import Programme, RuleProposal
from cairn.surveys.tests.factories import ask, draft

HERE = "/p/winter-review/smallest-group/"
WEAKER = {"rule": "staff", "k": "5"}


def save(client, **changes):
    now = Programme.objects.get(slug="winter-review")
    sent = {"name": now.name, "rule": now.rule, "k": now.k, "revision": now.revision}
    return client.post("/p/winter-review/settings/", sent | changes)


def rule_now():
    now = Programme.objects.get(slug="winter-review")
    return now.rule, now.k


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def answered(cast):
    draft(ask(cast.programme, cast.lowri), {"keep": "Video calls"})


def test_before_anybody_answered_one_member_chooses(cast, client_of):
    assert save(client_of(cast.lowri), k="5")["Location"] == "/p/winter-review/settings/"
    assert (rule_now(), RuleProposal.objects.count()) == (("staff", 5), 0)


def test_smaller_group_waits_until_a_second_member_confirms_it(cast, client_of, answered):
    lowri, amina = client_of(cast.lowri), client_of(cast.amina)
    assert save(lowri, k="5", name="Spring")["Location"] == HERE
    assert (rule_now(), Programme.objects.get(pk=cast.programme.pk).name) == (
        ("staff", 11),
        "Spring",
    )
    assert "somebody else has to confirm it" in text_of(lowri.get(HERE))
    assert "somebody else has to confirm it" in text_of(
        lowri.post(HERE, WEAKER | {"go": "confirm"}, follow=True)
    )
    assert rule_now() == ("staff", 11)
    assert "waits for a second member" in text_of(amina.get("/p/winter-review/"))
    amina.post(HERE, WEAKER | {"go": "confirm"})
    assert (rule_now(), RuleProposal.objects.count()) == (("staff", 5), 0)
    said = Entry.objects.filter(object_type__in=["programme", "ruleproposal"]).order_by("pk")
    said = said.values_list("action", "actor_id", "detail")
    assert list(said) == [
        ("propose_rule", cast.lowri.pk, {"rule": "staff", "k": 5}),
        ("edit_programme", cast.lowri.pk, {"fields": ["name", "purpose", "starts_on"]}),
        ("confirm_rule", cast.amina.pk,
         {"rule": "staff", "k": 5, "before": 11, "proposed_by": cast.lowri.pk}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "waits"),
    [
        (("staff", 11), ("staff", 12), False),
        (("staff", 11), ("health-statistics", 8), True),
        (("health-statistics", 8), ("staff", 8), True),  # the same group, but no rounding
        (("public-engagement", 5), ("health-statistics", 8), False),
    ],
)
def test_only_a_rule_that_shows_more_waits(cast, answered, before, after, waits):
    rule, k = before
    Programme.objects.filter(pk=cast.programme.pk).update(rule=rule, k=k)
    rule, k = after
    edit_programme(programme=cast.programme, revision=1, by=cast.lowri, rule=rule, k=k)
    assert rule_now() == (before if waits else after)


def test_what_was_brought_in_is_an_answer_too(cast):
    make_contributions(cast.programme, cast.amina, 1)
    edit_programme(programme=cast.programme, revision=1, by=cast.lowri, k=5)
    assert (rule_now(), RuleProposal.objects.get().k) == (("staff", 11), 5)


def test_what_is_confirmed_is_what_was_seen(cast, answered):
    for k in (9, 4):
        now = Programme.objects.get(pk=cast.programme.pk)
        edit_programme(programme=now, revision=now.revision, by=cast.lowri, k=k)
    with pytest.raises(Conflict):
        confirm_rule(programme=cast.programme, rule="staff", k=9, by=cast.amina)
    assert (rule_now(), RuleProposal.objects.get().k) == (("staff", 11), 4)


def test_either_member_lets_it_be(cast, client_of, answered):
    for user in (cast.lowri, cast.amina):
        save(client_of(cast.lowri), k="5")
        page = text_of(client_of(user).post(HERE, {"go": "drop"}, follow=True))
        assert "It stays as it is." in page
        assert (rule_now(), RuleProposal.objects.count()) == (("staff", 11), 0)


def test_stricter_rule_ends_a_weaker_one_that_waits(cast, answered):
    waiting = []
    for changes in ({"k": 5}, {"name": "Spring"}, {"k": 12}):
        now = Programme.objects.get(pk=cast.programme.pk)
        edit_programme(programme=now, revision=now.revision, by=cast.lowri, **changes)
        waiting.append((rule_now(), RuleProposal.objects.count()))
    assert waiting == [(("staff", 11), 1), (("staff", 11), 1), (("staff", 12), 0)]


def test_stale_settings_ask_for_nothing(cast, answered):
    with pytest.raises(Conflict):
        edit_programme(programme=cast.programme, revision=7, by=cast.lowri, k=5)
    assert RuleProposal.objects.count() == 0


def test_analysts_readers_and_other_organisations_cannot_confirm(cast, client_of, answered):
    save(client_of(cast.lowri), k="5")
    for user in (cast.ben, cast.rhys, cast.dev):
        page = client_of(user).post(HERE, WEAKER | {"go": "confirm"})
        assert (page.status_code, "Lowri" in page.content.decode()) == (404, False)
        assert client_of(user).get(HERE).status_code == 404
    assert "waits for a second" not in text_of(client_of(cast.rhys).get("/p/winter-review/"))
    assert rule_now() == ("staff", 11)
