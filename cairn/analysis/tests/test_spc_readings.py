"""What a chart makes of readings that are missing, short, odd or wrong."""

import datetime as dt

import pytest

from cairn.analysis.spc import (
    Notice,
    Reading,
    make_chart,
    read_date,
    read_number,
)
from cairn.analysis.tests.charting import readings_of


def test_missing_when_values_are_not_there() -> None:
    chart = make_chart(readings_of([10.0, 11, None, 10, 11]))
    assert [point.value for point in chart.points] == [10.0, 11.0, None, 10.0, 11.0]
    assert chart.points[2].mean == 10.5
    assert chart.segments[0].mean_moving_range == 1.0
    assert chart.notices == (
        Notice("missing_values", ("2024-01-15",)),
        Notice("too_short_for_rules", ("2024-01-01", "4")),
    )


@pytest.mark.parametrize(
    ("many", "code"), [(6, "too_short_for_rules"), (7, "limits_provisional"), (12, None)]
)
def test_notice_when_a_series_is_short(many: int, code: str | None) -> None:
    chart = make_chart(readings_of([10.0, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11][:many]))
    assert [notice.code for notice in chart.notices] == ([code] if code else [])


def test_notice_when_dates_are_twice_there_or_far_apart() -> None:
    days = ["2024-01-01", "2024-01-08", "2024-01-08", "2024-01-15", "2024-02-05"]
    readings = [Reading(read_date(day), 1.0) for day in days]
    assert make_chart(readings).notices[:2] == (
        Notice("same_date", ("2024-01-08",)),
        Notice("gaps", ("2024-02-05",)),
    )


def test_one_value_has_a_mean_and_no_limits() -> None:
    for kind in ("xmr", "t", "run"):
        chart = make_chart(readings_of([4.0]), kind, target=3.0, improvement="up")
        assert (chart.mean, chart.lower, chart.upper) == (4.0, None, None)
        assert (chart.variation, chart.assurance) == ("common", None)


@pytest.mark.parametrize(
    ("readings", "chart", "message"),
    [
        ([], "xmr", "nothing was measured"),
        (readings_of([None]), "xmr", "nothing was measured"),
        (readings_of([1.0]), "x", "no chart is named"),
        (readings_of([1.0]), "p", "2024-01-01: this chart needs a denominator"),
        (readings_of([1.0], [0.0]), "u", "above nought"),
        (readings_of([3.0], [2.0]), "pp", "more than its denominator"),
        (readings_of([-1.0]), "c", "below nought"),
        (readings_of([float("inf")]), "xmr", "no number"),
    ],
)
def test_refusal_when_readings_do_not_fit(
    readings: list[Reading], chart: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        make_chart(readings, chart)


def test_refusal_when_direction_or_target_is_bad() -> None:
    with pytest.raises(ValueError, match="up, down or neutral"):
        make_chart(readings_of([1.0]), improvement="sideways")
    with pytest.raises(ValueError, match="target"):
        make_chart(readings_of([1.0]), target=float("nan"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03", (2024, 4, 3)),
        ("03/04/2024", (2024, 4, 3)),
        ("3-4-24", (2024, 4, 3)),
        ("03.04.2024 00:00", (2024, 4, 3)),
        ("3 April 2024", (2024, 4, 3)),
        ("2024-04", (2024, 4, 1)),
        ("2024-04-03 10:00:00", (2024, 4, 3)),
    ],
)
def test_date_when_written_in_many_ways(text: str, day: tuple[int, int, int]) -> None:
    assert read_date(text) == dt.date(*day)


@pytest.mark.parametrize("text", ["", "soon", "31/02/2024", "13/13/2024"])
def test_date_when_it_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        read_date(text)


@pytest.mark.parametrize("text", ["few", "inf", "1.2.3"])
def test_number_when_it_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1,204.5", 1204.5), ("82 %", 82.0), ("82%", 82.0), (" N/A ", None)]
)
def test_number_when_it_is_written_as_people_do(text: str, number: float | None) -> None:
    assert read_number(text) == number
