"""What a machine weighed: steadiness, groups, what does not quite fit, how it sounds."""

from cairn.sensemaking import actions, queries
from cairn.sensemaking.actions.pieces import cut_pieces
from cairn.sensemaking.actions.storing import store_suggestions
from cairn.sensemaking.models import (
    Placement,
    Step,
    SuggestedGroup,
    SuggestedTheme,
    SuggestionRun,
    Theme,
    ThemeGroup,
)
from cairn.sensemaking.suggesters import CounterExample, Place, Suggestion, Suggestions, Words
from cairn.sensemaking.tests.factories import (
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
    words_of,
)

ROOM = "/p/winter-review/sense/"
ENGINE = "made up 1; no model"


def make_run(cast, **fields):
    return SuggestionRun.objects.create(
        programme=cast.programme, suggester="tfidf", made_by=cast.amina, seed=3,
        position_engine=ENGINE, **fields,
    )  # fmt: skip


def make_suggestion(run, title="Huddles", **fields):
    return SuggestedTheme.objects.create(
        programme=run.programme, run=run, order=run.themes.count(), title=title, certainty=0.8,
        **fields,
    )  # fmt: skip


def put(run, suggested, said, **fields):
    version = words_of(said)
    whole = {"start": 0, "end": len(version.text)}
    return Placement.objects.create(
        programme=run.programme, run=run, suggested=suggested, contribution=said, version=version,
        **(whole | fields),
    )  # fmt: skip


def make_group(run, title="Working together", *titles):
    group = SuggestedGroup.objects.create(
        programme=run.programme, run=run, order=run.groups.count(), title=title
    )
    for each in titles:
        said = make_contribution(run.programme, f"{each} helped.")
        put(run, make_suggestion(run, each, group=group), said, quote_rank=1)
    return group


def people_who_sound(cast, theme, run, **numbers):
    for position, many in numbers.items():
        for number in range(many):
            said = make_contribution(cast.programme, person=f"{position} {number}")
            place(theme, make_excerpt_row(said, cast.amina), cast.amina)
            put(run, None, said, position=position)


def test_a_reading_keeps_how_passages_sound_and_what_read_them(cast):
    for text in ("The huddles were lovely.", "I hated the huddles.", "Huddles.", "More laptops."):
        make_contribution(cast.programme, text)
    run = actions.ask_for_suggestions(
        programme=cast.programme, scope={}, k=2, seed=5, by=cast.amina
    )
    actions.read_run(run=run)
    read = dict(run.placements.values_list("contribution__number", "position"))
    assert (read[1], read[2]) == ("positive", "negative")
    assert set(read) == {1, 2, 3, 4}
    assert run.position_engine.startswith("logistic regression on vectors and words 4; ")
    assert (run.low, run.high) == (run.low or 0, run.high or 0)
    assert run.low <= 2 <= run.high


def test_what_was_weighed_is_stored_with_the_suggestion(cast):
    versions = [words_of(make_contribution(cast.programme)) for _ in range(3)]
    pieces, run = cut_pieces(versions), make_run(cast)
    first, second, third = (piece.key for piece in pieces)
    suggestion = Suggestion(
        "Meeting", ("met",), 3, 3, (Words(first, 0, 21, "We met every morning."),),
        (Place(first, 0.9, 1), Place(second, 0.8, 1), Place(third, 0.7, 1)), 0.5, "",
        stability=0.9, group=0,
        counter_examples=(CounterExample(first, "edge"), CounterExample(third, "opposite")),
    )  # fmt: skip
    found = Suggestions(
        "made up", "1", 0, "", 1, 4, (suggestion,), (), ((0.0, 0.0),) * 3, groups=("Gathering",)
    )
    said = dict.fromkeys((first, second), "positive") | {third: "negative"}
    store_suggestions(run=run, pieces=pieces, found=found, positions=said)
    stored = run.themes.get()
    assert (stored.stability, stored.group.title) == (0.9, "Gathering")
    assert (run.low, run.high) == (1, 4)
    rows = run.placements.order_by("-score").values_list("position", "counter", "quote_rank")
    assert list(rows) == [
        ("positive", "", 1), ("positive", "", None), ("negative", "opposite", None),
    ]  # fmt: skip


def test_page_of_a_reading_says_it_in_plain_words(cast, client_of):
    run = make_run(cast, state="done", low=1, high=4, parameters={"k": None}, scope={"q": "met"})
    suggested = make_suggestion(run, stability=0.82)
    said = [make_contribution(cast.programme, f"Huddles did {n}.") for n in range(3)]
    put(run, suggested, said[0], quote_rank=1, position="positive")
    put(run, suggested, said[1], counter="edge", position="positive")
    put(run, suggested, said[2], counter="opposite", position="negative")
    page = client_of(cast.ben).get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert "Steady: 82% of it is found again when a fifth of the passages is left out." in page
    assert "positive 2 · negative 1 · mixed 0 · unclear 0" in page
    assert "The texts bear out 1 theme. From 1 to 4 would do nearly as well" in page
    assert '<input type="hidden" name="q" value="met">' in page
    quote, other, edge = (page.index(f"<p>Huddles did {n}.</p>") for n in (0, 2, 1))
    assert quote < page.index("What does not quite fit") < other < edge
    assert page.index("Takes the other side") < page.index("Belongs only just")
    page = client_of(cast.ben).get(f"{ROOM}suggested/{suggested.pk}/").content.decode()
    assert "sounds negative to the machine" in page


