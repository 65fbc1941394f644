"""What people do on the pages: write, meet each other, link words, undo."""

import pytest
from django.urls import reverse

from cairn.decisions.actions.evidence import add_evidence
from cairn.decisions.actions.findings import edit_finding, link_theme
from cairn.decisions.actions.recommendations import edit_recommendation
from cairn.decisions.drafts import FindingDraft, RecommendationDraft
from cairn.decisions.models import Finding, Recommendation
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
from cairn.sensemaking.models import Excerpt


def url(name, *args):
    return reverse(f"decisions:{name}", args=["winter-review", *args])


def test_add_recommendation_when_the_form_is_whole(cast, client_of):
    heading = make_heading(cast.programme, "Doors", by=cast.ben)
    finding = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    data = {
        "text": "Open the door.", "heading": heading.pk, "action": "Open it", "due_on": "2030-01-31",
        "measure": "days open", "new_addressees": "Estates\n Place  board \n", "findings": [finding.pk],
    }  # fmt: skip
    page = client_of(cast.ben).post(url("add", "recommendation"), data, follow=True)
    row = Recommendation.objects.get()
    assert "Recommendation 1" in page.content.decode()
    assert (row.text, row.due_on.isoformat(), row.made_by) == (
        "Open the door.",
        "2030-01-31",
        cast.ben,
    )
    assert [each.name for each in row.addressees.all()] == ["Estates", "Place board"]
    assert list(row.findings.all()) == [finding]


def test_add_when_the_form_lacks_its_words(cast, client_of):
    page = client_of(cast.ben).post(url("add", "finding"), {"detail": "Kept as typed."})
    assert page.status_code == 422
    text = page.content.decode()
    assert ("There is a problem" in text, "Kept as typed." in text) == (True, True)
    assert Finding.objects.count() == 0


def test_add_when_a_choice_is_another_programme_s(cast, client_of):
    theirs = make_heading(cast.dev_programme, "Not yours", by=cast.dev)
    page = client_of(cast.ben).post(
        url("add", "finding"), {"text": "Reached over.", "headings": [theirs.pk]}
    )
    assert [finding.headings.count() for finding in Finding.objects.all()] == [0]
    assert page.status_code == 302


def test_edit_page_when_somebody_saved_in_between(cast, client_of):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    draft = RecommendationDraft(text="Open both doors.", measure="doors counted")
    edit_recommendation(recommendation=row, draft=draft, revision=1, by=cast.carys)
    address = url("edit", "recommendation", row.pk)
    mine = {"text": "Shut the door.", "heading": row.heading_id, "revision": 1}
    page = client_of(cast.ben).post(address, mine)
    text = page.content.decode()
    assert page.status_code == 409
    shown = ["Open both doors." in text, "doors counted" in text, "Shut the door." in text]
    assert shown == [True, True, True]
    row.refresh_from_db()
    assert (row.text, row.measure, row.revision) == ("Open both doors.", "doors counted", 2)
    assert 'name="revision" value="2"' in text
    client_of(cast.ben).post(address, mine | {"revision": 2})
    row.refresh_from_db()
    assert (row.text, row.measure, row.revision) == ("Shut the door.", "", 3)


def test_edit_page_when_a_finding_or_change_was_saved_in_between(cast, client_of):
    finding = make_finding(cast.programme, "One.", by=cast.ben)
    edit_finding(finding=finding, draft=FindingDraft(text="Two."), revision=1, by=cast.carys)
    page = client_of(cast.ben).post(
        url("edit", "finding", finding.pk), {"text": "Three.", "revision": 1}
    )
    finding.refresh_from_db()
    assert (page.status_code, finding.text) == (409, "Two.")
    change = make_change(cast.programme, "One", by=cast.ben)
    client = client_of(cast.carys)
    client.post(url("edit", "change", change.pk), {"title": "Two", "revision": 1})
    page = client.post(url("edit", "change", change.pk), {"title": "Three", "revision": 1})
    change.refresh_from_db()
    assert (page.status_code, change.title) == (409, "Two")


