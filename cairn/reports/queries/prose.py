"""What the team may not write itself: figures and quotations, which come from the record only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.reports.queries.material import texts_of

RUN = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
)
# Days are no figures about people: "5 March 2026" and "March 2026" may stand.
_DAY = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?:{_MONTHS})(?:\s+\d{{4}})?\b", re.IGNORECASE)
_DIGITS = re.compile(r"[^\s]*\d[^\s]*")
_NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    "thousand|dozen|half|third|thirds|quarter|quarters|per cent|percent|"
    "dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg|ugain|cant|mil|hanner|chwarter"
)
_PEOPLE = (
    "people|persons?|nurses?|doctors?|staff|patients?|carers?|respondents?|participants?|members?|"
    "workers?|managers?|colleagues|women|men|children|families|residents?|users?|teams?|"
    "contributors?|leaders?|pobl|nyrsys?|meddygon?|staff|cleifion|gofalwyr|ymatebwyr|aelodau"
)
_COUNTED = re.compile(
    rf"\b(?:{_NUMBER})\b(?:[\s-]+[^\W\d]+){{0,3}}?[\s-]+(?:{_PEOPLE})\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]*\w[^\"“”„«»]*[\"“”„«»]|[‘](?=\w)[^‘’]*[\w.,!?][’](?!\w)"
                     r"|(?<![\w])'(?=\w)[^'\n]*\s[^'\n]*'(?!\w)")  # fmt: skip


def find_figure(text: str) -> str:
    """Return the first figure in the text, or "".

    >>> find_figure("We met from March 2026 and 40 nurses came.")
    '40'
    >>> find_figure("About forty of the nurses agreed.")
    'forty of the nurses'
    >>> find_figure("We met all through March 2026.")
    ''
    """
    without_days = _DAY.sub(" ", text)
    found = _DIGITS.search(without_days) or _COUNTED.search(without_days)
    return found.group().strip(".,;:()") if found else ""


def find_quotation(text: str) -> str:
    """Return the first words in quotation marks, or "".

    >>> find_quotation("They called it 'a very good day' at the team's meeting.")
    "'a very good day'"
    >>> find_quotation("The nurses' room and the team's meeting.")
    ''
    """
    found = _QUOTED.search(text)
    return found.group() if found else ""


def find_borrowed(text: str, texts: Iterable[str]) -> str:
    """Return the first six words running that also stand in one of the texts, or "".

    >>> find_borrowed("We saw that we met every morning at nine.", ["We met every morning at nine"])
    'we met every morning at nine'
    """
    wanted = set(_runs(text))
    if not wanted:
        return ""
    vocabulary = {word for run in wanted for word in run}
    for said in texts:
        words = _words(said)
        if sum(word in vocabulary for word in words) >= RUN:
            for run in _runs_of(words):
                if run in wanted:
                    return " ".join(run)
    return ""


def problems_in_prose(viewer: Any, programme: Programme, text: str) -> list[str]:
    """What stands in the way of keeping this prose; each says why and what to do."""
    problems = []
    if figure := find_figure(text):
        problems.append(
            _("“%(found)s” is a figure. Figures about people come from the record only, so that "
              "they are right and safe: leave it out, or say it in words that count nobody.")
            % {"found": figure}
        )  # fmt: skip
    if quotation := find_quotation(text):
        problems.append(
            _("%(found)s stands in quotation marks. People's words are printed from excerpts only, "
              "with their consent: choose the excerpt for a theme, or take the marks away and say "
              "it in your own words.") % {"found": quotation}
        )  # fmt: skip
    elif borrowed := find_borrowed(text, texts_of(viewer, programme)):
        problems.append(
            _("“%(found)s” are words of a contribution. People's words are printed from excerpts "
              "only, with their consent: choose the excerpt for a theme, or say it in your own "
              "words.") % {"found": borrowed}
        )  # fmt: skip
    return problems


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _runs(text: str) -> list[tuple[str, ...]]:
    return _runs_of(_words(text))


def _runs_of(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(RUN)), strict=False))
