import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from cairn.analysis.disclosure import HIDDEN_CELL, Cell, release_table
from cairn.analysis.pictures import (
    BarRow,
    MapPoint,
    MatrixItem,
    Picture,
    ThreadLink,
    ThreadNode,
    draw_bars,
    draw_change_matrix,
    draw_coverage,
    draw_theme_map,
    draw_thread,
)
from cairn.analysis.pictures.drawing import wrap_words

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "Tea & <script>alert(\"1\")</script>\x07 'cake'"


def _bars(word: str = "Parking", stacked: bool = True) -> Picture:
    table = release_table([[30, 25, 40], [12, 3, 50]], k=11)
    names = [word, "Video calls"]
    rows = [BarRow(name, cells) for name, cells in zip(names, table.cells, strict=True)]
    return draw_bars(rows, ["Nurses", "Doctors", word], stacked=stacked)


def _grouped(word: str = "Parking") -> Picture:
    return _bars(word, stacked=False)


def _coverage(word: str = "Porters") -> Picture:
    table = release_table([[120, 0], [40, 35]], k=11)
    return draw_coverage([word, "Nurses"], ["Acute", word], table)


def _map(word: str = "Parking") -> Picture:
    points = [MapPoint(-1, 0.5, 1), MapPoint(0.4, 3, 1), MapPoint(0, 0, 2), MapPoint(0.1, 0, 0)]
    return draw_theme_map(points, [word, "Video calls"])


def _thread(word: str = "We were heard") -> Picture:
    nodes = [
        ThreadNode("c1", "contribution", word, "/c/1"),
        ThreadNode("c2", "contribution", "Withdrawn", gap=True),
        ThreadNode("t1", "theme", "Being heard", "javascript:alert(1)", here=True),
        ThreadNode("r1", "recommendation", word, "/r/1"),
    ]
    return draw_thread(nodes, [ThreadLink("c1", "t1"), ThreadLink("t1", "r1")])


def _matrix(word: str = "Walk-in forms") -> Picture:
    items = [MatrixItem(word, "let_go", "/1"), MatrixItem("Video visits", "amplify")]
    return draw_change_matrix([*items, *[MatrixItem(f"Idea {at}", "amplify") for at in range(12)]])


ALL: list[Callable[..., Picture]] = [_bars, _grouped, _coverage, _map, _thread, _matrix]


@pytest.mark.parametrize("draw", ALL)
@pytest.mark.parametrize("word", ["Plain", NASTY, "", "Gwasanaethau cymunedol " * 20])
def test_svg_when_words_are_anything(draw: Callable[..., Picture], word: str) -> None:
    picture = draw(word)
    root = ET.fromstring(picture.svg)
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == picture.title.replace("\x07", "")
    assert picture.description
    allowed = {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "g",
        "path",
        "circle",
        "defs",
        "pattern",
        "a",
    }
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}


@pytest.mark.parametrize("draw", ALL)
def test_ids_when_two_pictures_share_a_page(draw: Callable[..., Picture]) -> None:
    first, second = (re.findall(r' id="([^"]+)"', draw(word).svg) for word in ("One", "Two"))
    assert len(first) == len(set(first))
    assert not set(first) & set(second)


@pytest.mark.parametrize("draw", ALL)
def test_table_when_read_instead(draw: Callable[..., Picture]) -> None:
    table = draw().table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.headers)}


def test_bars_when_a_figure_is_hidden() -> None:
    picture = _bars()
    assert picture.title == "How many people spoke about what, small figures hidden"
    assert picture.table.headers == ("Theme", "Nurses", "Doctors", "Parking")
    assert picture.table.rows == (("Parking", "*", "*", "40"), ("Video calls", "*", "*", "50"))
    assert "40 + *" in picture.svg
    assert not re.search(r">(3|25|30|12)<", picture.svg)


def test_bars_when_nothing_but_a_hidden_figure_is_there() -> None:
    rows = [BarRow("Yes", (Cell("30", hidden=False, value=30),)), BarRow("No", (HIDDEN_CELL,))]
    svg = draw_bars(rows, ["People"]).svg
    assert re.findall(r">([\d+* ]+)<", svg) == ["30", "*"]


def test_bars_when_all_figures_are_shown() -> None:
    cells = release_table([[30, 25], [12, 90]], k=11).cells
    rows = [BarRow("Parking", cells[0]), BarRow("Video calls", cells[1])]
    picture = draw_bars(rows, ["Nurses", "Doctors"])
    assert picture.title == "Video calls is what most people spoke about"
    assert picture.description.endswith("Video calls: Nurses 12, Doctors 90.")


def test_coverage_when_nobody_was_heard() -> None:
    picture = _coverage()
    assert picture.title == "Nobody was heard from Porters in Porters"
    assert picture.svg.count("stroke-dasharray") == 1
    assert picture.table.rows[-1] == ("All", "160", "35", "195")


def test_map_when_a_theme_is_largest() -> None:
    picture = _map()
    assert picture.title == "Parking draws the most excerpts"
    assert picture.table.rows == (
        ("1", "Parking", "2"),
        ("2", "Video calls", "1"),
        ("", "Fits nowhere", "1"),
    )


def test_thread_when_an_address_is_unsafe_and_a_stop_is_gone() -> None:
    picture = _thread()
    assert picture.title == "What was said in 1 contributions leads to 1 recommendations"
    assert re.findall(r'href="([^"]+)"', picture.svg) == ["/c/1", "/r/1"]
    assert picture.table.rows[0] == ("Contribution", "We were heard", "Being heard")


def test_matrix_when_a_quadrant_is_full() -> None:
    picture = _matrix()
    assert picture.title == "Amplify: 13 of 14 changes"
    assert len(picture.table.rows) == 14
    assert "+ 5" in picture.svg


def test_pictures_when_there_is_nothing_yet() -> None:
    assert draw_bars([], []).title == "Nothing to show yet"
    assert draw_theme_map([], []).title == "No themes yet"
    assert draw_thread([], []).table.rows == ()
    assert draw_change_matrix([]).title == "No change has been placed yet"
    assert draw_coverage([], [], release_table([], 11)).table.rows == (("All", "0"),)


def test_drawing_when_figures_do_not_fit() -> None:
    with pytest.raises(ValueError, match="each part"):
        draw_bars([BarRow("One", ())], ["Nurses"])
    with pytest.raises(ValueError, match="each row and each column"):
        draw_coverage(["Nurses"], [], release_table([1], 11))
    with pytest.raises(ValueError, match="not in the list"):
        draw_theme_map([MapPoint(0, 0, 1)], [])
    with pytest.raises(ValueError, match="not in the thread"):
        draw_thread([], [ThreadLink("a", "b")])
    with pytest.raises(ValueError, match="unknown kind"):
        draw_thread([ThreadNode("a", "other", "")], [])
    with pytest.raises(ValueError, match="let_go"):
        draw_change_matrix([MatrixItem("x", "other")])


def test_words_when_wrapped() -> None:
    assert wrap_words("one two three four five", 60, size=14, lines=2) == ["one two", "three …"]
    assert wrap_words("", 60) == [""]
