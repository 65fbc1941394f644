"""Pictures of charts."""

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from cairn.analysis.pictures import draw_spc
from cairn.analysis.spc import (
    StepChange,
    make_chart,
)
from cairn.analysis.tests.charting import START, readings_of


def test_picture_when_drawn_names_and_describes_itself() -> None:
    values = [10.0, 11] * 8 + [30.0]
    chart = make_chart(readings_of([*values[:4], None, *values[4:]]), improvement="up", target=12.0)
    picture = draw_spc(chart, what="Calls <answered>")
    root = ET.fromstring(picture.svg)
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert picture.title == "Calls <answered>: special cause at the last point: improvement"
    assert "17 points from 2024-01-01 to 2024-04-29" in picture.description
    assert "Against the target of 12: hit-or-miss." in picture.description
    assert len(picture.table.rows) == 18
    assert picture.table.rows[4] == ("2024-01-29", "", "11.65", "8.987", "14.31", "")
    assert picture.table.rows[-1][5] == "outside_high"


@pytest.mark.parametrize("kind", ["run", "xmr", "p", "g"])
def test_picture_when_there_is_one_value(kind: str) -> None:
    chart = make_chart(readings_of([4.0], [9.0]), kind)
    assert len(ET.fromstring(draw_spc(chart).svg)) > 3


def test_picture_when_limits_were_drawn_anew() -> None:
    step = StepChange(START + dt.timedelta(7 * 4), "new clinic & team")
    chart = make_chart(readings_of([1.0, 2, 1, 2, 7, 8, 7, 8]), steps=[step])
    picture = draw_spc(chart)
    assert "new clinic &amp; team" in picture.svg
    assert "Limits were drawn anew from 2024-01-29: new clinic & team." in picture.description
    assert draw_spc(replace(chart, target=100.0)).svg != picture.svg
