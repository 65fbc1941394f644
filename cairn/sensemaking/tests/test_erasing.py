import pytest
from django.utils import timezone

from cairn.catalogue.shelves import template
from cairn.evidence.models import ContributionVersion
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.programmes.signals import programme_created
from cairn.sensemaking import actions, queries
from cairn.sensemaking.models import Codebook, Excerpt, Memo, Placement, Step
from cairn.sensemaking.signals import excerpts_retired
from cairn.sensemaking.tests.factories import (
    WORDS,
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
    words_of,
)
from cairn.sensemaking.tests.test_suggestions import make_done_run, put


@pytest.fixture
def announced():
    """What `excerpts_retired` said, in order."""
    heard = []

    def hear(sender, *, excerpts, reason, by, **kwargs):
        heard.append(([row.pk for row in excerpts], reason, by))

    excerpts_retired.connect(hear)
    yield heard
    excerpts_retired.disconnect(hear)


def redact(contribution, start, end, by):
    """What evidence does when words are taken out, by its published agreement."""
    old = words_of(contribution)
    text = old.text[:start] + "…" + old.text[end:]
    old.text, old.is_current, old.erased_at = "", False, timezone.now()
    old.save()
    new = ContributionVersion.objects.create(
        programme=old.programme, contribution=contribution, number=2, text=text,
        redactions=[[start, end, 1]], made_by=by,
    )  # fmt: skip
    contribution_redacted.send(
        type(contribution), contribution=contribution, old_version=old, new_version=new, by=by
    )
    return new


def withdraw(contribution, by):
    contribution.versions.update(text="", erased_at=timezone.now())
    contribution.withdrawn_at = timezone.now()
    contribution.save()
    contribution_withdrawn.send(type(contribution), contribution=contribution, by=by)


def test_redaction_moves_excerpts_that_keep_their_words_and_retires_the_others(cast, announced):
    contribution = make_contribution(cast.programme)
    before, cut, after = (
        make_excerpt_row(contribution, cast.ben, *span) for span in ((0, 21), (15, 38), (39, 59))
    )
    new = redact(contribution, 22, 38, cast.amina)
    rows = Excerpt.objects.order_by("pk").values_list("pk", "version", "start", "end", "quote")
    cut.refresh_from_db()
    assert list(rows.exclude(pk=cut.pk)) == [
        (before.pk, new.pk, 0, 21, "We met every morning."),
        (after.pk, new.pk, 24, 44, "Nobody had to guess."),
    ]
    assert (cut.quote, cut.retired_reason) == ("", "redacted")
    assert announced == [([cut.pk], "redacted", cast.amina)]


def test_withdrawal_leaves_no_word_here(cast, announced):
    contribution = make_contribution(cast.programme)
    excerpt = make_excerpt_row(contribution, cast.ben)
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    place(theme, excerpt, cast.amina, quote_order=0)
    actions.add_memo(text="About every morning", excerpt=excerpt, by=cast.ben)
    withdraw(contribution, cast.amina)
    excerpt.refresh_from_db()
    assert (excerpt.quote, excerpt.retired_reason) == ("", "withdrawn")
    assert announced == [([excerpt.pk], "withdrawn", cast.amina)]
    assert (Memo.objects.count(), Step.objects.count()) == (0, 0)
    assert list(queries.theme_members(cast.ben, theme)) == []
    assert list(queries.excerpts_for(cast.ben, cast.programme)) == []


def test_withdrawal_takes_its_words_out_of_suggestions_and_of_titles_kept_from_them(cast):
    run = make_done_run(cast)
    first, second = run.themes.all()
    said = put(run, first, "Zanzibar huddles.", None).contribution
    first.title, first.keywords = "Zanzibar huddles", ["zanzibar", "huddles", "helped us"]
    first.save()
    kept = actions.keep_suggestions(suggestions=[first], title="", by=cast.ben)
    withdraw(said, cast.amina)
    for row in (first, second, kept):
        row.refresh_from_db()
    assert (first.title, first.keywords) == ("Suggestion 1", ["huddles", "helped us"])
    assert (second.title, second.keywords) == ("Video", ["video"])
    assert kept.title == "Suggestion 1"
    assert not Placement.objects.filter(contribution=said).exists()


def test_a_title_a_person_wrote_stays(cast):
    run = make_done_run(cast)
    first = run.themes.first()
    said = put(run, first, "Zanzibar huddles.", None).contribution
    first.title = "Zanzibar"
    first.save()
    kept = actions.keep_suggestions(suggestions=[first], title="Far away", by=cast.ben)
    withdraw(said, cast.amina)
    kept.refresh_from_db()
    assert kept.title == "Far away"


def test_nothing_before_an_erasure_can_be_undone(cast):
    contribution = make_contribution(cast.programme)
    make_theme(cast.programme, cast.ben)
    actions.make_theme(programme=cast.programme, title="Mine", by=cast.ben)
    redact(contribution, 0, 5, cast.amina)
    assert queries.last_step(cast.ben, cast.programme) is None
    assert WORDS[5:] in words_of(contribution).text


@pytest.mark.parametrize(
    ("code", "books"),
    [
        (
            "regional-lessons-learnt",
            {"six-domains": "domains", "barriers-and-enablers": "conditions"},
        ),
        ("open-listening-survey", {"ten-leaps": "codes"}),
    ],
)
def test_a_programme_starts_with_the_codebooks_of_its_template(cast, code, books):
    programme_created.send(
        type(cast.programme), programme=cast.programme, template=template(code), by=cast.lowri
    )
    made = Codebook.objects.in_programme(cast.programme)
    assert dict(made.values_list("framework", "purpose")) == books