def test_verdict_when_decided_and_when_somebody_decided_in_between(cast, client_of):
    change = make_change(cast.programme, "Open ward", by=cast.ben)
    address = url("verdict", change.pk)
    client = client_of(cast.ben)
    page = client.post(address, {"verdict": "keep", "verdict_reason": "", "revision": 1})
    change.refresh_from_db()
    assert (page.status_code, change.verdict) == (422, "undecided")
    client.post(address, {"verdict": "keep", "verdict_reason": "It worked.", "revision": 1})
    change.refresh_from_db()
    assert (change.verdict, change.verdict_reason, change.verdict_by) == (
        "keep",
        "It worked.",
        cast.ben,
    )
    page = client_of(cast.carys).post(
        address, {"verdict": "stop", "verdict_reason": "It did not.", "revision": 1}
    )
    change.refresh_from_db()
    text = page.content.decode()
    assert (page.status_code, change.verdict) == (409, "keep")
    assert ("It worked." in text, "It did not." in text) == (True, True)
    client.post(address, {"verdict": "undecided", "verdict_reason": "", "revision": 2})
    change.refresh_from_db()
    assert (change.verdict, change.verdict_by, change.verdict_at) == ("undecided", None, None)


def links(item):
    return [(link.excerpt.quote, link.stance) for link in item.evidence.order_by("pk")]


@pytest.mark.parametrize("make", [make_recommendation, make_finding, make_change])
def test_evidence_when_picked_taken_away_and_undone(cast, client_of, make):
    item = make(cast.programme, "Open the door.", by=cast.ben)
    excerpt = make_words(cast.programme, "The door was shut.")
    client = client_of(cast.ben)
    address = url("evidence", item.kind, item.pk)
    assert "The door was shut." in client.get(f"{address}?words=DOOR+shut").content.decode()
    assert "The door was shut." not in client.get(f"{address}?words=window").content.decode()
    client.post(address, {"do": "add", "excerpt": excerpt.pk, "stance": "against"})
    assert links(item) == [("The door was shut.", "against")]
    client.post(url("undo"))
    assert links(item) == []
    add_evidence(item=item, excerpt=excerpt, by=cast.ben)
    client.post(address, {"do": "remove", "excerpt": excerpt.pk})
    assert links(item) == []
    client.post(url("undo"))
    assert links(item) == [("The door was shut.", "for")]


def test_evidence_when_a_sentence_or_the_whole_is_chosen(cast, client_of):
    item = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    said = make_contribution(cast.programme, "Café doors were shut. I went home.")
    version = said.versions.get()
    client = client_of(cast.ben)
    address = url("evidence", "finding", item.pk)
    text = client.get(f"{address}?in=contributions&words=home").content.decode()
    assert '<option value="22-34">I went home.</option>' in text
    for span in ("22-34", "0-34"):
        client.post(
            address, {"do": "add_words", "version": version.pk, "span": span, "stance": "for"}
        )
    assert links(item) == [("I went home.", "for"), ("Café doors were shut. I went home.", "for")]
    assert [(row.start, row.end, row.made_by) for row in Excerpt.objects.order_by("pk")] == [
        (22, 34, cast.ben), (0, 34, cast.ben),
    ]  # fmt: skip


def test_evidence_when_the_person_allowed_no_use(cast, client_of):
    item = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    said = make_contribution(cast.programme, "Keep this out.", consent="none")
    client = client_of(cast.ben)
    address = url("evidence", "finding", item.pk)
    assert "Keep this out." not in client.get(f"{address}?in=contributions").content.decode()
    page = client.post(
        address, {"do": "add_words", "version": said.versions.get().pk, "span": "0-4"}
    )
    assert (page.status_code, links(item)) == (404, [])


