import pytest
from django.db import IntegrityError, transaction

from cairn.audit.models import Entry
from cairn.decisions.actions.editing import Conflict, Refused
from cairn.decisions.actions.evidence import add_evidence, remove_evidence
from cairn.decisions.actions.findings import link_theme, remove_finding, restore_finding
from cairn.decisions.actions.headings import move_heading, remove_heading
from cairn.decisions.actions.recommendations import (
    edit_recommendation,
    move_recommendation,
    move_to_heading,
    remove_recommendation,
    restore_recommendation,
)
from cairn.decisions.actions.states import mark_ready
from cairn.decisions.drafts import RecommendationDraft
from cairn.decisions.models import Recommendation, has_path
from cairn.decisions.queries.items import headings_for, recommendation_numbers, recommendations_for
from cairn.decisions.tests.factories import (
    make_finding,
    make_heading,
    make_recommendation,
    make_theme,
    make_words,
    retire,
)
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.signals import excerpts_retired


def numbered(cast):
    return [(row.number, row.text) for row in recommendations_for(cast.ben, cast.programme)]


def make_four(cast):
    first = make_heading(cast.programme, "First", by=cast.ben)
    second = make_heading(cast.programme, "Second", by=cast.ben)
    rows = {
        text: make_recommendation(cast.programme, text, by=cast.ben, heading=heading)
        for text, heading in [("c", second), ("a", first), ("d", second), ("b", first)]
    }
    return first, second, rows


def test_numbers_when_made_under_two_headings(cast):
    make_four(cast)
    assert numbered(cast) == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    numbers = recommendation_numbers(cast.ben, cast.programme)
    assert sorted(numbers.values()) == [1, 2, 3, 4]


def test_numbers_when_moved_up_down_and_to_a_heading(cast):
    _first, second, rows = make_four(cast)
    move_recommendation(recommendation=rows["b"], step=-1, by=cast.ben)
    assert numbered(cast) == [(1, "b"), (2, "a"), (3, "c"), (4, "d")]
    move_recommendation(recommendation=rows["a"], step=1, by=cast.ben)
    assert [row.text for row in second.recommendations.order_by("order")] == ["a", "c", "d"]
    move_to_heading(recommendation=rows["b"], heading=second, by=cast.ben)
    assert numbered(cast) == [(1, "a"), (2, "c"), (3, "d"), (4, "b")]
    assert move_recommendation(recommendation=rows["b"], step=1, by=cast.ben) is False


def test_numbers_when_a_heading_moves_or_a_row_goes_and_comes_back(cast):
    first, _second, rows = make_four(cast)
    move_heading(heading=first, step=1, by=cast.ben)
    assert numbered(cast) == [(1, "c"), (2, "d"), (3, "a"), (4, "b")]
    remove_recommendation(recommendation=rows["d"], by=cast.ben)
    assert numbered(cast) == [(1, "c"), (2, "a"), (3, "b")]
    restore_recommendation(recommendation=rows["d"], by=cast.ben)
    assert numbered(cast) == [(1, "c"), (2, "d"), (3, "a"), (4, "b")]


def test_heading_when_something_stands_under_it(cast):
    first, second, rows = make_four(cast)
    with pytest.raises(Refused):
        remove_heading(heading=first, by=cast.ben)
    for row in rows.values():
        move_to_heading(recommendation=row, heading=second, by=cast.ben)
    remove_heading(heading=first, by=cast.ben)
    counts = [
        (row.title, row.recommendation_count) for row in headings_for(cast.ben, cast.programme)
    ]
    assert counts == [("Second", 4)]


