import pytest
from django.db import IntegrityError

from cairn.audit.models import Entry
from cairn.evidence.actions import Refused, Terms, add_contribution, add_contributions
from cairn.evidence.drafts import Draft, clean_text
from cairn.evidence.models import Contribution, ContributionVersion, Contributor, Question
from cairn.evidence.signals import contributions_received
from cairn.evidence.tests.factories import SAYINGS, make_contributions, text_of


def test_add_contribution_when_new(cast):
    made = add_contribution(
        programme=cast.programme, text=" We met daily.\r\nIt helped. ", by=cast.ben, sector="Acute",
        attributes={"Shift": "Night"},
    )  # fmt: skip
    made = Contribution.objects.get(pk=made.pk)
    assert (made.number, made.sector, made.language) == (1, "Acute", "en")
    assert (made.channel, made.consent, made.attributes) == (
        "typed",
        "analysis",
        {"Shift": "Night"},
    )
    assert text_of(made) == "We met daily.\nIt helped."


def test_add_contribution_when_it_arrives_again(cast):
    first = add_contribution(
        programme=cast.programme, text="Same words", contributor_key="p1", by=cast.ben
    )
    again = add_contribution(
        programme=cast.programme, text="Same words ", contributor_key="p1", by=cast.carys
    )
    other = add_contribution(
        programme=cast.programme, text="Same words", contributor_key="p2", by=cast.ben
    )
    assert again == first
    assert other != first
    assert Contribution.objects.count() == Contributor.objects.count() == 2


def test_add_contribution_when_the_same_is_said_in_another_programme(cast):
    ours = add_contribution(programme=cast.programme, text="A", contributor_key="p", by=cast.ben)
    theirs = add_contribution(
        programme=cast.dev_programme, text="A", contributor_key="p", by=cast.dev
    )
    assert ours.identity_key != theirs.identity_key
    assert ours.contributor.key_hash != theirs.contributor.key_hash


def test_database_when_one_identity_is_written_twice(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    row.pk, row.number = None, 2
    row._state.adding = True
    row.id = Contribution._meta.pk.get_default()
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_contributor_key_is_stored_nowhere(cast):
    add_contribution(
        programme=cast.programme, text="Words", contributor_key="staff-4711", by=cast.ben
    )
    stored = [
        str(value)
        for model in (Contribution, ContributionVersion, Contributor, Entry)
        for row in model.objects.values_list()
        for value in row
    ]
    assert [value for value in stored if "4711" in value] == []


def test_add_contributions_when_pasted_with_equal_words(cast):
    drafts = [Draft(text="More staff"), Draft(text="More staff"), Draft(text="Less paper")]
    first = add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    again = add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    assert (len(first.ids), first.repeated) == (3, 0)
    assert (len(again.ids), again.repeated) == (0, 3)
    assert list(Contribution.objects.values_list("number", flat=True)) == [1, 2, 3]
    entries = Entry.objects.filter(action="add_contributions").order_by("pk")
    assert [entry.detail["new"] for entry in entries] == [3, 0]


def test_add_contributions_when_one_has_no_words(cast):
    with pytest.raises(Refused):
        add_contributions(
            programme=cast.programme, drafts=[Draft(text="A"), Draft(text=" \x00 ")],
            terms=Terms(), by=cast.ben,
        )  # fmt: skip
    assert Contribution.objects.count() == 0


def test_add_contributions_announces_the_new_ones_only(cast):
    heard = []

    def listen(sender, contribution_ids, programme, **kwargs):
        heard.append((contribution_ids, programme))

    contributions_received.connect(listen)
    try:
        made = make_contributions(cast.programme, cast.ben, 2)
        make_contributions(cast.programme, cast.ben, 2)
    finally:
        contributions_received.disconnect(listen)
    assert heard == [([row.pk for row in made], cast.programme)]


def test_questions_are_made_once(cast):
    for person in ("a", "b"):
        add_contributions(
            programme=cast.programme, terms=Terms(), by=cast.ben,
            drafts=[Draft(text="Yes", person=person, question="What would you keep?")],
        )  # fmt: skip
    assert [question.text for question in Question.objects.all()] == ["What would you keep?"]
    assert set(Contribution.objects.values_list("question__text", flat=True)) == {
        "What would you keep?"
    }


def test_language_is_told(cast):
    rows = make_contributions(cast.programme, cast.ben, 3)
    assert [row.language for row in rows] == ["en", "en", "cy"]
    assert [text_of(row) for row in rows] == list(SAYINGS)


def test_clean_text_when_odd():
    assert clean_text("a\x00b\r\nc\ud800 ") == "ab\nc?"
    assert clean_text("e\u0301") == "\u00e9"
