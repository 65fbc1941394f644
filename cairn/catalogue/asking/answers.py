"""What somebody sent, against the question: a value of codes to store, or why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from cairn.catalogue.asking.kinds import Question

Value = str | tuple[str, ...] | None
NOT_LISTED = "not_listed"  # always an answer to organisation and place: mine is not in your list
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<first>\d{1,2})[/. -](?P<then>\d{4})")
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Refusal:
    """Why an answer cannot be stored; pages translate the code. `detail` is what was sent, if short.

    Codes: required, one_only, unknown_option, stands_apart, rank_incomplete, rank_repeats,
    bad_month, unknown_organisation, unknown_place, bad_file, too_many_files, not_text.
    """

    code: str
    detail: str = ""


class _Refused(ValueError):
    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(code)
        self.refusal = Refusal(code, str(detail)[:80])


def check_answers(
    question: Question, raw: object, known: Collection[str] | None = None
) -> Value | Refusal:
    """Return what was sent as a value of codes, None where nothing was, or a `Refusal`.

    `raw` is a text, a list of texts (as a form sends them), a mapping of option code to place for a
    rank, or a mapping with `month` and `year`. `known` lists the codes of organisations or places
    that may be picked; without it any well-formed code may. A value is a text for an open question
    and for one choice, a tuple of codes for several (in the question's order), for a rank (first
    choice first) and for files, and YYYY-MM for a month. For a matrix `raw` is one row's answer.
    """
    try:
        value = _CHECKS[question.kind](question, raw, known)
    except _Refused as refused:
        return refused.refusal
    if value is None and question.required:
        return Refusal("required")
    return value


def say_answer(
    question: Question, value: Value, language: str, *, easy_read: bool = False
) -> tuple[str, ...]:
    """Return a stored value in a reader's words: the names of options; anything else as it is stored.

    A code that no option has (of another version) is shown as it is.
    """
    codes = (value,) if isinstance(value, str) else value or ()
    names = {
        option.code: option.words(easy_read).in_language(language) for option in question.options
    }
    return tuple(names.get(code, code) for code in codes)


def _texts(raw: object) -> list[str]:
    """`raw` as a list of non-blank texts."""
    given = raw if isinstance(raw, list | tuple | set | frozenset) else [raw]
    if any(not isinstance(each, str) for each in given if each is not None):
        raise _Refused("not_text", type(raw).__name__)
    return [each.strip() for each in given if isinstance(each, str) and each.strip()]


def _one_text(raw: object) -> str | None:
    found = _texts(raw)
    if len(found) > 1:
        raise _Refused("one_only", ", ".join(found))
    return found[0] if found else None


def _check_open(question: Question, raw: object, known: Collection[str] | None) -> Value:
    words = _one_text(raw)
    return words and words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _check_one(question: Question, raw: object, known: Collection[str] | None) -> Value:
    code = _one_text(raw)
    if code is not None and code not in question.option_codes:
        raise _Refused("unknown_option", code)
    return code


def _check_several(question: Question, raw: object, known: Collection[str] | None) -> Value:
    given = set(_texts(raw))
    for code in sorted(given - set(question.option_codes)):
        raise _Refused("unknown_option", code)
    chosen = [option for option in question.options if option.code in given]
    for option in chosen:
        if option.apart and len(chosen) > 1:
            raise _Refused("stands_apart", option.code)
    return tuple(option.code for option in chosen) or None


def _check_rank(question: Question, raw: object, known: Collection[str] | None) -> Value:
    order = _order(raw) if isinstance(raw, Mapping) else _texts(raw)
    for code in order:
        if code not in question.option_codes:
            raise _Refused("unknown_option", code)
    if len(set(order)) < len(order):
        raise _Refused("rank_repeats")
    if order and len(order) < len(question.options):
        raise _Refused("rank_incomplete")
    return tuple(order) or None


def _order(places: Mapping[object, object]) -> list[str]:
    """{`b`: "1", `a`: "2"} as [`b`, `a`]; two in one place are refused, and so is no whole number."""
    given = {str(code): str(place).strip() for code, place in places.items() if place}
    given = {code: place for code, place in given.items() if place}
    for place in given.values():
        if not (place.isascii() and place.isdigit() and len(place) <= 3):
            raise _Refused("rank_incomplete", place)
    if len({int(place) for place in given.values()}) < len(given):
        raise _Refused("rank_repeats")
    return sorted(given, key=lambda code: int(given[code]))


def _check_month(question: Question, raw: object, known: Collection[str] | None) -> Value:
    if isinstance(raw, Mapping):
        year, month = (str(raw.get(part) or "").strip() for part in ("year", "month"))
        raw = f"{year}-{month}" if year or month else ""
    words = _one_text(raw)
    if words is None:
        return None
    found = MONTH.fullmatch(words)
    if not found or not words.isascii():
        raise _Refused("bad_month", words)
    year, month = found["year"] or found["then"], found["month"] or found["first"]
    if int(year) not in YEARS or int(month) not in range(1, 13):
        raise _Refused("bad_month", words)
    return f"{year}-{int(month):02d}"


def _check_picked(question: Question, raw: object, known: Collection[str] | None) -> Value:
    code = _one_text(raw)
    listed = code is None or code == NOT_LISTED or known is None or code in known
    if not listed or (code is not None and not KEY.fullmatch(code)):
        raise _Refused(f"unknown_{question.kind}", code)
    return code


def _check_files(question: Question, raw: object, known: Collection[str] | None) -> Value:
    keys = list(dict.fromkeys(_texts(raw)))
    for key in keys:
        if not KEY.fullmatch(key):
            raise _Refused("bad_file", key)
    if len(keys) > question.most:
        raise _Refused("too_many_files", len(keys))
    return tuple(keys) or None


_CHECKS: dict[str, Callable[[Question, object, Collection[str] | None], Value]] = {
    "open": _check_open,
    "one_of": _check_one,
    "several_of": _check_several,
    "scale": _check_one,
    "comparative": _check_one,
    "rank": _check_rank,
    "matrix": _check_one,
    "month": _check_month,
    "organisation": _check_picked,
    "place": _check_picked,
    "photo": _check_files,
    "voice": _check_files,
    "file": _check_files,
}
