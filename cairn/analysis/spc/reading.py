"""Dates and figures as people write them, put in order; nothing is dropped without a notice."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cairn.analysis.spc.results import Notice

_FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y",
    "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%Y-%m", "%b %Y", "%B %Y", "%b-%y", "%m/%Y",
)  # fmt: skip
_NOTHING = frozenset({"", "-", "–", "na", "n/a", "nan", "null", "none", "."})


@dataclass(frozen=True)
class Reading:
    """One row: when, how much, and out of how many for a rate; None is not measured."""

    date: dt.date
    value: float | None
    denominator: float | None = None


def read_date(text: str) -> dt.date:
    """Return a date written the ISO way or with the day first; a month stands for its first day.

    Raises `ValueError` for anything else.

    >>> read_date("3/4/2024"), read_date("2024-04-03T09:30"), read_date("Apr 2024")
    (datetime.date(2024, 4, 3), datetime.date(2024, 4, 3), datetime.date(2024, 4, 1))
    """
    words = " ".join(text.split())
    try:
        return dt.datetime.fromisoformat(words).date()
    except ValueError:
        pass
    for whole in (words, words.split(" ")[0]):  # a time may stand behind
        for form in _FORMS:
            try:
                return dt.datetime.strptime(whole, form).replace(tzinfo=dt.UTC).date()
            except ValueError:
                continue
    raise ValueError(f"{text!r} is no date; write it as 2024-04-03 or 03/04/2024")


def read_number(text: str) -> float | None:
    """Return a figure without thousands' commas or a percent sign, None where there is none.

    Raises `ValueError` for words.

    >>> read_number("1,204.5"), read_number("82 %"), read_number(" n/a ")
    (1204.5, 82.0, None)
    """
    bare = text.strip().lower()
    if bare in _NOTHING:
        return None
    try:
        number = float(bare.rstrip("%").replace(",", "").strip())
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no number")
    return number


def sort_readings(readings: Sequence[Reading]) -> list[Reading]:
    """By date; those of one date keep the order they came in."""
    return sorted(readings, key=lambda reading: reading.date)


def notice_readings(readings: Sequence[Reading]) -> list[Notice]:
    """What there is to know of sorted readings: dates given twice, nothing measured, long gaps."""
    notices = []
    twice = [day for day, many in Counter(one.date for one in readings).items() if many > 1]
    if twice:
        notices.append(Notice("same_date", _say_days(twice)))
    missing = [one.date for one in readings if one.value is None]
    if missing:
        notices.append(Notice("missing_values", _say_days(missing)))
    gaps = _find_gaps([one.date for one in readings])
    if gaps:
        notices.append(Notice("gaps", _say_days(gaps)))
    return notices


def _find_gaps(days: Sequence[dt.date]) -> list[dt.date]:
    """Dates that come after more than one and a half times the usual wait."""
    waits = [(later - day).days for day, later in pairwise(days)]
    usual = median([wait for wait in waits if wait] or [0])
    return [days[at + 1] for at, wait in enumerate(waits) if usual and wait > 1.5 * usual]


def _say_days(days: Sequence[dt.date]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in days)
