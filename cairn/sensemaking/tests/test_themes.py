import pytest
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.sensemaking import actions, queries
from cairn.sensemaking.models import Step, Theme, ThemeExcerpt, ThemeGroup
from cairn.sensemaking.tests.factories import (
    make_code,
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
)

ROOM = "/p/winter-review/sense/"


def member(theme, by, **fields):
    excerpt = make_excerpt_row(make_contribution(theme.programme), by)
    return place(theme, excerpt, by, **fields)


def undo_last(by):
    actions.undo_step(step=Step.objects.filter(closed_at=None).first(), by=by)


def standing(cast):
    return [row.title for row in queries.themes_for(cast.ben, cast.programme, signed_off=False)]


def test_theme_from_a_code_holds_each_passage_once(cast):
    code = make_code(cast.programme, definition="Meeting daily")
    excerpt = make_excerpt_row(make_contribution(cast.programme), cast.ben)
    for person in (cast.ben, cast.carys):
        actions.code_excerpt(excerpt=excerpt, code=code, by=person)
    theme = actions.make_theme_from(code=code, by=cast.amina)
    assert (theme.title, theme.definition, theme.signed_off_at) == (
        "Huddles",
        "Meeting daily",
        None,
    )
    assert [row.excerpt for row in theme.members.all()] == [excerpt]
    undo_last(cast.amina)
    assert (Theme.objects.count(), ThemeExcerpt.objects.count()) == (0, 0)


def test_sign_off_needs_words_and_says_who_and_when(cast):
    theme = make_theme(cast.programme, cast.ben)
    with pytest.raises(actions.Refused, match="at least one passage"):
        actions.sign_off(theme=theme, by=cast.amina)
    member(theme, cast.ben)
    actions.sign_off(theme=theme, by=cast.amina)
    assert theme.signed_off_by == cast.amina
    assert queries.theme_numbers(cast.ben, cast.programme) == {theme.pk: 1}
    actions.take_back_sign_off(theme=theme, by=cast.amina)
    assert queries.theme_numbers(cast.ben, cast.programme) == {}
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "sign_off", "take_back_sign_off",
    ]  # fmt: skip


def test_what_is_signed_off_is_not_changed_by_those_who_may_not_sign_off(cast):
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    row = member(theme, cast.amina)
    rows = ThemeExcerpt.objects.filter(pk=row.pk)
    other = make_theme(cast.programme, cast.ben, "Other")
    for action, values in (
        (actions.edit_theme, {"theme": theme, "revision": 1, "title": "Mine"}),
        (actions.discard_theme, {"theme": theme}),
        (actions.merge_themes, {"theme": other, "into": theme}),
        (actions.move_members, {"members": rows, "into": other}),
        (actions.remove_members, {"theme": theme, "members": rows}),
        (actions.choose_quotes, {"theme": theme, "members": rows}),
    ):
        with pytest.raises(actions.Refused, match="is signed off"):
            action(by=cast.ben, **values)
    assert (standing(cast), theme.members.count()) == (["Talking daily", "Other"], 1)
    actions.edit_theme(theme=theme, revision=1, title="Ours", by=cast.amina)
    assert standing(cast) == ["Ours", "Other"]


def test_merge_moves_passages_once_and_undo_takes_them_back(cast):
    first, second = (make_theme(cast.programme, cast.ben, title) for title in "ab")
    shared = member(first, cast.ben)
    place(second, shared.excerpt, cast.ben)
    member(first, cast.ben)
    before = sorted(ThemeExcerpt.objects.values_list("pk", "theme_id"))
    actions.merge_themes(theme=first, into=second, by=cast.carys)
    assert (standing(cast), second.members.count()) == (["b"], 2)
    undo_last(cast.carys)
    assert standing(cast) == ["a", "b"]
    assert sorted(ThemeExcerpt.objects.values_list("pk", "theme_id")) == before


def test_split_and_move_passages(cast):
    theme = make_theme(cast.programme, cast.ben)
    rows = [member(theme, cast.ben) for _ in range(3)]
    chosen = ThemeExcerpt.objects.filter(pk__in=[rows[0].pk, rows[1].pk])
    new = actions.split_theme(theme=theme, title="Nights", members=chosen, by=cast.ben)
    assert (new.members.count(), theme.members.count()) == (2, 1)
    back = ThemeExcerpt.objects.filter(pk=rows[0].pk)
    assert actions.move_members(members=back, into=theme, by=cast.ben) == 1
    assert (new.members.count(), theme.members.count()) == (1, 2)


