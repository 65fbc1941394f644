import pytest

from cairn.audit.models import Entry
from cairn.sensemaking import actions, queries, tasks
from cairn.sensemaking.actions.pieces import cut_pieces
from cairn.sensemaking.actions.storing import store_suggestions
from cairn.sensemaking.models import (
    Excerpt,
    Placement,
    Step,
    SuggestedGroup,
    SuggestedTheme,
    SuggestionRun,
    Theme,
    ThemeExcerpt,
)
from cairn.sensemaking.suggesters import Place, Suggestion, Suggestions, Words
from cairn.sensemaking.tests.factories import make_contribution, make_theme, words_of

ROOM = "/p/winter-review/sense/"
TEXTS = [
    "Morning huddles kept the team calm and informed.",
    "The daily huddles kept our team informed.",
    "Huddles each morning told the team what mattered.",
    "Laptops at home let me work with patients by video.",
    "Video calls with patients saved long drives.",
    "New laptops and video made home working possible.",
    "Biscuits.",
]


def make_run(cast, **fields):
    return SuggestionRun.objects.create(
        programme=cast.programme, suggester="tfidf", made_by=cast.amina, **fields
    )


def make_done_run(cast, titles=("Huddles", "Video")):
    """A run with two passages in each suggestion and one that fitted nowhere."""
    run = make_run(cast, state="done", engine="made up 1")
    for order, title in enumerate(titles):
        suggested = SuggestedTheme.objects.create(
            programme=cast.programme, run=run, order=order, title=title, keywords=[title.lower()],
            certainty=0.8,
        )  # fmt: skip
        for rank in (1, None):
            put(run, suggested, f"{title} helped us a lot.", rank)
    put(run, None, "Biscuits were missed.", None)
    return run


def put(run, suggested, text, rank, **fields):
    said = make_contribution(run.programme, text)
    return Placement.objects.create(
        programme=run.programme, run=run, suggested=suggested, contribution=said,
        version=words_of(said), start=0, end=len(text) - 1, score=0.5, quote_rank=rank,
        **fields,
    )  # fmt: skip


def undo_last(by):
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=by)


def test_asking_reads_in_the_background_and_stores_suggestions(cast, client_of, run_tasks):
    for text in TEXTS:
        make_contribution(cast.programme, text)
    answer = client_of(cast.amina).post(f"{ROOM}suggestions/ask/", {"k": 2, "seed": 3})
    run = SuggestionRun.objects.get()
    assert answer["Location"] == f"{ROOM}suggestions/{run.pk}/"
    assert (run.state, run.scope, run.parameters, run.seed) == ("queued", {}, {"k": 2}, 3)
    run_tasks()
    run.refresh_from_db()
    assert (run.state, run.progress) == ("done", 100)
    assert run.themes.count() == 2
    spans = sorted(run.placements.values_list("contribution__number", flat=True))
    assert spans == [1, 2, 3, 4, 5, 6, 7]
    for quote in run.placements.filter(quote_rank__isnull=False):
        assert TEXTS[quote.contribution.number - 1].startswith(queries.passage(quote).words)
    assert not Theme.objects.exists()
    actions_seen = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert actions_seen == ["ask_for_suggestions", "store_suggestions"]


def test_reading_twice_and_the_same_seed_change_nothing(cast):
    for text in TEXTS:
        make_contribution(cast.programme, text)
    kept = make_theme(cast.programme, cast.amina, "By a person")
    runs = [
        actions.ask_for_suggestions(programme=cast.programme, scope={}, k=2, seed=1, by=cast.amina)
        for _ in range(2)
    ]
    for run in (*runs, runs[0]):
        actions.read_run(run=run)
    first, second = (
        list(run.placements.order_by("pk").values_list("suggested__title", "start", "end", "score"))
        for run in runs
    )
    assert first == second
    assert list(Theme.objects.all()) == [kept]


def test_scope_narrows_what_is_read(cast):
    for number, text in enumerate(TEXTS):
        make_contribution(cast.programme, text, sector="Acute" if number < 3 else "Care")
    run = make_run(cast, scope={"sector": "Acute"}, parameters={"k": None})
    actions.read_run(run=run)
    numbers = sorted(run.placements.values_list("contribution__number", flat=True))
    assert numbers == [1, 2, 3]