def test_evidence_when_it_is_another_programme_s(cast, client_of):
    item = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    theirs = make_words(cast.dev_programme, "Not yours.")
    theme = make_theme(cast.dev_programme, "Not yours", theirs, by=cast.dev)
    client = client_of(cast.ben)
    address = url("evidence", "finding", item.pk)
    asked = [
        {"do": "add", "excerpt": theirs.pk},
        {"do": "add_theme", "theme": theme.pk},
        {"do": "add_words", "version": theirs.version_id, "span": "0-3"},
        {"do": "add", "excerpt": "1; drop"},
        {"do": "sing"},
    ]
    assert [client.post(address, data).status_code for data in asked] == [404] * 5
    assert (links(item), item.themes.count()) == ([], 0)


def test_theme_when_linked_taken_away_and_undone(cast, client_of):
    item = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    theme = make_theme(cast.programme, "Doors", by=cast.ben)
    client = client_of(cast.ben)
    address = url("evidence", "finding", item.pk)
    assert "Doors</h2>" in client.get(f"{address}?in=themes").content.decode()
    client.post(address, {"do": "add_theme", "theme": theme.pk})
    client.post(url("undo"))
    assert item.themes.count() == 0
    client.post(address, {"do": "add_theme", "theme": theme.pk})
    client.post(address, {"do": "remove_theme", "theme": theme.pk})
    assert item.themes.count() == 0
    client.post(url("undo"))
    assert [link.theme for link in item.themes.all()] == [theme]


def test_buttons_of_a_recommendation(cast, client_of):
    first = make_recommendation(cast.programme, "One.", by=cast.ben)
    second = make_recommendation(cast.programme, "Two.", by=cast.ben)
    other = make_heading(cast.programme, "Other", by=cast.ben)
    client = client_of(cast.ben)
    do = url("do", "recommendation", second.pk)

    def order():
        rows = Recommendation.objects.filter(removed_at=None)
        return [(row.text, row.heading.title) for row in rows]

    client.post(do, {"do": "up"})
    assert [text for text, _heading in order()] == ["Two.", "One."]
    client.post(url("undo"))
    assert [text for text, _heading in order()] == ["One.", "Two."]
    client.post(url("do", "recommendation", first.pk), {"do": "heading", "heading": other.pk})
    assert order() == [("Two.", "A made-up heading"), ("One.", "Other")]
    client.post(do, {"do": "remove"})
    assert client.get(url("item", "recommendation", second.pk)).status_code == 404
    client.post(url("undo"))
    assert client.get(url("item", "recommendation", second.pk)).status_code == 200
    page = client.post(do, {"do": "ready"}, follow=True)
    assert "It stays a draft" in page.content.decode()
    add_evidence(item=second, excerpt=make_words(cast.programme, "Shut."), by=cast.ben)
    client.post(do, {"do": "ready"})
    second.refresh_from_db()
    assert second.state == "ready"
    client.post(do, {"do": "draft"})
    client.post(url("undo"))
    second.refresh_from_db()
    assert second.state == "ready"
    client.post(url("do", "recommendation", second.pk), {"do": "draft"})
    second.refresh_from_db()
    assert second.state == "draft"


def test_buttons_when_a_reader_or_a_stranger_presses_them(cast, client_of):
    row = make_recommendation(cast.programme, "One.", by=cast.ben)
    change = make_change(cast.programme, "Open ward", by=cast.ben)
    heading = make_heading(cast.programme, "Doors", by=cast.ben)
    asked = [
        (url("do", "recommendation", row.pk), {"do": "remove"}),
        (url("edit", "recommendation", row.pk), {"text": "Mine.", "revision": 1}),
        (url("evidence", "recommendation", row.pk), {"do": "add"}),
        (url("place", change.pk), {"quadrant": "end"}),
        (url("verdict", change.pk), {"verdict": "stop", "verdict_reason": "x", "revision": 1}),
        (url("similar", change.pk), {"other": change.pk}),
        (url("heading", heading.pk), {"do": "remove"}),
        (url("add_heading"), {"title": "Mine"}),
        (url("add", "change"), {"title": "Mine"}),
        (url("undo"), {}),
    ]
    for user in (cast.rhys, cast.dev):
        client = client_of(user)
        assert [client.post(address, data).status_code for address, data in asked] == [404] * 10
    row.refresh_from_db()
    change.refresh_from_db()
    assert (row.text, row.removed_at, change.quadrant, change.verdict) == (
        "One.",
        None,
        "",
        "undecided",
    )


