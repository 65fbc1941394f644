import doctest
from datetime import date

import pytest

from cairn.evidence.importers import _days, _document, _grid, _sheet, _xml, parse_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-04-03", date(2021, 4, 3)),
        ("2021-04-03T10:15:00Z", date(2021, 4, 3)),
        ("03/04/2021", date(2021, 4, 3)),
        (" 3.4.21 ", date(2021, 4, 3)),
        ("3-4-71", date(1971, 4, 3)),
        ("31/12/1999 23:59", date(1999, 12, 31)),
        ("3rd April 2021", date(2021, 4, 3)),
        ("3 Ebrill 2021", date(2021, 4, 3)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_parse_day_reads_days_as_they_are_written_here(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "04/13/2021", "29/02/2023", "2021", "3 Smarch 2021", "tomorrow", "٣/٤/٢٠٢١", "0/1/2021"],
)
def test_parse_day_names_no_day_where_there_is_none(text):
    assert parse_day(text) is None


@pytest.mark.parametrize("module", [_days, _document, _grid, _sheet, _xml])
def test_the_examples_in_the_text_hold(module):
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)