def test_asking_for_too_little_is_refused(cast, client_of):
    make_contribution(cast.programme, consent="none")
    make_contribution(cast.programme)
    client = client_of(cast.amina)
    page = client.post(f"{ROOM}suggestions/ask/", {}, follow=True).content.decode()
    assert "fewer than two texts" in page
    assert not SuggestionRun.objects.exists()
    assert client.post(f"{ROOM}suggestions/ask/", {"k": 1}).status_code == 422


def test_words_withdrawn_while_they_are_read_are_not_stored(cast):
    version = words_of(make_contribution(cast.programme))
    pieces, run = cut_pieces([version]), make_run(cast)
    found = Suggestions("made up", "1", 0, "one", 1, 1, (), (pieces[0].key,), ((0.0, 0.0),))
    version.text, version.is_current = "", False
    version.save()
    store_suggestions(run=run, pieces=pieces, found=found)
    run.refresh_from_db()
    assert (run.state, run.placements.count()) == ("failed", 0)
    assert "withdrawn or redacted" in run.note


def test_quotes_are_placed_at_their_own_words(cast):
    version = words_of(make_contribution(cast.programme, "  It rained. We met daily, inside.  "))
    pieces, run = cut_pieces([version]), make_run(cast)
    key = pieces[0].key
    suggestion = Suggestion(
        "Meeting",
        ("met",),
        1,
        1,
        (Words(key, 11, 23, "We met daily"),),
        (Place(key, 0.9, 1),),
        0.5,
        "",
    )
    found = Suggestions("made up", "1", 0, "", 1, 1, (suggestion,), (), ((0.0, 0.0),))
    store_suggestions(run=run, pieces=pieces, found=found)
    assert queries.passage(run.placements.get()).words == "We met daily"


def test_long_texts_are_read_by_the_sentence(cast):
    text = "We met every morning and it kept us calm. " * 20
    version = words_of(make_contribution(cast.programme, text))
    pieces = cut_pieces([version])
    assert len(pieces) == 20
    assert {piece.unit().text for piece in pieces} == {"We met every morning and it kept us calm."}


def test_keeping_makes_a_draft_theme_of_the_persons(cast):
    run = make_done_run(cast)
    suggestion = run.themes.get(title="Huddles")
    theme = actions.keep_suggestions(suggestions=[suggestion], title="Meeting daily", by=cast.ben)
    found = [(row.excerpt.quote, row.by, row.quote_order) for row in theme.members.order_by("pk")]
    quote = "Huddles helped us a lot"
    assert found == [(quote, cast.ben, 0), (quote, cast.ben, None)]
    assert (theme.title, theme.suggested_by, theme.signed_off_at) == (
        "Meeting daily",
        suggestion,
        None,
    )
    with pytest.raises(actions.Conflict, match="already"):
        actions.keep_suggestions(suggestions=[suggestion], title="", by=cast.ben)
    undo_last(cast.ben)
    suggestion.refresh_from_db()
    assert (Theme.objects.count(), Excerpt.objects.count(), suggestion.state) == (0, 0, "open")


def test_passages_taken_out_of_a_reading_stay_out_of_its_suggestion(cast):
    run = make_done_run(cast)
    suggestion = run.themes.get(title="Huddles")
    moved = run.placements.filter(suggested=suggestion)[:1]
    rows = Placement.objects.filter(pk__in=[row.pk for row in moved])
    theme = actions.keep_placements(placements=rows, theme=None, title="Other", by=cast.ben)
    kept = actions.keep_suggestions(suggestions=[suggestion], title="", by=cast.ben)
    assert (theme.members.count(), kept.members.count()) == (1, 1)


