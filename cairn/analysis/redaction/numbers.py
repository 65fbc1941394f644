"""Numbers with a check in them, and numbers that the words before them give away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.redaction.kinds import Found

_GAP = r"[ \t\u00a0]{0,2}[.\-–/]?[ \t\u00a0]{0,2}"
_ABROAD = re.compile(r"(?:\+|\b00)\s?\d{1,3}[\s.\-]{0,3}(?:\(0\)\s?)?$")
_TEN = re.compile(rf"(?<![\d£$€+])(?<!\d[.,])\d(?:{_GAP}\d){{9}}(?![.,]?\d)")
_NINO = re.compile(
    r"\b([A-Z]{2})[ \-]{0,2}(\d{2}[ \-]{0,2}\d{2}[ \-]{0,2}\d{2})[ \-]{0,2}[A-D]\b", re.IGNORECASE
)
# First letters and pairs that HM Revenue and Customs does not give out.
_NINO_PAIR = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]")
_PIN = re.compile(r"\b\d{2}[A-L]\d{4}[EWSNCOR]\b", re.IGNORECASE)
_STAFF_WORDS = (
    r"(?:gmc|nmc|hcpc|gphc|gdc|goc|bacp|swe|social work england|staff|employee|payroll|assignment|"
    r"badge|smart ?card|collar|registration|bleep holder|rhif staff|cofrestru)"
)
_RECORD_WORDS = (
    r"(?:hospital|patients?|mrn|crn|pas|emis|k|unit|record|records|medical record|notes|case|case ?notes|file|"
    r"reference|ref|complaints?|claim|policy|incident|datix|appointment|booking|referral|ticket|order|"
    r"account|acc|sort code|card|passport|licen[cs]e|driving licen[cs]e|registration plate|reg|"
    r"prescription|chi|h&c|health and care|social services|pals|membership|student|"
    r"ysbyty|claf|cyfeirnod|cofnod|achos|cwyn)"
)
_LABEL = r"(?:(?:\s+|-)(?:record|system|patient|reference|registration|id|i\.d\.|pin|number|numbers|numb|num|no|nos|ref|code|card))*\.?"
_JOIN = r"\s*(?:(?:is|was|are|yw|ydy|oedd|of|:|=|#|-|–)\s*){0,2}[#(\[\"'“]?\s*"
_VALUE = (
    r"((?=[A-Z0-9/\-. ]{0,6}\d)[A-Z]{0,4}[ /\-.]?\d[A-Z0-9]*(?:[/\-. ](?=[A-Z0-9]*\d)[A-Z0-9]+)*)"
)
_LABELLED = re.compile(
    rf"\b(?:({_STAFF_WORDS})|({_RECORD_WORDS})|(?:rhif|number|id|pin))(?:'s)?{_LABEL}{_JOIN}{_VALUE}",
    re.IGNORECASE,
)
_SAID_TO_BE_NUMBER = re.compile(
    r"\b(?:number|numbers|no|num|id|ref|reference|code|pin|mrn|crn|gmc|nmc|hcpc|gphc|gdc|rhif|cyfeirnod|plate|#)\b|[#:=]",
    re.IGNORECASE,
)
_NHS_WORDS = re.compile(
    r"\b(?:nhs|n\.h\.s\.|gig|chi|h&c|health and care)\W{0,3}(?:number|no|num|n[uo]mb\w*)?\W{0,3}(?:is|was|yw|ydy)?\W{0,3}$|"
    r"\brhif (?:y )?(?:gig|nhs)\W{0,3}(?:yw|ydy|:)?\W{0,3}$",
    re.IGNORECASE,
)
_NEAR_NINO = re.compile(
    r"national insurance|yswiriant gwladol|\bn\.?i\.?\b|\bnino\b", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w£$€.,/\-])(?:[A-Z]{1,4}[\-/ ]?(?=\d{5})\d{5,9}[A-Z]?|\d{7,12}|[A-Z]\d{2}[A-Z]?\d{3,}[A-Z]?)(?![\w%]|[.,]\d)"
)
_CAR_PLATE = re.compile(r"\b[A-HJ-PR-Y]{2}[05-7]\d ?[A-HJ-PR-Z]{3}\b")
# Seven digits and more with spaces are numbers people give, not amounts.
_MONEY_AFTER = re.compile(r"\s*(?:pounds?|quid|euros?|miles|people|patients|million|steps)\b")


def has_check_digit(digits: str) -> bool:
    """Whether ten digits are an NHS number: modulus 11, as the NHS Data Dictionary gives it.

    Weights 10 to 2 on the first nine digits; 11 minus the remainder is the tenth, 11 standing for
    0, and 10 for a number that was never given out. The dictionary's own example:

    >>> has_check_digit("9434765919"), has_check_digit("9434765918"), has_check_digit("0000000000")
    (True, False, False)
    """
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def is_nino(text: str) -> bool:
    """Whether this is the form of a National Insurance number with a prefix that is given out.

    >>> is_nino("AB 12 34 56 C"), is_nino("BG123456C"), is_nino("QQ123456C")
    (True, False, False)
    """
    found = _NINO.fullmatch(text.strip())
    return bool(found and _NINO_PAIR.fullmatch(found[1].upper()))


def find_numbers(text: str) -> Iterator[Found]:
    """Yield NHS, National Insurance, record and staff numbers of a text that holds a digit."""
    yield from _find_nhs(text)
    yield from _find_nino(text)
    for found in _PIN.finditer(text):
        yield Found("staff_number", *found.span(), 0.95)
    yield from _find_labelled(text)
    for found in _CAR_PLATE.finditer(text):
        yield Found("record_number", *found.span(), 0.8)
    for found in _BARE.finditer(text):
        if not _MONEY_AFTER.match(text, found.end()):
            yield Found("record_number", *found.span(), 0.7)


def _find_nhs(text: str) -> Iterator[Found]:
    for found in _TEN.finditer(text):
        if _ABROAD.search(text, max(0, found.start() - 12), found.start()):
            continue  # a phone number with its country
        digits = "".join(filter(str.isdigit, found[0]))
        named = _NHS_WORDS.search(text, max(0, found.start() - 40), found.start())
        if has_check_digit(digits):
            yield Found("nhs_number", *found.span(), 1.0 if named else 0.96)
        elif named:
            yield Found("nhs_number", *found.span(), 0.85)


def _find_nino(text: str) -> Iterator[Found]:
    for found in _NINO.finditer(text):
        if is_nino(found[0]):
            yield Found("ni_number", *found.span(), 0.98)
        else:
            near = _NEAR_NINO.search(text, max(0, found.start() - 40), found.start())
            yield Found(
                "ni_number", *found.span(), 0.9 if near or found[1].upper() == "QQ" else 0.7
            )


def _find_labelled(text: str) -> Iterator[Found]:
    for found in _LABELLED.finditer(text):
        start, end = found.span(3)
        value = text[start:end].rstrip(" .-/")
        said = text[found.start() : start]
        digits = sum(letter.isdigit() for letter in value)
        if digits < 4 and not (digits >= 3 and _SAID_TO_BE_NUMBER.search(said)):
            continue
        if not _SAID_TO_BE_NUMBER.search(said) and (digits < 5 or " " in value):
            continue
        kind = "staff_number" if found[1] else "record_number"
        yield Found(kind, start, start + len(value), 0.9)
