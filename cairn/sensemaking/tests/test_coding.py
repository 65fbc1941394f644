import pytest
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.sensemaking import actions, queries
from cairn.sensemaking.models import Coding, Excerpt, Step
from cairn.sensemaking.tests.factories import (
    make_code,
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
    words_of,
)


def test_make_excerpt_holds_the_exact_words(cast):
    version = words_of(make_contribution(cast.programme, "Bore da 🙂 pawb. Diolch."))
    excerpt = actions.make_excerpt(version=version, start=8, end=15, by=cast.ben)
    assert excerpt.quote == "🙂 pawb."
    assert Entry.objects.get().detail == {}
    assert Entry.objects.get().action == "make_excerpt"


def test_make_excerpt_twice_gives_the_same(cast):
    version = words_of(make_contribution(cast.programme))
    first = actions.make_excerpt(version=version, start=0, end=21, by=cast.ben)
    again = actions.make_excerpt(version=version, start=0, end=21, by=cast.carys)
    assert (again.pk, again.made_by) == (first.pk, cast.ben)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 999), (21, 22)])
def test_make_excerpt_when_no_words(cast, start, end):
    version = words_of(make_contribution(cast.programme))
    with pytest.raises(actions.Refused, match="holds none"):
        actions.make_excerpt(version=version, start=start, end=end, by=cast.ben)
    assert not Excerpt.objects.exists()


def test_make_excerpt_when_use_is_not_allowed(cast):
    version = words_of(make_contribution(cast.programme, consent="none"))
    with pytest.raises(actions.Refused, match="did not allow"):
        actions.make_excerpt(version=version, start=0, end=5, by=cast.ben)


def test_make_excerpt_when_version_was_replaced(cast):
    version = words_of(make_contribution(cast.programme))
    version.is_current, version.text, version.erased_at = False, "", timezone.now()
    version.save()
    with pytest.raises(actions.Conflict, match="redacted or withdrawn"):
        actions.make_excerpt(version=version, start=0, end=5, by=cast.ben)


def test_two_people_code_one_passage_and_passages_overlap(cast):
    version = words_of(make_contribution(cast.programme))
    code, other = make_code(cast.programme), make_code(cast.programme, "Calm")
    actions.code_passage(version=version, start=0, end=21, code=code, by=cast.ben)
    actions.code_passage(version=version, start=0, end=21, code=code, by=cast.carys)
    actions.code_passage(version=version, start=10, end=38, code=other, by=cast.ben)
    who = [(row.excerpt.quote, row.code.name, row.by.name) for row in Coding.objects.all()]
    assert who == [
        ("We met every morning.", "Huddles", "Ben"),
        ("We met every morning.", "Huddles", "Carys"),
        ("ry morning. It kept us calm.", "Calm", "Ben"),
    ]


def test_undo_of_a_coded_passage_takes_the_excerpt_with_it(cast):
    version = words_of(make_contribution(cast.programme))
    code = make_code(cast.programme)
    actions.code_passage(version=version, start=0, end=21, code=code, by=cast.ben)
    actions.undo_step(step=Step.objects.get(), by=cast.ben)
    assert (Coding.objects.count(), Excerpt.objects.count()) == (0, 0)
    assert Step.objects.get().closed_at is not None


def test_undo_leaves_an_excerpt_that_carries_other_work(cast):
    version = words_of(make_contribution(cast.programme))
    actions.code_passage(
        version=version, start=0, end=21, code=make_code(cast.programme), by=cast.ben
    )
    place(make_theme(cast.programme, cast.amina), Excerpt.objects.get(), cast.amina)
    actions.undo_step(step=Step.objects.get(), by=cast.ben)
    assert (Coding.objects.count(), Excerpt.objects.count()) == (0, 1)


def test_undo_of_uncoding_brings_the_same_coding_back(cast):
    excerpt = make_excerpt_row(make_contribution(cast.programme), cast.ben)
    coding = actions.code_excerpt(excerpt=excerpt, code=make_code(cast.programme), by=cast.ben)
    before = Coding.objects.values().get()
    actions.uncode_excerpt(coding=coding, by=cast.carys)
    assert not Coding.objects.exists()
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=cast.carys)
    assert Coding.objects.values().get() == before


def test_each_change_writes_one_audit_entry_without_words(cast):
    version = words_of(make_contribution(cast.programme))
    code = make_code(cast.programme)
    coding = actions.code_passage(version=version, start=0, end=21, code=code, by=cast.ben)
    actions.uncode_excerpt(coding=coding, by=cast.ben)
    entries = list(Entry.objects.order_by("pk").values_list("action", "detail"))
    assert entries == [
        ("code_passage", {"code": code.pk}),
        ("uncode_excerpt", {"code": code.pk}),
    ]


def test_memo_stands_beside_its_excerpt(cast):
    excerpt = make_excerpt_row(make_contribution(cast.programme), cast.ben)
    memo = actions.add_memo(text="Ask about nights", excerpt=excerpt, by=cast.ben)
    assert list(excerpt.memos.all()) == [memo]


def test_excerpts_for_finds_by_words_code_and_theme(cast):
    contribution = make_contribution(cast.programme)
    morning = make_excerpt_row(contribution, cast.ben)
    calm = make_excerpt_row(contribution, cast.ben, 22, 38)
    code, theme = make_code(cast.programme), make_theme(cast.programme, cast.amina)
    actions.code_excerpt(excerpt=calm, code=code, by=cast.ben)
    actions.code_excerpt(excerpt=calm, code=code, by=cast.carys)
    place(theme, morning, cast.amina)
    found = {
        "all": queries.excerpts_for(cast.ben, cast.programme),
        "words": queries.excerpts_for(cast.ben, cast.programme, search="kept calm"),
        "code": queries.excerpts_for(cast.ben, cast.programme, code=code.pk),
        "theme": queries.excerpts_for(cast.ben, cast.programme, theme=theme.pk),
        "dev": queries.excerpts_for(cast.dev, cast.programme),
    }
    assert {name: list(rows) for name, rows in found.items()} == {
        "all": [morning, calm], "words": [calm], "code": [calm], "theme": [morning], "dev": [],
    }  # fmt: skip


def test_theme_numbers_count_signed_off_themes_in_order(cast):
    make_theme(cast.programme, cast.amina, "Draft", order=0)
    second = make_theme(cast.programme, cast.amina, "Second", order=2, signed_off=True)
    first = make_theme(cast.programme, cast.amina, "First", order=1, signed_off=True)
    make_theme(cast.programme, cast.amina, "Gone", signed_off=True, discarded_at=timezone.now())
    make_theme(cast.programme, cast.amina, "Old", signed_off=True, kind="must_not_return")
    assert queries.theme_numbers(cast.ben, cast.programme) == {first.pk: 1, second.pk: 2}
    titles = [row.title for row in queries.themes_for(cast.ben, cast.programme, signed_off=False)]
    assert titles == ["Draft", "First", "Second"]
    assert queries.theme_numbers(cast.dev, cast.programme) == {}