def test_quotes_are_chosen_ordered_and_seven_at_most(cast):
    theme = make_theme(cast.programme, cast.ben)
    rows = [member(theme, cast.ben) for _ in range(8)]
    every = ThemeExcerpt.objects.all()
    with pytest.raises(actions.Refused, match="7 quotes"):
        actions.choose_quotes(theme=theme, members=every, by=cast.ben)
    for row in rows[:3]:
        actions.choose_quotes(theme=theme, members=every.filter(pk=row.pk), by=cast.ben)
    actions.move_quote(member=rows[2], up=True, by=cast.ben)
    chosen = queries.theme_members(cast.ben, theme).filter(quote_order__isnull=False)
    assert [row.pk for row in chosen] == [rows[0].pk, rows[2].pk, rows[1].pk]
    actions.set_stance(
        theme=theme, members=every.filter(pk=rows[2].pk), stance="against", by=cast.ben
    )
    assert [row.pk for row in chosen.all()] == [rows[0].pk, rows[1].pk]
    with pytest.raises(actions.Refused, match="by itself"):
        actions.choose_quotes(theme=theme, members=every.filter(pk=rows[2].pk), by=cast.ben)


def test_groups_order_and_leave_their_themes_when_taken_away(cast):
    one, two = (make_theme(cast.programme, cast.ben, title) for title in "ab")
    first = actions.make_group(programme=cast.programme, title="Sorted", by=cast.ben)
    second = actions.make_group(programme=cast.programme, title="Seen", by=cast.ben)
    actions.group_theme(theme=two, group=second, by=cast.ben)
    actions.move_group(group=second, up=True, by=cast.ben)
    board = queries.theme_board(cast.ben, cast.programme)
    assert board == [(second, [two]), (first, []), (None, [one])]
    actions.remove_group(group=second, by=cast.ben)
    two.refresh_from_db()
    assert two.group is None
    undo_last(cast.ben)
    two.refresh_from_db()
    assert two.group.title == "Seen"


def test_undo_when_somebody_changed_it_since_changes_nothing(cast):
    theme = make_theme(cast.programme, cast.ben)
    actions.edit_theme(theme=theme, revision=1, title="Bens", by=cast.ben)
    actions.edit_theme(theme=theme, revision=2, title="Caryss", by=cast.carys)
    step = queries.last_step(cast.ben, cast.programme)
    with pytest.raises(actions.Conflict, match="changed it since"):
        actions.undo_step(step=step, by=cast.ben)
    assert Theme.objects.get().title == "Caryss"
    assert queries.last_step(cast.ben, cast.programme) is None


def test_who_said_it_counts_people_through_the_gate(cast):
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    # 15 and 6 are more than two small rows can hold; of 18 or 20 the gate would hide a third row
    for number, role in enumerate(["Nurse"] * 15 + ["Clerk"] * 6 + ["Porter"] * 22):
        for _ in range(2):
            said = make_contribution(cast.programme, person=f"p{number}", role_band=role)
            place(theme, make_excerpt_row(said, cast.amina), cast.amina)
    said = queries.said_by(cast.ben, theme, "role_band")
    shown = {value: cell.text for value, cell in said.rows}
    assert said.total.text == "43"
    assert shown == {"Clerk": "*", "Nurse": "*", "Porter": "22"}
    assert queries.said_by(cast.ben, theme, "sector") is None
    theme.programme.rule, theme.programme.k = "health-statistics", 8
    rounded = {
        value: cell.text for value, cell in queries.said_by(cast.ben, theme, "role_band").rows
    }
    assert rounded == {"Clerk": "*", "Nurse": "15", "Porter": "20"}
    theme.signed_off_at = None
    assert queries.said_by(cast.ben, theme, "role_band") is None


