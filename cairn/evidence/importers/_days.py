"""Days as people write them here: the day first."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ion ionawr",
            "feb february chwe chwefror",
            "mar march maw mawrth",
            "apr april ebr ebrill",
            "may mai",
            "jun june meh mehefin",
            "jul july gorff gorffennaf",
            "aug august awst",
            "sep sept september medi",
            "oct october hyd hydref",
            "nov november tach tachwedd",
            "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: .*)?", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,10})\.?,?[ -](\d{4})", re.ASCII)


def parse_day(text: str) -> date | None:
    """Return the day a text names, or None where it names none.

    Reads `2021-04-03`, `3/4/2021`, `03.04.21` (day first always; two-digit years are 2000 to 2069
    and 1970 to 1999) and `3 April 2021`, in English or Welsh. A time of day after it is dropped.

    >>> parse_day("03/04/2021")
    datetime.date(2021, 4, 3)
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _day(*found.groups())
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return _day(_whole_year(year), month, day)
    if found := _IN_WORDS.fullmatch(text):
        day, month, year = found.groups()
        return _day(year, _MONTHS.get(month.lower(), 0), day)
    return None


def _whole_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 70 else 1900)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