def test_matrix_when_moved_and_undone(cast, client_of):
    change = make_change(cast.programme, "Open ward", by=cast.ben)
    client = client_of(cast.ben)
    page = client.post(url("place", change.pk), {"quadrant": "amplify"}, follow=True)
    assert "Amplify holds the most: 1 of 1 changes" in page.content.decode()
    client.post(url("undo"))
    change.refresh_from_db()
    assert change.quadrant == ""
    assert client.post(url("place", change.pk), {"quadrant": "nowhere"}).status_code == 404


def test_similar_when_suggested_and_accepted(cast, client_of):
    words = {"what": "Nurses open the ward door at seven for early visitors."}
    one = make_change(cast.programme, "Open ward door at seven", by=cast.ben, **words)
    two = make_change(cast.programme, "Ward door open at seven", by=cast.ben, **words)
    make_change(cast.programme, "Night bus", by=cast.ben, what="Volunteers drive people home.")
    client = client_of(cast.ben)
    text = client.get(url("similar", one.pk)).content.decode()
    suggested = text[text.index("Suggested by machine") :]
    assert (two.title in suggested, "Night bus" in suggested) == (True, False)
    assert list(one.similar.all()) == []
    client.post(url("similar", one.pk), {"other": two.pk, "do": "link"})
    assert (list(one.similar.all()), list(two.similar.all())) == ([two], [one])
    assert "Stands for 1 other" in client.get(url("practice")).content.decode()
    client.post(url("similar", one.pk), {"other": two.pk, "do": "unlink"})
    assert list(two.similar.all()) == []
    client.post(url("undo"))
    assert list(two.similar.all()) == [one]


def test_headings_when_added_renamed_moved_and_removed(cast, client_of):
    client = client_of(cast.ben)
    for title in ("One", "Two"):
        client.post(url("add_heading"), {"title": title})
    ids = {row.title: row.pk for row in cast_headings(cast)}
    client.post(url("heading", ids["Two"]), {"do": "up"})
    client.post(url("heading", ids["One"]), {"title": "Last", "title_cy": "Olaf"})
    assert [row.title for row in cast_headings(cast)] == ["Two", "Last"]
    make_finding(cast.programme, "Under it.", by=cast.ben, headings=[cast_headings(cast)[0]])
    for title in ("Two", "One"):
        client.post(url("heading", ids[title]), {"do": "remove"})
    assert [row.title for row in cast_headings(cast)] == ["Two"]


def cast_headings(cast):
    from cairn.decisions.queries.items import headings_for

    return headings_for(cast.ben, cast.programme)


def test_undo_when_there_is_nothing(cast, client_of):
    page = client_of(cast.ben).post(url("undo"), follow=True)
    assert "There is nothing to undo." in page.content.decode()


def test_panels_on_other_rooms_pages(cast, client_of):
    said = make_contribution(cast.programme, "The door was shut.")
    excerpt = make_excerpt_of(said)
    theme = make_theme(cast.programme, "Doors", excerpt, by=cast.ben)
    finding = make_finding(cast.programme, "Doors decide.", by=cast.ben)
    link_theme(finding=finding, theme=theme, by=cast.ben)
    make_recommendation(cast.programme, "Open it.", by=cast.ben)
    make_change(cast.programme, "Open ward", by=cast.ben)
    client = client_of(cast.ben)
    front = client.get("/p/winter-review/").content.decode()
    assert "recommendations ready" in front
    assert "1 recommendation is still a draft" in front
    assert "1 change waits for a verdict" in front
    assert "is still a draft" not in client_of(cast.rhys).get("/p/winter-review/").content.decode()
