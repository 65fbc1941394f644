"""Days: of birth, of an event; ages that few people reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.redaction.kinds import Found

_MONTH = (
    r"(?:jan(?:uary|urary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|ionawr|[cg]hwefror|chwefror|mawrth|fawrth|ebrill|mai|fai|mehefin|fehefin|g?orffennaf|"
    r"awst|medi|fedi|hydref|[td]achwedd|rh?agfyr)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th|ain|fed|ed|ydd|af|il|eg)?"
_YEAR = r"(?:(?:18|19|20)\d\d|['’]?\d\d(?![\d:]|\s?(?:am|pm|%)))"
_LONG_YEAR = r"(?:19|20)\d\d"
_NUMBERS = rf"(?:(?<![\d/.\-£]){_DAY}(?P<s>[/.\-])(?:0?[1-9]|1[0-2])(?P=s)(?:(?:18|19|20)\d\d|\d\d)(?![\d/]|[.\-]\d)|\b{_LONG_YEAR}-(?:0\d|1[0-2])-[0-3]\d\b)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun|dydd (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul))"
_WORDS = (
    rf"(?:\b(?:{_WEEKDAY},? )?(?:the |y )?{_DAY}{_NTH}(?: (?:of|o) |[ \-]?){_MONTH}(?:\b\.?(?:,?[ \-]{_YEAR}\b)?|{_LONG_YEAR}\b)"
    rf"|\b(?:{_WEEKDAY},? )?{_MONTH}\.? (?:the )?{_DAY}(?:(?:st|nd|rd|th)\b|(?=[,.;:!?)]|\s|$))(?!\s?(?:%|times|people|patients|years|months|weeks|days|hours|minutes|out|of us|pm|am|:\d))(?:,? {_LONG_YEAR}\b)?)"
)
_SLASHED = rf"(?<![\d/.])(?:{_DAY})/(?:0?[1-9]|1[0-2])(?![\d/]|\s?(?:th|of|people))"
_BORN = re.compile(
    r"(?:\b(?:d\.?\s?o\.?\s?b|date of birth|birth ?date|birthday|born|b\.|dyddiad geni|dyddiad fy ngeni|penblwydd|pen-blwydd|ganwyd|ganed|geni|eni|ganwyd fi|cefais fy ngeni)\b\.?)"
    r"(?:\s*(?:is|was|of|on|yw|oedd|ar|:|-|=|the|at|in|fi|ei|ym|yn|\())*\s*$",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?<![\d/.\-£]){_DAY} (?:0?[1-9]|1[0-2]) (?:(?:18|19|20)\d\d|\d\d)(?![\d/]|[.\-]\d)"
)
_FULL = re.compile(rf"{_NUMBERS}|{_WORDS}", re.IGNORECASE)
_BORN_LATER = re.compile(
    r"^\W{0,2}\s?(?:\(?d\.?o\.?b\b|date of birth|birthday|pen-?blwydd)", re.IGNORECASE
)
_WEEKDAY_NTH = re.compile(rf"\b{_WEEKDAY},? (?:the )?{_DAY}(?:st|nd|rd|th)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:operat\w+|surgery|died|death|passed away|accident|crash\w*|collaps\w+|funeral|miscarr\w+|stillb\w+|stroke|fell|"
    r"admitted|diagnos\w+|transplant\w*|assault\w*|attack\w*|fire|overdose\w*|arrest\w*|stabb\w+|inquest|explosion|"
    r"lost (?:my|our|her|his)|gave birth|was born|heart attack|bu farw|llawdriniaeth|damwain|angladd|marwolaeth)\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? (?:of )?{_LONG_YEAR}\b", re.IGNORECASE)
_NTH_ALONE = re.compile(
    rf"\b(?:on|since|until|from) the ({_DAY}(?:st|nd|rd|th))\b(?! (?:floor|time|day|week|ward|visit|attempt|of every|appointment))",
    re.IGNORECASE,
)
_FEAST = re.compile(
    rf"\b(?:christmas(?: day| eve)?|boxing day|new year['’]?s (?:day|eve)|good friday|easter (?:sunday|monday)|bonfire night|halloween|"
    rf"mother['’]?s day|valentine['’]?s day|dydd nadolig|noswyl nadolig|dydd calan),? (?:in |of )?{_LONG_YEAR}\b",
    re.IGNORECASE,
)
_SLASH = re.compile(_SLASHED)
_OUT_OF_TEN = re.compile(r"(?:\d{1,2}/10|24/7|\d/5)\b")
_DAY_BEFORE = re.compile(
    r"\b(?:on|since|until|from|dated|date|by|ar|before|after)(?: the)?[: ]+$", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?:aged?|turned|turning|is|was|at|yn)? ?((?:9\d|1[01]\d)(?:[ \-](?:years?|yrs?|yr)[ \-]?(?:old|of age)?|[ \-]?y/?o\b|(?: ?mlwydd| oed)))"
    r"|\b(?:aged|age|at the age of|turned|turning|who is|who was|she is|he is|she's|he's|she was|he was|oed)[: ]+(9\d|1[01]\d)\b(?!%|/|\.?\d| (?:minutes|mins|days|hours|weeks|per|percent|miles|patients|people|pounds))"
    r"|\b((?:ninety|nineties)(?:[ \-](?:one|two|three|four|five|six|seven|eight|nine))?[ \-]years?[ \-]old|(?:a )?hundred[ \-]years?[ \-]old)",
    re.IGNORECASE,
)
_NO_DAY = re.compile(r"\bmay\b", re.IGNORECASE)


def find_days(text: str) -> Iterator[Found]:
    """Yield days of birth, days of events and ages of 90 and over in a text that holds a digit."""
    for found in _FULL.finditer(text):
        start, end = _trimmed(text, *found.span())
        if _is_born(text, start, end):
            yield Found("date_of_birth", start, end, 0.97)
        elif not _is_verb(text, start, end):
            yield Found("date", start, end, 0.85)
    for found in _SPACED.finditer(text):
        if _is_born(text, *found.span()):
            yield Found("date_of_birth", *found.span(), 0.9)
    for found in _WEEKDAY_NTH.finditer(text):
        yield Found("date", *found.span(), 0.75)
    for found in _SLASH.finditer(text):
        if not _OUT_OF_TEN.match(found[0]) and _DAY_BEFORE.search(text, 0, found.start()):
            yield Found("date", *found.span(), 0.7)
    for found in _FEAST.finditer(text):
        yield Found("date", *found.span(), 0.7)
    for found in _AGE.finditer(text):
        which = next(nth for nth in (1, 2, 3) if found[nth])
        yield Found("age", *found.span(which), 0.8)
    yield from _find_events(text)


def _find_events(text: str) -> Iterator[Found]:
    """A month with its year, or a bare day of the month, tells something when it dates an event."""
    for found in _MONTH_YEAR.finditer(text):
        if _is_born(text, *found.span()):
            yield Found("date_of_birth", *found.span(), 0.8)
        elif _EVENT.search(text, max(0, found.start() - 80), found.end() + 60):
            yield Found("date", *found.span(), 0.6)
    for found in _NTH_ALONE.finditer(text):
        if _EVENT.search(text, max(0, found.start() - 80), found.end() + 60):
            yield Found("date", *found.span(1), 0.6)


def _is_born(text: str, start: int, end: int) -> bool:
    return bool(
        _BORN.search(text, max(0, start - 40), start) or _BORN_LATER.match(text[end : end + 20])
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip(" .,"))


def _is_verb(text: str, start: int, end: int) -> bool:
    """ "10 may be too many" holds no day."""
    said = text[start:end]
    return bool(_NO_DAY.search(said)) and said == said.lower() and " be" in text[end : end + 4]
