import pytest

from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.findings import link_theme, remove_finding
from cairn.decisions.queries.thread import thread_of, unused_contributions
from cairn.decisions.tests.factories import (
    make_change,
    make_contribution,
    make_excerpt_of,
    make_finding,
    make_recommendation,
    make_theme,
    make_words,
    retire,
)
from cairn.sensemaking.models import Theme


@pytest.fixture
def chain(cast):
    """contribution - excerpt - theme - finding - recommendation, and a change on the excerpt."""
    contribution = make_contribution(cast.programme, "The door was shut. I went home.")
    excerpt = make_excerpt_of(contribution, "The door was shut.")
    theme = make_theme(cast.programme, "Doors", excerpt, by=cast.ben)
    finding = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    link_theme(finding=finding, theme=theme, by=cast.ben)
    recommendation = make_recommendation(
        cast.programme, "Open it.", by=cast.ben, findings=[finding]
    )
    change = make_change(cast.programme, "Open ward", by=cast.ben)
    add_evidence(item=change, excerpt=excerpt, by=cast.ben)
    return {
        "contribution": contribution, "excerpt": excerpt, "theme": theme, "finding": finding,
        "recommendation": recommendation, "change": change,
    }  # fmt: skip


def labels(thread):
    return {
        level.kind: [node.label for node in level.nodes] for level in thread.levels if level.nodes
    }


WHOLE = {
    "contribution": ["1"],
    "excerpt": ["The door was shut."],
    "theme": ["Doors"],
    "finding": ["Doors decide."],
    "recommendation": ["1. Open it."],
}
CHANGE = {"change": ["Open ward"]}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("contribution", WHOLE | CHANGE),
        ("excerpt", WHOLE | CHANGE),
        ("theme", WHOLE),
        ("finding", WHOLE),
        ("recommendation", WHOLE),
        ("change", {"contribution": ["1"], "excerpt": ["The door was shut."]} | CHANGE),
    ],
)
def test_thread_from_every_kind_of_node(cast, chain, kind, expected):
    thread = thread_of(cast.ben, cast.programme, kind, chain[kind].pk)
    assert labels(thread) == expected
    keys = {key: f"{key}-{row.pk}" for key, row in chain.items()}
    steps = (
        list(zip(WHOLE, list(WHOLE)[1:], strict=False))
        if kind != "change"
        else [("contribution", "excerpt")]
    )
    links = {(keys[one], keys[two]) for one, two in steps}
    if "change" in expected:
        links.add((keys["excerpt"], keys["change"]))
    assert {(link.source, link.target) for link in thread.links} == links


def test_thread_when_of_another_programme(cast, chain):
    asked = [thread_of(cast.dev, cast.programme, kind, row.pk) for kind, row in chain.items()]
    own = [thread_of(cast.dev, cast.dev_programme, kind, row.pk) for kind, row in chain.items()]
    assert asked + own == [None] * 12
    with pytest.raises(ValueError, match="viewer"):
        thread_of(None, cast.programme, "theme", chain["theme"].pk)


def test_thread_when_the_theme_is_not_signed_off(cast, chain):
    Theme.objects.update(signed_off_at=None, signed_off_by=None)
    thread = thread_of(cast.ben, cast.programme, "recommendation", chain["recommendation"].pk)
    assert labels(thread) == {"finding": ["Doors decide."], "recommendation": ["1. Open it."]}
    below = thread_of(cast.ben, cast.programme, "contribution", chain["contribution"].pk)
    assert "finding" not in labels(below)


def test_thread_when_words_are_withdrawn(cast, chain, client_of):
    retire(chain["excerpt"], "withdrawn")
    thread = thread_of(cast.ben, cast.programme, "recommendation", chain["recommendation"].pk)
    gaps = [node.gap for level in thread.levels if level.kind == "excerpt" for node in level.nodes]
    assert gaps == ["withdrawn"]
    address = f"/p/winter-review/decisions/thread/recommendation/{chain['recommendation'].pk}/"
    text = client_of(cast.ben).get(address).content.decode()
    assert "A gap: this was withdrawn" in text
    assert "The door was shut." not in text


def test_thread_page_has_the_picture_and_the_list(cast, chain, client_of):
    address = f"/p/winter-review/decisions/thread/theme/{chain['theme'].pk}/"
    text = client_of(cast.ben).get(address).content.decode()
    assert text.count("<svg xmlns") == 1
    assert text.count("Doors decide.") == 2


def test_unused_contributions_when_some_fed_something(cast, chain):
    alone = make_contribution(cast.programme, "Nobody read me.")
    make_contribution(cast.programme, "Not to be used.", consent="none")
    excerpted = make_words(cast.programme, "Read, and led nowhere.").contribution
    only = make_contribution(cast.programme, "Stood on by a finding that went.")
    finding = make_finding(cast.programme, "Gone soon.", by=cast.ben)
    add_evidence(item=finding, excerpt=make_excerpt_of(only), by=cast.ben)
    assert list(unused_contributions(cast.ben, cast.programme)) == [alone, excerpted]
    remove_finding(finding=finding, by=cast.ben)
    assert list(unused_contributions(cast.ben, cast.programme)) == [alone, excerpted, only]
    assert list(unused_contributions(cast.dev, cast.programme)) == []


@pytest.mark.parametrize("address", ["contribution/17", "theme/x", "theme/99999", "planet/1"])
def test_thread_page_when_there_is_no_such_thing(cast, chain, client_of, address):
    page = client_of(cast.ben).get(f"/p/winter-review/decisions/thread/{address}/")
    assert page.status_code == 404


def test_words_on_the_thread_say_their_language(client_of, cast, chain):
    chain["contribution"].language = "cy"
    chain["contribution"].save()
    page = client_of(cast.ben).get(
        f"/p/{cast.programme.slug}/decisions/thread/excerpt/{chain['excerpt'].pk}/"
    )
    assert page.content.decode().count('<p lang="cy">The door was shut.</p>') == 1
