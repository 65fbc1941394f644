"""What people decided before holds when a machine is asked again."""

import pytest

from cairn.sensemaking import actions, queries
from cairn.sensemaking.actions.pieces import cut_pieces
from cairn.sensemaking.actions.steering import gather_decisions
from cairn.sensemaking.models import Placement, Step, SuggestionRun
from cairn.sensemaking.suggesters import Decisions, Held, Unit, find_suggesters
from cairn.sensemaking.tests.factories import (
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
    words_of,
)
from cairn.sensemaking.tests.test_suggestions import TEXTS, make_done_run

ROOM = "/p/winter-review/sense/"


def say_all(cast, texts=TEXTS):
    said = [make_contribution(cast.programme, text) for text in texts]
    pieces = cut_pieces([words_of(each) for each in said])
    return said, pieces, [piece.key for piece in pieces]


def sign_off_theme(cast, title, *said):
    theme = make_theme(cast.programme, cast.amina, title, signed_off=True)
    for each in said:
        place(theme, make_excerpt_row(each, cast.amina, 0, 5 + theme.pk), cast.amina)
    return theme


def read_again(cast, **fields):
    run = actions.ask_for_suggestions(
        programme=cast.programme, scope={}, seed=1, by=cast.amina, **({"k": 2} | fields)
    )
    actions.read_run(run=run)
    assert run.state == "done"
    return run


def test_nothing_decided_holds_nothing(cast):
    pieces = say_all(cast)[1]
    make_theme(cast.programme, cast.amina)
    assert gather_decisions(cast.programme, pieces) == (Decisions(), [])


def test_signed_off_themes_hold_their_passages_each_once(cast):
    said, pieces, keys = say_all(cast)
    first = sign_off_theme(cast, "Calm", said[0], said[3])
    second = sign_off_theme(cast, "Screens", said[3], said[4])
    draft = make_theme(cast.programme, cast.ben, "Draft")
    place(draft, make_excerpt_row(said[5], cast.ben, 0, 5), cast.ben)
    against = make_excerpt_row(said[6], cast.amina, 0, 5)
    place(first, against, cast.amina, stance="against")
    held = (Held("Calm", (keys[0], keys[3])), Held("Screens", (keys[4],)))
    assert gather_decisions(cast.programme, pieces) == (Decisions(held=held), [first, second])


def test_passage_taken_elsewhere_goes_with_its_theme_and_not_with_what_it_left(cast):
    run = make_done_run(cast)
    huddles, video = (list(theme.placements.order_by("pk")) for theme in run.themes.all())
    theme = actions.keep_suggestions(suggestions=[run.themes.last()], title="", by=cast.ben)
    moved = Placement.objects.filter(pk=huddles[1].pk)
    actions.keep_placements(placements=moved, theme=theme, title="", by=cast.ben)
    pieces = cut_pieces([row.version for row in (*huddles, *video)])
    first, second, third, _ = (piece.key for piece in pieces)
    expected = Decisions(together=((second, third),), apart=((second, first),))
    assert gather_decisions(cast.programme, pieces) == (expected, [])
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=cast.ben)
    assert gather_decisions(cast.programme, pieces) == (Decisions(), [])


def test_decisions_that_contradict_are_not_asked_of_the_machine(cast):
    run = make_done_run(cast)
    rows = list(run.themes.first().placements.order_by("pk"))
    kept = actions.keep_suggestions(suggestions=[run.themes.first()], title="", by=cast.ben)
    Placement.objects.filter(pk=rows[1].pk).update(taken_at=run.made_at)
    pieces = cut_pieces([row.version for row in rows])
    first, second = (piece.key for piece in pieces)
    found, _ = gather_decisions(cast.programme, pieces)
    assert found == Decisions(together=((second, first),))
    actions.sign_off(theme=kept, by=cast.amina)
    found, _ = gather_decisions(cast.programme, pieces)
    assert found == Decisions(held=(Held("Huddles", (first, second)),))


@pytest.mark.parametrize("name", ["sentence", "tfidf"])
def test_suggesters_keep_decisions(name):
    units = [Unit(str(number), text, str(number)) for number, text in enumerate(TEXTS)]
    decisions = Decisions((("0", "3"),), (("4", "5"),), (Held("Ours", ("1", "6")),))
    found = find_suggesters()[name].suggest(units, k=3, seed=0, decisions=decisions)
    theme_of = {
        each.unit: theme for theme in found.suggestions for each in theme.places if each.rank == 1
    }
    assert theme_of["0"] == theme_of["3"]
    assert theme_of["4"] != theme_of["5"]
    assert [theme.title for theme in found.suggestions if theme.held == 0] == ["Ours"]
    assert theme_of["1"].held == theme_of["6"].held == 0


def test_asking_again_leaves_signed_off_themes_alone_and_shows_what_is_new(cast, client_of):
    said, _, _ = say_all(cast)
    theme = sign_off_theme(cast, "Calm", said[0], said[1])
    run = read_again(cast)
    held = run.themes.get(held=theme)
    assert held.title == "Calm"
    taken = run.placements.filter(taken_at__isnull=False).order_by("pk")
    assert {row.contribution for row in taken} == {said[0], said[1]}
    assert run.placements.count() == len(TEXTS)
    shown = queries.suggestions_of(cast.ben, cast.programme, run).get(held=theme)
    assert shown.size == held.placements.filter(taken_at=None).count()
    assert theme.members.count() == 2
    client = client_of(cast.ben)
    page = client.get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert "Signed-off themes" in page
    assert f'name="rows" value="{held.pk}"' not in page
    answer = client.post(f"{ROOM}suggestions/{run.pk}/keep/", {"rows": [held.pk]}, follow=True)
    assert "Select a valid choice" in answer.content.decode()
    with pytest.raises(actions.Refused, match="signed off already"):
        actions.keep_suggestions(suggestions=[held], title="", by=cast.ben)


def test_what_another_programme_decided_holds_nothing_here(cast):
    pieces = say_all(cast)[1]
    own = make_theme(cast.dev_programme, cast.dev, "Theirs", signed_off=True)
    place(own, make_excerpt_row(make_contribution(cast.dev_programme), cast.dev), cast.dev)
    run = SuggestionRun.objects.create(
        programme=cast.dev_programme, suggester="tfidf", made_by=cast.dev
    )
    assert gather_decisions(cast.programme, pieces) == (Decisions(), [])
    assert gather_decisions(run.programme, pieces) == (Decisions(), [])