def test_edit_when_somebody_saved_in_between(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    draft = RecommendationDraft(text="Open both doors.", addressees=["Estates"])
    edit_recommendation(recommendation=row, draft=draft, revision=1, by=cast.ben)
    with pytest.raises(Conflict) as told:
        edit_recommendation(
            recommendation=row,
            draft=RecommendationDraft(text="Shut it."),
            revision=1,
            by=cast.carys,
        )
    assert told.value.current.text == "Open both doors."
    row.refresh_from_db()
    assert (row.text, row.revision) == ("Open both doors.", 2)
    assert [each.name for each in row.addressees.all()] == ["Estates"]


def test_addressee_when_typed_in_another_way(cast):
    one = make_recommendation(cast.programme, "One.", by=cast.ben, addressees=["Place board"])
    two = make_recommendation(cast.programme, "Two.", by=cast.ben, addressees=["place  BOARD"])
    assert list(one.addressees.all()) == list(two.addressees.all())


def test_ready_when_there_is_no_path(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    against = make_words(cast.programme, "Keep it shut.")
    add_evidence(item=row, excerpt=against, stance=Stance.AGAINST, by=cast.ben)
    with pytest.raises(Refused) as told:
        mark_ready(item=row, by=cast.ben)
    row.refresh_from_db()
    assert (told.value.code, row.state, has_path(row)) == ("no_path", "draft", False)


def test_ready_when_the_database_is_written_past_the_action(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=row.pk).update(state="ready")


def test_ready_when_the_path_goes_through_a_signed_off_theme(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    finding = make_finding(cast.programme, "Doors matter.", by=cast.ben)
    row.findings.add(finding)
    said = make_words(cast.programme, "The door was shut.")
    unsigned = make_theme(
        cast.programme, "Doors", said, by=cast.ben, signed_off_by=None, signed_off_at=None
    )
    with pytest.raises(Refused):
        link_theme(finding=finding, theme=unsigned, by=cast.ben)
    assert has_path(row) is False
    link_theme(
        finding=finding, theme=make_theme(cast.programme, "D", said, by=cast.ben), by=cast.ben
    )
    mark_ready(item=row, by=cast.ben)
    row.refresh_from_db()
    assert (row.state, row.stands_on) == ("ready", said)


def test_ready_when_the_words_are_retired(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    first = make_words(cast.programme, "The door was shut.")
    second = make_words(cast.programme, "I could not get in.")
    for excerpt in (first, second):
        add_evidence(item=row, excerpt=excerpt, by=cast.ben)
    mark_ready(item=row, by=cast.ben)
    retire(first)
    excerpts_retired.send(None, excerpts=[first], reason="redacted", by=cast.amina)
    row.refresh_from_db()
    assert (row.state, row.stands_on) == ("ready", second)
    retire(second, "withdrawn")
    excerpts_retired.send(None, excerpts=[second], reason="withdrawn", by=cast.amina)
    row.refresh_from_db()
    assert (row.state, row.stands_on) == ("draft", None)


def test_ready_when_what_it_stood_on_is_taken_away(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    finding = make_finding(cast.programme, "Doors matter.", by=cast.ben)
    row.findings.add(finding)
    said = make_words(cast.programme, "The door was shut.")
    add_evidence(item=finding, excerpt=said, by=cast.ben)
    mark_ready(item=row, by=cast.ben)
    remove_finding(finding=finding, by=cast.ben)
    row.refresh_from_db()
    assert row.state == "draft"
    restore_finding(finding=finding, by=cast.ben)
    mark_ready(item=row, by=cast.ben)
    remove_evidence(item=finding, excerpt=said, by=cast.ben)
    row.refresh_from_db()
    assert row.state == "draft"


def test_evidence_when_of_another_programme_or_gone(cast):
    row = make_recommendation(cast.programme, "Open the door.", by=cast.ben)
    elsewhere = make_words(cast.dev_programme, "Not yours.")
    gone = make_words(cast.programme, "Soon gone.")
    retire(gone)
    gone.refresh_from_db()
    codes = []
    for excerpt in (elsewhere, gone):
        with pytest.raises(Refused) as told:
            add_evidence(item=row, excerpt=excerpt, by=cast.ben)
        codes.append(told.value.code)
    assert codes == ["elsewhere", "no_words"]
    assert list(row.evidence.all()) == []


def test_audit_when_a_recommendation_is_written(cast):
    row = make_recommendation(cast.programme, "Open the secret door.", by=cast.ben)
    said = make_words(cast.programme, "The canary sang.")
    add_evidence(item=row, excerpt=said, by=cast.ben)
    entries = Entry.objects.filter(object_type="recommendation", object_id=str(row.pk))
    assert [entry.action for entry in entries.order_by("pk")] == [
        "add_recommendation",
        "add_evidence",
    ]
    assert not [each for each in Entry.objects.all() if "canary" in str(each.detail)]


def test_ready_when_a_theme_is_not_signed_off_any_more(cast):
    finding = make_finding(cast.programme, "Doors matter.", by=cast.ben)
    theme = make_theme(cast.programme, "Doors", make_words(cast.programme, "Shut."), by=cast.ben)
    link_theme(finding=finding, theme=theme, by=cast.ben)
    mark_ready(item=finding, by=cast.ben)
    theme.signed_off_at = theme.signed_off_by = None
    theme.save()
    finding.refresh_from_db()
    assert (finding.state, finding.stands_on) == ("draft", None)