def test_theme_page_shows_all_of_it(cast, client_of):
    theme = make_theme(
        cast.programme, cast.amina, signed_off=True, definition="We speak each day",
        meaning="Talking keeps people safe.", points=["Keep it short"], counter_note="Asked nights",
    )  # fmt: skip
    member(theme, cast.amina, quote_order=0)
    against = make_contribution(cast.programme, "Meetings wasted our time.")
    place(theme, make_excerpt_row(against, cast.amina, 0, 25), cast.amina, stance="against")
    page = client_of(cast.rhys).get(f"{ROOM}themes/{theme.pk}/").content.decode()
    for words in (
        '<span class="cairn-card__number">1</span> Talking daily', "We speak each day",
        "<p>We met every morning.</p>", "Talking keeps people safe.", "<li>Keep it short</li>",
        "<p>Meetings wasted our time.</p>", "Asked nights", "by Amina on",
    ):  # fmt: skip
        assert words in page
    assert 'action="/p/winter-review/sense/themes/' not in page


def test_pages_take_a_theme_from_draft_to_signed_off(cast, client_of):
    client = client_of(cast.amina)
    client.post(f"{ROOM}themes/add/", {"title": "Talk", "kind": "theme"})
    client.post(f"{ROOM}themes/add/", {"title": "Waste", "kind": "must_not_return"})
    theme, waste = Theme.objects.order_by("pk")
    rows = [member(theme, cast.amina) for _ in range(3)]
    address = f"{ROOM}themes/{theme.pk}/"
    client.post(address + "members/", {"do": "quote", "rows": [rows[0].pk, rows[1].pk]})
    client.post(f"{ROOM}quotes/{rows[1].pk}/move/", {"way": "up"})
    client.post(address + "members/", {"do": "against", "rows": [rows[2].pk]})
    client.post(address + "edit/", {
        "title": "Talking", "kind": "theme", "points": "one\n\ntwo", "revision": 1,
    })  # fmt: skip
    client.post(address + "memo/", {"text": "Check with nights"})
    client.post(address + "sign-off/")
    theme.refresh_from_db()
    assert (theme.title, theme.points, theme.signed_off_by) == (
        "Talking",
        ["one", "two"],
        cast.amina,
    )
    assert theme.memos.get().text == "Check with nights"
    found = [(row.pk, row.stance, row.quote_order) for row in theme.members.order_by("pk")]
    assert found == [(rows[0].pk, "for", 1), (rows[1].pk, "for", 0), (rows[2].pk, "against", None)]
    client.post(address + "members/", {"do": "move", "rows": [rows[2].pk], "into": waste.pk})
    client.post(address + "members/", {"do": "split", "rows": [rows[0].pk], "title": "Calm"})
    client.post(address + "members/", {"do": "unquote", "rows": [rows[1].pk]})
    assert (waste.members.count(), Theme.objects.get(title="Calm").members.count()) == (1, 1)
    client.post(f"{ROOM}themes/{waste.pk}/discard/")
    client.post(address + "merge/", {"into": Theme.objects.get(title="Calm").pk})
    client.post(address + "sign-off/", {"back": "yes"})
    assert standing(cast) == ["Calm"]


def test_members_form_says_what_is_missing(cast, client_of):
    theme = make_theme(cast.programme, cast.ben)
    row = member(theme, cast.ben)
    client, address = client_of(cast.ben), f"{ROOM}themes/{theme.pk}/members/"
    for data, said in (
        ({"do": "quote"}, "Tick at least one passage"),
        ({"do": "move", "rows": [row.pk]}, "Choose the theme to move them to"),
        ({"do": "split", "rows": [row.pk]}, "Write a title"),
    ):
        assert said in client.post(address, data, follow=True).content.decode()


