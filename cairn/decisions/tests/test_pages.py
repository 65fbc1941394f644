"""Every page of the room: what it shows, how many queries it costs, and that Dev sees nothing."""

import pytest
from django.urls import reverse

from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.findings import link_theme
from cairn.decisions.actions.states import mark_ready
from cairn.decisions.tests.factories import (
    make_change,
    make_contribution,
    make_excerpt_of,
    make_finding,
    make_heading,
    make_recommendation,
    make_theme,
    make_words,
)

SECRET = "The canary sang in ward nine"


def fill(programme, by, count=1, words=SECRET):
    """Each kind of row `count` times, every text holding `words`."""
    made = {}
    for n in range(count):
        contribution = make_contribution(programme, f"{words}, {n}.")
        make_contribution(programme, f"{words}, unused {n}.")
        excerpt = make_excerpt_of(contribution)
        theme = make_theme(programme, f"{words} theme {n}", excerpt, by=by)
        heading = make_heading(programme, f"{words} heading {n}", by=by)
        finding = make_finding(programme, f"{words} finding {n}", by=by, headings=[heading])
        link_theme(finding=finding, theme=theme, by=by)
        add_evidence(item=finding, excerpt=excerpt, by=by)
        recommendation = make_recommendation(
            programme, f"{words} recommendation {n}", by=by, heading=heading, findings=[finding],
            addressees=[f"{words} board {n}"],
        )  # fmt: skip
        add_evidence(item=recommendation, excerpt=excerpt, by=by)
        mark_ready(item=recommendation, by=by)
        change = make_change(programme, f"{words} change {n}", by=by, quadrant="amplify")
        add_evidence(item=change, excerpt=excerpt, by=by)
        made = {
            "contribution": contribution, "excerpt": excerpt, "theme": theme, "heading": heading,
            "finding": finding, "recommendation": recommendation, "change": change,
        }  # fmt: skip
    return made


def pages_of(slug, made):
    def url(name, *args):
        return reverse(f"decisions:{name}", args=[slug, *args])

    lists = ("index", "follow_up", "headings", "recommendations", "findings", "changes", "matrix",
             "practice", "ladder", "unused", "import")  # fmt: skip
    pages = {name: url(name) for name in lists}
    pages["heading"] = url("heading", made["heading"].pk)
    pages["verdict"] = url("verdict", made["change"].pk)
    pages["similar"] = url("similar", made["change"].pk)
    for kind in ("change", "finding", "recommendation"):
        pages |= {
            f"{name} {kind}": url(name, kind, made[kind].pk)
            for name in ("item", "edit", "evidence")
        }
        pages["evidence words"] = f"{pages[f'evidence {kind}']}?in=contributions"
        pages[f"add {kind}"] = url("add", kind)
    for node in ("contribution", "excerpt", "theme", "finding", "recommendation", "change"):
        pages[f"thread {node}"] = url("thread", node, made[node].pk)
    return pages


def test_pages_when_a_member_asks(cast, client_of):
    made = fill(cast.programme, cast.ben)
    client = client_of(cast.ben)
    silent = {"index", "import", "add change"}
    for name, address in pages_of("winter-review", made).items():
        page = client.get(address)
        assert page.status_code == 200, name
        assert (SECRET in page.content.decode()) is (name not in silent), name


def test_pages_when_a_reader_asks(cast, client_of):
    made = fill(cast.programme, cast.ben)
    client = client_of(cast.rhys)
    asked = {
        name: client.get(address).status_code
        for name, address in pages_of("winter-review", made).items()
    }
    shut = {name for name, status in asked.items() if status == 404}
    writing = ("heading", "verdict", "similar", "import")
    kinds = ("change", "finding", "recommendation")
    assert shut == {
        *writing, *(f"{name} {kind}" for name in ("edit", "evidence", "add") for kind in kinds),
        "evidence words",
    }  # fmt: skip


def test_pages_when_of_another_organisation(cast, client_of):
    made = fill(cast.programme, cast.ben)
    fill(cast.dev_programme, cast.dev, words="Dev's own")
    client = client_of(cast.dev)
    for name, address in pages_of("winter-review", made).items():
        page = client.get(address)
        assert (name, page.status_code) == (name, 404)
        assert SECRET not in page.content.decode()


def test_pages_when_another_programme_s_rows_are_asked_for_in_ones_own(cast, client_of):
    made = fill(cast.programme, cast.ben)
    own = fill(cast.dev_programme, cast.dev, words="Dev's own")
    client = client_of(cast.dev)
    mine = pages_of("dev-review", own)
    theirs = pages_of("dev-review", made)
    for name in mine:
        page = client.get(theirs[name])
        assert page.status_code == (200 if theirs[name] == mine[name] else 404), name
        assert SECRET not in page.content.decode()


QUERIES = {
    "index": 16,
    "follow_up": 8,
    "headings": 5,
    "recommendations": 19,
    "findings": 20,
    "changes": 10,
    "matrix": 5,
    "practice": 9,
    "ladder": 16,
    "unused": 7,
    "thread theme": 17,
    "thread recommendation": 17,
    "evidence words": 8,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_list_pages_cost_the_same(cast, client_of, django_assert_num_queries, name, count):
    made = fill(cast.programme, cast.ben, count)
    client = client_of(cast.ben)
    address = pages_of("winter-review", made)[name]
    with django_assert_num_queries(QUERIES[name]):
        client.get(address)


def test_empty_pages_say_the_next_step(cast, client_of):
    client = client_of(cast.ben)
    for name in ("index", "follow_up", "headings", "recommendations", "findings", "changes",
                 "matrix", "practice", "ladder", "unused", "import"):  # fmt: skip
        page = client.get(reverse(f"decisions:{name}", args=["winter-review"]))
        assert page.status_code == 200, name
    page = client.get(reverse("decisions:add", args=["winter-review", "recommendation"]))
    assert "there is no heading yet" in page.content.decode()


def test_words_that_are_evidence_rich_are_marked(cast, client_of):
    rich = make_words(
        cast.programme, "We moved handover to 3pm because nobody could come, so we lose no time."
    )
    plain = make_words(cast.programme, "It was good.")
    finding = make_finding(cast.programme, "Handover at three works.", by=cast.ben)
    client, mark = client_of(cast.ben), "Evidence-rich"
    page, picker = (
        reverse(f"decisions:{name}", args=["winter-review", "finding", finding.pk])
        for name in ("item", "evidence")
    )
    for address in (picker, picker + "?in=contributions"):
        text = client.get(address).content.decode()
        assert (rich.quote in text, plain.quote in text, text.count(mark)) == (True, True, 1)
    add_evidence(item=finding, excerpt=plain, by=cast.ben)
    assert client.get(page).content.decode().count(mark) == 0
    add_evidence(item=finding, excerpt=rich, by=cast.ben)
    assert client.get(page).content.decode().count(mark) == 1