def test_suggestions_of_a_group_are_kept_together_and_undone_together(cast, client_of):
    run = make_run(cast, state="done")
    group = make_group(run, "Working together", "Huddles", "Video")
    make_group(run, "Resting", "Biscuits")
    client = client_of(cast.ben)
    page = client.get(f"{ROOM}suggestions/{run.pk}/").content.decode()
    assert page.index("<h2>Working together") < page.index("Video") < page.index("<h2>Resting")
    client.post(f"{ROOM}suggestions/groups/{group.pk}/keep/", {"title": "Together"})
    kept = ThemeGroup.objects.get()
    found = [(theme.title, theme.group, theme.members.count()) for theme in Theme.objects.all()]
    assert found == [("Huddles", kept, 1), ("Video", kept, 1)]
    assert kept.title == "Together"
    page = client.post(f"{ROOM}suggestions/groups/{group.pk}/keep/", follow=True).content.decode()
    assert "kept or discarded already" in page
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=cast.ben)
    assert (ThemeGroup.objects.count(), Theme.objects.count()) == (0, 0)
    assert set(run.themes.values_list("state", flat=True)) == {"open"}


def test_title_of_a_group_goes_with_words_nobody_else_said(cast):
    run = make_run(cast, state="done")
    group = make_group(run, "Huddles helped", "Huddles")
    actions.keep_group(group=group, title="", by=cast.ben)
    actions.follow_withdrawal(contribution=run.placements.get().contribution, by=cast.amina)
    group.refresh_from_db()
    assert (group.title, ThemeGroup.objects.get().title) == ("Suggestion 1", "Suggestion 1")


def test_people_by_how_they_sound_pass_the_gate(cast):
    run, theme = make_run(cast, state="done"), make_theme(cast.programme, cast.amina)
    people_who_sound(cast, theme, run, positive=15, negative=6, unclear=22)
    assert queries.positions_behind(cast.ben, theme) is None
    actions.sign_off(theme=theme, by=cast.amina)
    found = queries.positions_behind(cast.ben, theme)
    shown = {label: cell.text for label, cell in found.rows}
    assert shown == {"Positive": "*", "Negative": "*", "Unclear": "22"}
    assert (found.total.text, found.machine) == ("43", f"{ENGINE}, seed 3")


def test_a_person_counts_once_by_the_newest_reading(cast):
    old, new = make_run(cast, state="done"), make_run(cast, state="done")
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    people_who_sound(cast, theme, old, negative=40)
    for row in old.placements.all():
        put(new, None, row.contribution, position="positive")
    assert positions(cast, theme) == {"Positive": "40"}
    for number in range(18):
        again = make_contribution(cast.programme, person=f"negative {number}")
        place(theme, make_excerpt_row(again, cast.amina), cast.amina)
        put(new, None, again, position="negative" if number < 15 else "unclear")
    assert positions(cast, theme) == {"Positive": "25", "Mixed": "15"}


def positions(cast, theme):
    found = queries.positions_behind(cast.ben, theme)
    return {label: cell.text for label, cell in found.rows}


def test_theme_page_shows_what_the_machine_noticed(cast, client_of):
    run = make_run(cast, state="done", engine="made up 1")
    suggested = make_suggestion(run, stability=0.4)
    put(run, suggested, make_contribution(cast.programme, "Huddles bored us."), counter="opposite")
    theme = make_theme(cast.programme, cast.amina, signed_off=True, suggested_by=suggested)
    people_who_sound(cast, theme, run, positive=20)
    page = client_of(cast.rhys).get(f"{ROOM}themes/{theme.pk}/").content.decode()
    assert "Shaky: 40% of it is found again" in page
    assert "made up 1, seed 3" in page
    assert page.index("What the machine noticed") < page.index("<p>Huddles bored us.</p>")
    assert "People by how it sounds" in page
    assert f"{ENGINE}, seed 3." in page


def test_what_dev_has_read_says_nothing_of_ours(cast):
    theirs = SuggestionRun.objects.create(
        programme=cast.dev_programme, suggester="tfidf", made_by=cast.dev, position_engine=ENGINE
    )
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    people_who_sound(cast, theme, make_run(cast, state="done"), positive=20)
    own = make_theme(cast.dev_programme, cast.dev, "Theirs", signed_off=True)
    said = make_contribution(cast.dev_programme)
    place(own, make_excerpt_row(said, cast.dev), cast.dev)
    assert queries.positions_behind(cast.dev, own) is None
    assert queries.positions_read(cast.dev, cast.dev_programme, theirs) == {}
    assert queries.suggested_group_for(cast.dev, cast.dev_programme, 1) is None