def test_page_shows_both_texts_when_somebody_was_faster(cast, client_of):
    theme = make_theme(cast.programme, cast.ben, "Theirs", revision=2)
    data = {"title": "Mine", "kind": "theme", "revision": 1}
    answer = client_of(cast.ben).post(f"{ROOM}themes/{theme.pk}/edit/", data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<h3>Theirs</h3>" in page
    assert "<h3>Mine</h3>" in page
    assert standing(cast) == ["Theirs"]


def test_board_groups_and_moves_from_the_page(cast, client_of):
    client = client_of(cast.ben)
    one, two = (
        make_theme(cast.programme, cast.ben, title, order=n) for n, title in enumerate("ab")
    )
    client.post(f"{ROOM}themes/{two.pk}/move/", {"way": "up"})
    client.post(f"{ROOM}groups/add/", {"title": "Seen"})
    group = ThemeGroup.objects.get()
    client.post(f"{ROOM}groups/{group.pk}/edit/", {"title": "Now seen", "sentence": "We see it."})
    client.post(f"{ROOM}themes/{one.pk}/group/", {"group": group.pk})
    page = client.get(f"{ROOM}themes/").content.decode()
    assert page.index("Now seen") < page.index(">a</a>") < page.index(">b</a>")
    client.post(f"{ROOM}groups/{group.pk}/move/", {"way": "down"})
    client.post(f"{ROOM}groups/{group.pk}/remove/")
    assert standing(cast) == ["b", "a"]


def test_what_must_not_return_has_its_page(cast, client_of):
    theme = make_theme(cast.programme, cast.ben, "Waste", kind="must_not_return")
    member(theme, cast.ben, quote_order=0)
    page = client_of(cast.rhys).get(f"{ROOM}themes/must-not-return/").content.decode()
    assert "Waste" in page
    assert "<p>We met every morning.</p>" in page


def test_only_those_who_sign_off_may(cast, client_of):
    theme = make_theme(cast.programme, cast.ben)
    member(theme, cast.ben)
    assert client_of(cast.ben).post(f"{ROOM}themes/{theme.pk}/sign-off/").status_code == 404
    theme.refresh_from_db()
    assert theme.signed_off_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_with_one_and_three_rows(
    cast, client_of, django_assert_num_queries, count
):
    theme = make_theme(cast.programme, cast.amina, signed_off=True)
    waste = make_theme(cast.programme, cast.amina, "Waste", kind="must_not_return")
    for number in range(count):
        member(theme, cast.amina, quote_order=number)
        member(waste, cast.amina, quote_order=number)
        ThemeGroup.objects.create(programme=cast.programme, title=f"Group {number}")
        make_theme(cast.programme, cast.amina, f"Theme {number}")
    client = client_of(cast.amina)
    for address, asked in (
        ("themes/", 8), (f"themes/{theme.pk}/", 32), ("themes/must-not-return/", 7),
    ):  # fmt: skip
        with django_assert_num_queries(asked):
            assert client.get(ROOM + address).status_code == 200


def test_dev_reaches_no_theme_of_ours(cast, client_of):
    theme = make_theme(cast.programme, cast.amina, "Private title", signed_off=True)
    row = member(theme, cast.amina, quote_order=0)
    group = ThemeGroup.objects.create(programme=cast.programme, title="Private group")
    theirs = make_theme(cast.dev_programme, cast.dev, "Theirs")
    client = client_of(cast.dev)
    for slug in ("winter-review", "dev-review"):
        room = f"/p/{slug}/sense/"
        for place_ in (
            f"themes/{theme.pk}/",
            f"themes/{theme.pk}/edit/",
            f"groups/{group.pk}/edit/",
        ):
            assert client.get(room + place_).status_code == 404
        for place_ in (f"themes/{theme.pk}/discard/", f"quotes/{row.pk}/move/"):
            assert client.post(room + place_).status_code == 404
    room = "/p/dev-review/sense/"
    client.post(f"{room}themes/{theirs.pk}/members/", {"do": "remove", "rows": [row.pk]})
    client.post(f"{room}themes/{theirs.pk}/merge/", {"into": theme.pk})
    assert client.post(f"{room}themes/{theirs.pk}/group/", {"group": group.pk}).status_code == 404
    for page in ("themes/", "themes/must-not-return/", ""):
        assert "Private" not in client.get(room + page).content.decode()
    assert list(ThemeExcerpt.objects.values_list("pk", "theme_id")) == [(row.pk, theme.pk)]
    assert Theme.objects.filter(discarded_at=None, merged_into=None).count() == 2


def test_discarded_themes_are_counted_nowhere(cast):
    make_theme(cast.programme, cast.amina, signed_off=True, discarded_at=timezone.now())
    make_theme(cast.programme, cast.amina, "Draft")
    counts = queries.theme_counts(cast.ben, cast.programme)
    assert counts == {"all": 1, "signed_off": 0}
