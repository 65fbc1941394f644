"""Each drawing that an easy-read form names is there, small, and nothing but lines."""

import re

import pytest

from cairn.catalogue.asking.drawings import drawings
from cairn.catalogue.shelves import instruments

ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="cairn-drawing" viewBox="0 0 48 48" '
    'width="48" height="48" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
)


def named() -> set[str]:
    """The pictures that the shelf's instruments name."""
    found = set()
    for each in instruments():
        parts = [*each.questions, *(one for q in each.questions for one in (*q.options, *q.rows))]
        found |= {part.easy.picture for part in parts if part.easy}
        found |= {each.easy_read.picture} if each.easy_read else set()
    return found


def test_every_picture_that_is_named_is_drawn_and_no_other() -> None:
    assert sorted(drawings()) == sorted(named())


@pytest.mark.parametrize("name", sorted(drawings()))
def test_a_drawing_is_small_has_the_one_look_and_holds_shapes_only(name: str) -> None:
    drawing = drawings()[name]
    assert drawing.startswith(ROOT)
    assert len(drawing.encode()) < 1500
    assert set(re.findall(r"<([a-z]+)", drawing)) <= {"svg", "path", "circle", "rect"}
    assert re.findall(r"\b(on\w+|href|style|url)\b\W*=", drawing) == []
