import csv
import io

import pytest

from cairn.sensemaking import queries
from cairn.sensemaking.tests.factories import (
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
)

ROOM = "/p/winter-review/sense/"


def say(cast, theme, role, people, *, sector="Acute"):
    for number in range(people):
        said = make_contribution(
            cast.programme, person=f"{theme.pk}-{role}-{number}", role_band=role, sector=sector
        )
        place(theme, make_excerpt_row(said, cast.amina), cast.amina)


def make_themes(cast):
    talk = make_theme(cast.programme, cast.amina, "Talking", signed_off=True)
    tools = make_theme(cast.programme, cast.amina, "Tools", signed_off=True, order=1)
    draft = make_theme(cast.programme, cast.amina, "Draft", order=2)
    for theme, nurses, clerks in ((talk, 14, 12), (tools, 30, 2), (draft, 20, 20)):
        say(cast, theme, "Nurse", nurses)
        say(cast, theme, "Clerk", clerks, sector="Care")
    return talk, tools, draft


def make_wide_themes(cast):
    """Three signed-off themes by three role bands with one small number: Clerk in Tools."""
    talk, tools, _ = make_themes(cast)
    food = make_theme(cast.programme, cast.amina, "Food", signed_off=True, order=3)
    say(cast, food, "Nurse", 13)
    say(cast, food, "Clerk", 17)
    for theme in (talk, tools, food):
        say(cast, theme, "Porter", 12)
    return talk, tools, food


def test_sizes_show_signed_off_themes_and_hide_small_numbers(cast):
    make_wide_themes(cast)
    picture = queries.theme_sizes(cast.ben, cast.programme, "role_band")
    assert picture.title == "“Tools” was spoken of by 44 people, more than any other theme"
    assert picture.table.headers == ("Theme", "Clerk", "Nurse", "Porter")
    assert [row[0] for row in picture.table.rows] == ["Talking", "Tools", "Food"]
    assert picture.table.rows[1][1] == "*"
    assert ">2<" not in picture.svg
    assert "Draft" not in picture.svg


def test_coverage_says_who_was_not_heard(cast):
    make_themes(cast)
    picture = queries.coverage_grid(cast.ben, cast.programme, "sector")
    assert picture.title == "2 groups have not been heard"
    assert picture.table.rows[0][:3] == ("Clerk", "0", "34")


def test_map_leaves_out_themes_on_too_few_people_and_drafts(cast):
    make_themes(cast)
    few = make_theme(cast.programme, cast.amina, "Few", signed_off=True, order=5)
    say(cast, few, "Nurse", 3)
    picture = queries.theme_map(cast.ben, cast.programme)
    assert [row[:2] for row in picture.table.rows] == [("1", "Talking"), ("2", "Tools")]
    assert picture.title == "More people spoke of “Tools” than of any other theme"


def test_page_and_files_hold_the_same_figures(cast, client_of):
    make_themes(cast)
    client = client_of(cast.rhys)
    page = client.get(f"{ROOM}pictures/?by=sector").content.decode()
    assert page.count("<figure") == 3
    drawn = queries.theme_sizes(cast.rhys, cast.programme, "sector")
    answer = client.get(f"{ROOM}pictures/sizes/file.csv?by=sector")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [list(row) for row in (drawn.table.headers, *drawn.table.rows)]
    answer = client.get(f"{ROOM}pictures/map/file.svg")
    assert answer["Content-Disposition"] == 'attachment; filename="map.svg"'
    assert answer.content.startswith(b"<svg")
    assert client.get(f"{ROOM}pictures/coverage/file.png").content.startswith(b"\x89PNG")
    for name in ("secret/file.svg", "sizes/file.exe"):
        assert client.get(f"{ROOM}pictures/{name}").status_code == 404


def test_pictures_when_nothing_is_signed_off(cast, client_of):
    page = client_of(cast.ben).get(f"{ROOM}pictures/?by=nonsense&across=nonsense").content.decode()
    assert page.count("cairn-empty") == 3
    assert client_of(cast.ben).get(f"{ROOM}pictures/map/file.svg").status_code == 404


def test_dev_gets_no_picture_of_ours(cast, client_of):
    make_themes(cast)
    client = client_of(cast.dev)
    for name in ("", "sizes/file.csv", "map/file.svg", "coverage/file.png"):
        assert client.get(f"{ROOM}pictures/{name}").status_code == 404
    assert "Talking" not in client.get("/p/dev-review/sense/pictures/").content.decode()
    assert client.get("/p/dev-review/sense/pictures/sizes/file.csv").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_with_one_and_three_themes(
    cast, client_of, django_assert_num_queries, count
):
    for number in range(count):
        theme = make_theme(cast.programme, cast.amina, f"Theme {number}", signed_off=True)
        say(cast, theme, "Nurse", 12)
    client = client_of(cast.amina)
    with django_assert_num_queries(12):
        assert client.get(f"{ROOM}pictures/").content.decode().count("<figure") == 3


def test_a_theme_page_shows_no_figure_that_the_picture_of_all_hides(cast):
    themes = make_wide_themes(cast)
    picture = queries.theme_sizes(cast.ben, cast.programme, "role_band")
    for theme, row in zip(themes, picture.table.rows, strict=True):
        said = queries.said_by(cast.ben, theme, "role_band")
        assert tuple(cell.text for _, cell in said.rows) == row[1:]


def test_sizes_fall_back_to_totals_where_each_part_is_too_small(cast):
    theme = make_theme(cast.programme, cast.amina, "Talking", signed_off=True)
    say(cast, theme, "Nurse", 8)
    say(cast, theme, "Clerk", 8)
    picture = queries.theme_sizes(cast.ben, cast.programme, "role_band")
    assert (picture.table.headers, picture.table.rows) == (
        ("Theme", "People"),
        (("Talking", "16"),),
    )