def test_pages_keep_merge_move_and_discard(cast, client_of):
    run, client = make_done_run(cast, ("Huddles", "Video", "Noise")), client_of(cast.ben)
    first, second, third = run.themes.all()
    page = client.get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert page.count("Suggested by machine") == 4
    assert "<p>Huddles helped us a lot</p>" in page
    assert "Read the 1 passage that fitted nowhere" in page
    data = {"rows": [first.pk, second.pk], "title": "Working apart"}
    client.post(f"{ROOM}suggestions/{run.pk}/keep/", data)
    theme = Theme.objects.get()
    assert (theme.title, theme.members.count()) == ("Working apart", 4)
    client.post(f"{ROOM}suggested/{third.pk}/discard/")
    nowhere = Placement.objects.get(suggested=None)
    client.post(f"{ROOM}suggestions/{run.pk}/place/", {"rows": [nowhere.pk], "into": theme.pk})
    assert ThemeExcerpt.objects.count() == 5
    rest = Placement.objects.filter(suggested=third).first()
    client.post(f"{ROOM}suggestions/{run.pk}/place/", {"rows": [rest.pk], "title": "Quiet"})
    assert Theme.objects.get(title="Quiet").members.count() == 1
    page = client.get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert "Every suggestion was looked at" in page
    for address in ("place/", "keep/"):
        page = client.post(f"{ROOM}suggestions/{run.pk}/{address}", {}, follow=True)
        assert "Tick at least one" in page.content.decode()


def test_progress_is_told_and_the_page_reloads_when_done(cast, client_of):
    run, client = make_run(cast, state="running", progress=40), client_of(cast.ben)
    page = client.get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert "Reading: 40% done" in page
    htmx = {"HX-Request": "true"}
    part = client.get(f"{ROOM}suggestions/{run.pk}/", headers=htmx).content.decode()
    assert part.lstrip().startswith('<div id="progress"')
    SuggestionRun.objects.update(state="done")
    assert client.get(f"{ROOM}suggestions/{run.pk}/", headers=htmx)["HX-Refresh"] == "true"


def test_task_for_a_run_that_is_gone_does_nothing(db):
    assert tasks.read_for_suggestions.func(12345) is None


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_with_one_and_three_rows(
    cast, client_of, django_assert_num_queries, count
):
    for _ in range(count - 1):
        make_done_run(cast, ())
    run = make_done_run(cast, ["Huddles", "Video", "Noise"][:count])
    for number, suggested in enumerate(run.themes.all()):
        group = SuggestedGroup(programme=cast.programme, run=run, order=number, title="Together")
        group.save()
        SuggestedTheme.objects.filter(pk=suggested.pk).update(group=group)
        put(run, run.themes.first(), "Huddles again.", None, counter="edge", position="mixed")
    first, client = run.themes.first(), client_of(cast.ben)
    for address, asked in (
        ("suggestions/", 11), (f"suggestions/{run.pk}/", 11), (f"suggested/{first.pk}/", 9),
        (f"suggestions/{run.pk}/nowhere/", 9),
    ):  # fmt: skip
        with django_assert_num_queries(asked):
            assert client.get(ROOM + address).status_code == 200


def test_dev_reaches_no_suggestion_of_ours(cast, client_of):
    run = make_done_run(cast, ("Private", "Secret"))
    group = SuggestedGroup.objects.create(programme=cast.programme, run=run, order=0, title="Ours")
    run.themes.update(group=group)
    first, client = run.themes.first(), client_of(cast.dev)
    pages = [f"suggestions/{run.pk}/", f"suggestions/{run.pk}/nowhere/", f"suggested/{first.pk}/"]
    posts = [
        f"suggestions/{run.pk}/keep/",
        f"suggestions/{run.pk}/place/",
        f"suggestions/groups/{group.pk}/keep/",
        f"suggested/{first.pk}/discard/",
    ]
    for slug in ("winter-review", "dev-review"):
        assert [client.get(f"/p/{slug}/sense/{page}").status_code for page in pages] == [404] * 3
        assert [client.post(f"/p/{slug}/sense/{page}").status_code for page in posts] == [404] * 4
    page = client.get("/p/dev-review/sense/suggestions/").content.decode()
    assert f"/suggestions/{run.pk}/" not in page
    first.refresh_from_db()
    assert first.state == "open"
